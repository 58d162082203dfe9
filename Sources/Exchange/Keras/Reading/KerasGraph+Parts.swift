import Engine
import Support

// Parts of a configuration that a graph is made of.
extension KerasGraph {
  /// Whether an input's extents are not all said.
  static func isOpen(_ value: JSON?) -> Bool {
    value?.items?.dropFirst().contains(.null) ?? true
  }

  /// The shape of a sample; `given` where the file leaves it open.
  static func shape(_ value: JSON?, of name: String, given: [Int]?) throws(KerasError) -> Shape {
    guard let items = value?.items?.dropFirst(), !items.isEmpty else {
      guard let given, !given.isEmpty, given.allSatisfy({ $0 > 0 }) else {
        throw .configuration(place: name, expected: "the shape of an input, batch_shape")
      }
      return try bounded(given, of: name, [])
    }
    let shown =
      ["N"] + items.map { if case .whole(let extent) = $0 { String(extent) } else { "?" } }
    if let given, given.count != items.count {
      throw .openShape(input: name, extents: shown, given: given)
    }
    var extents: [Int] = []
    for (place, item) in items.enumerated() {
      switch item {
      case .whole(let extent) where extent > 0:
        guard given.map({ $0[place] == extent }) ?? true else {
          throw .openShape(input: name, extents: shown, given: given)
        }
        extents.append(extent)
      case .null:
        guard let extent = given?[place], extent > 0 else {
          throw .openShape(input: name, extents: shown, given: given)
        }
        extents.append(extent)
      default: throw .configuration(place: name, expected: "whole numbers as extents")
      }
    }
    return try bounded(extents, of: name, shown)
  }

  private static func bounded(
    _ extents: [Int], of name: String, _ shown: [String]
  ) throws(KerasError) -> Shape {
    guard extents.count <= 16, extents.reduce(1, saturatingProduct) <= 1 << 31 else {
      throw .openShape(input: name, extents: shown, given: extents)
    }
    return Shape(extents)
  }

  static func layers(_ value: JSON?, at prefix: String) throws(KerasError) -> [JSON] {
    guard let layers = value?.items, !layers.isEmpty, layers.count <= layerLimit else {
      throw .configuration(place: "\(prefix)config", expected: "layers, at most 10,000")
    }
    return layers
  }

  /// What the outputs of a whole model are called: as it names them, else by their layers, each once.
  static func names(
    ofOutputs config: JSON, _ ids: [String]
  ) throws(KerasError) -> [(name: String, id: String)] {
    guard ids.count > 1 else { return ids.map { ($0, $0) } }
    var names = ids
    if case .object(let members)? = config["output_layers"], members.count == ids.count {
      names = members.map(\.name)
    } else if let ends = try? ends(config["output_layers"], at: ""), ends.count == ids.count {
      names = ends.map(\.layer)
    }
    var taken: Set<String> = []
    return zip(names, ids).map { name, id in
      var (free, number) = (name, 1)
      while !taken.insert(free).inserted {
        number += 1
        free = "\(name)_\(number)"
      }
      return (free, id)
    }
  }

  /// `["a", 0, 0]` or `[["a", 0, 0], …]`, or the same by names.
  static func ends(_ value: JSON?, at place: String) throws(KerasError) -> [Output] {
    let value = value ?? .null
    if case .text? = value.items?.first { return [try end(value, at: place)] }
    let lists: [JSON] =
      if case .object(let members) = value { members.map(\.value) } else { value.items ?? [] }
    var outputs: [Output] = []
    for list in lists { outputs.append(try end(list, at: place)) }
    return outputs
  }

  private static func end(_ value: JSON, at place: String) throws(KerasError) -> Output {
    guard let items = value.items, case .text(let name)? = items.first else {
      throw .configuration(place: place, expected: "names of layers")
    }
    return Output(layer: name, history: items)
  }
}

extension JSON {
  /// `RNN(LSTMCell(8))` as `LSTM(8)`: its cell's options with its own; `nil` for others, and for cells of which there is
  /// no layer.
  var plainRecurrence: JSON? {
    guard case .object(let members) = self, self["class_name"] == "RNN",
      case .object(let options)? = self["config"], let cell = self["config"]?["cell"],
      case .text(let name)? = cell["class_name"],
      let className = KerasLayer.recurrences[name], case .object(let inner)? = cell["config"],
      self["config"]?["zero_output_for_mask"] != .bool(true)
    else { return nil }
    let given = options.filter { !["cell", "zero_output_for_mask"].contains($0.name) }
    let own = inner.filter { option in
      option.name != "build_config" && !given.contains { $0.name == option.name }
    }
    return .object(
      members.map { member in
        switch member.name {
        case "class_name", "registered_name": .init(member.name, .text(className))
        case "config": .init("config", .object(own + given))
        default: member
        }
      })
  }

  /// A recurrence whose last states nobody reads, as one that gives its outputs alone; anything else as it is.
  var withoutStates: JSON {
    guard case .object(let members) = self, case .text(let name)? = self["class_name"],
      ["LSTM", "GRU", "SimpleRNN", "RNN"].contains(name),
      self["config"]?["return_state"] == .bool(true),
      case .object(let options)? = self["config"]
    else { return self }
    let plain = JSON.object(options.filter { $0.name != "return_state" })
    return .object(members.map { $0.name == "config" ? .init("config", plain) : $0 })
  }
}

// The inputs of a model, whose extents a file may leave open.
extension KerasGraph {
  mutating func addInput(
    _ layer: JSON, _ name: String, prefix: String, place: Int = 0
  ) throws(KerasError) -> String {
    let config = layer["config"] ?? .null
    let shape = try shape(
      config["batch_shape"] ?? config["batch_input_shape"], of: prefix + name, place)
    inputs.append((prefix + name, name, shape))
    return prefix + name
  }

  /// The input of a sequence that begins without one.
  mutating func addInput(
    shapeOf layer: JSON, _ model: JSON, prefix: String
  ) throws(KerasError) -> String {
    let config = model["config"] ?? .null
    let known = [
      layer["config"]?["batch_input_shape"], layer["config"]?["batch_shape"],
      config["build_input_shape"], model["build_config"]?["input_shape"],
      layer["build_config"]?["input_shape"],
    ]
    let shape = known.compactMap { $0 }.first { $0 != .null }
    if shape == nil, givenShapes.isEmpty, prefix.isEmpty { throw .unbuilt }
    inputs.append((prefix + "input", "input", try self.shape(shape, of: "the first layer", 0)))
    return prefix + "input"
  }

  /// The shape of a sample of the input at a place, that of the user where the file leaves it open.
  private mutating func shape(
    _ value: JSON?, of name: String, _ place: Int
  ) throws(KerasError) -> Shape {
    let given = givenShapes.indices.contains(place) ? givenShapes[place] : nil
    if given != nil, Self.isOpen(value) { leavesOpen = true }
    return try Self.shape(value, of: name, given: given)
  }
}
