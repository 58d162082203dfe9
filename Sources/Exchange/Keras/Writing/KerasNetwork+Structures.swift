import Catalog
import Engine
import Formats
import Learning
import Support

/// Layers that have lines or a model of their own.
extension KerasNetwork {
  mutating func wrapper(
    _ label: String, _ word: String, _ call: BoundArguments, _ lines: [ModelElement],
    _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    let bidirectional = word == "bidirectional"
    var (inner, weights): (JSON, KerasArrays)
    if let only = lines.first, lines.count == 1, case .layer(let word) = only.content,
      let call = only.call?.bound, case let own = only.label,
      !["position_embedding", "sinusoidal_positions", "gelu"].contains(word),
      !KerasLayers.attentions.contains(word),
      case let line = try KerasLayers.line(ofWord: word, call, label: own), line.activation == nil
    {
      remarks += line.remarks.filter { !remarks.contains($0) }
      inner = KerasJSON.object(line.layer, name: own, dtype: dtype)
      weights = KerasArrays()
      let uses = bidirectional ? ["forward", "backward"] : [""]
      for use in uses {
        let more = self.weights(
          of: line.layer, bidirectional ? "\(label).\(use).\(own)" : own,
          [bidirectional ? "\(use)_layer" : "layer"], alpha: call.number("lora_alpha") ?? alpha)
        weights.stored += more.stored
        weights.listed += more.listed
      }
    } else {
      guard !bidirectional else { throw .word(word, layer: label) }
      let network = try KerasNetwork(
        lines, inputs: [Model.Input("\(label)_input", Shape(Array(input.shape.dropFirst())))],
        name: "\(label)_lines", dtype: dtype, variables: variables, shapes: shapes)
      remarks += network.remarks
      innerEntries += network.entries + network.innerEntries
      let written = KerasJSON.model(network)
      inner = written.json
      weights = KerasArrays(
        stored: written.weights.stored.map { (["layer"] + $0.path, $0.array, $0.source) },
        listed: written.weights.listed)
    }
    var config: [JSON.Member] = [
      .init("name", .text(label)), .init("trainable", true), .init("dtype", .text("\(dtype)")),
      .init("layer", inner),
    ]
    if bidirectional {
      config.append(.init("merge_mode", .text(call.word("merge_mode") ?? "concat")))
    }
    return add(
      KerasEntry(
        name: label, className: bidirectional ? "Bidirectional" : "TimeDistributed",
        module: "keras.layers", config: .object(config),
        calls: [.init(inputs: [input], isList: false)], weights: weights),
      shape: shapes[label] ?? input.shape)
  }

  /// A model as a layer; where it stands again, it is the same layer once more.
  mutating func nested(
    _ label: String, _ model: Model, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    let shape = model.outputShape.extents
    if let place = shared[ObjectIdentifier(model)] {
      entries[place].calls.append(.init(inputs: [input], isList: false))
      return KerasTensor(
        layer: entries[place].name, call: entries[place].calls.count - 1, shape: shape)
    }
    let network = try KerasNetwork(model, name: label, isHidden: hides(input))
    remarks += network.remarks
    innerEntries += network.entries + network.innerEntries
    let written = KerasJSON.model(network)
    shared[ObjectIdentifier(model)] = entries.count
    if network.hides(network.output) { hidden.insert(label) }
    return add(
      KerasEntry(
        name: label, className: written.className, module: written.module, config: written.config,
        calls: [.init(inputs: [input], isList: false)], weights: written.weights), shape: shape)
  }
}

extension BoundArguments {
  private func filledValue(_ name: String) -> Argument? { filled.first { $0.name == name }?.value }

  func number(_ name: String) -> Double? {
    if case .number(let number)? = filledValue(name) { number } else { nil }
  }

  func flag(_ name: String) -> Bool {
    if case .bool(true)? = filledValue(name) { true } else { false }
  }

  func word(_ name: String) -> String? {
    if case .word(let word)? = filledValue(name) { word } else { nil }
  }
}
