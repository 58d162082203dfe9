import Catalog
import Learning
import Support

/// How a layer of Keras is called: what stands in brackets behind it.
struct KerasCall {
  /// What is given at its place; a list stands for several tensors at one place.
  let places: [JSON]
  /// What is given by name.
  let named: [JSON.Member]

  /// What one call of a layer gives.
  struct Output: Hashable {
    /// Keras's name of the layer.
    let layer: String
    /// Which of its calls, from 0.
    var call = 0
    /// Which of the tensors that the call gives, from 0.
    var tensor = 0

    /// The first tensor of the same call.
    var first: Output { Output(layer: layer, call: call) }

    /// `["a", 0, 0]`: the layer, which of its calls and which of its tensors.
    init(layer: String, history: [JSON]) {
      self.init(layer: layer)
      if history.count > 1, case .whole(let call) = history[1] { self.call = call }
      if history.count > 2, case .whole(let tensor) = history[2] { self.tensor = tensor }
    }

    init(layer: String, call: Int = 0, tensor: Int = 0) {
      (self.layer, self.call, self.tensor) = (layer, call, tensor)
    }
  }

  /// What is read, in its order.
  var tensors: [Output] { places.flatMap(Self.tensors) + named.flatMap { Self.tensors($0.value) } }

  /// The calls of a layer as its configuration lists them; empty for an input.
  static func calls(of layer: JSON, at place: String) throws(KerasError) -> [KerasCall] {
    var calls: [KerasCall] = []
    for node in layer["inbound_nodes"]?.items ?? [] {
      let call: KerasCall
      if case .object = node {
        guard let places = node["args"]?.items else {
          throw .configuration(place: place, expected: "args of a call")
        }
        var named: [JSON.Member] = []
        if case .object(let members)? = node["kwargs"] { named = members }
        call = KerasCall(places: places, named: named)
      } else {
        call = try olderCall(node, at: place)
      }
      calls.append(call)
    }
    return calls
  }

  /// `[["a", 0, 0, {…}], …]`: how Keras 2 lists a call, all tensors at places and the named ones behind the first.
  private static func olderCall(_ node: JSON, at place: String) throws(KerasError) -> KerasCall {
    guard let items = node.items, let first = items.first else {
      throw .configuration(place: place, expected: "a call")
    }
    let lists: [JSON] = if case .text = first { [node] } else { items }
    var places: [JSON] = []
    var named: [JSON.Member] = []
    for list in lists {
      guard let parts = list.items, parts.count >= 3, case .text = parts[0] else {
        throw .configuration(place: place, expected: "a call")
      }
      places.append(.list(Array(parts.prefix(3))))
      if parts.count > 3, case .object(let members) = parts[3] { named += members }
    }
    return KerasCall(places: places, named: named)
  }

  static func tensors(_ value: JSON) -> [Output] {
    histories(value).compactMap { history in
      guard case .text(let name)? = history.first else { return nil }
      return Output(layer: name, history: history)
    }
  }

  /// `["a", 0, 0]` of each tensor in a value.
  private static func histories(_ value: JSON) -> [[JSON]] {
    if value["class_name"] == "__keras_tensor__" {
      return value["config"]?["keras_history"]?.items.map { [$0] } ?? []
    }
    guard let items = value.items else { return [] }
    if items.count == 3, case .text = items[0], case .whole = items[1], case .whole = items[2] {
      return [items]
    }
    return items.flatMap(histories)
  }

  /// The line of a layer: its word's, or a formula of what it takes. `rank` counts its axes, the batch among them.
  static func line(
    of layer: KerasLayer, _ rank: Int?
  ) throws(KerasError) -> LayerDescription {
    if let line = KerasFormulas.line(of: layer, rank: rank) { return line }
    return try KerasLayers.line(of: layer)
  }

  /// A layer that is called with what it reads, as a line here; `rank` counts the axes of that where the call does not.
  static func node(
    _ layer: KerasLayer, rank: Int?, id: String, name: String, inputs: [String], call: KerasCall?,
    weights: [KerasSlot]
  ) throws(KerasError) -> KerasNode {
    var line = try line(of: layer, KerasOperations.rank(of: call?.places.first) ?? rank)
    let isMerge =
      ["add", "multiply", "average", "concatenate", "combine"].contains(line.word)
    let isAttention = KerasLayers.attentions.contains(line.word)
    for argument in call?.named ?? [] {
      switch (argument.name, argument.value) {
      case (_, .null), ("training", .bool(false)), ("return_attention_scores", .bool(false)),
        ("use_causal_mask", .bool(false)):
        continue
      // What only cuts and enlarges does the same in training.
      case ("training", .bool)
      where layer.className.hasPrefix("Cropping") || layer.className.hasPrefix("UpSampling"):
        continue
      case ("use_causal_mask", .bool(true)) where isAttention:
        line.arguments.named.append(("use_causal_mask", .bool(true)))
      case ("query", _) where isAttention, ("value", _) where isAttention,
        ("key", _) where isAttention:
        continue
      case ("inputs", _) where isMerge || isAttention || inputs.count == 1: continue
      default:
        throw .argument(
          className: layer.className, argument: argument.name,
          value: tensors(argument.value).first?.layer ?? argument.value.description)
      }
    }
    guard line.word != "combine" || inputs.count == 2 else {
      throw .argument(
        className: layer.className, argument: "inputs", value: "\(inputs.count) tensors")
    }
    if isMerge, let spread = try KerasFormulas.spread(line.word, layer.className, call) {
      line = spread
    }
    guard isMerge || isAttention || inputs.count == 1 else {
      throw .argument(
        className: layer.className, argument: "inputs", value: "\(inputs.count) tensors")
    }
    guard !isAttention || (1...3).contains(inputs.count) else {
      throw .argument(
        className: layer.className, argument: "inputs", value: "\(inputs.count) tensors")
    }
    return KerasNode(
      id: id, name: name, className: layer.className, line: line, inputs: inputs, isMerge: isMerge,
      weights: weights)
  }
}
