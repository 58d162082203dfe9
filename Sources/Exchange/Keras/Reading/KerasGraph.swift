import Catalog
import Engine
import Learning
import Support

/// The calls of a model of Keras, sequential or functional, models in it written out.
struct KerasGraph {
  private typealias Output = KerasCall.Output

  private(set) var name: String?
  private(set) var inputs: [(id: String, name: String, shape: Shape)] = []
  private(set) var nodes: [KerasNode] = []
  /// How often each layer is called that is called more than once, by its name.
  private(set) var shared: [(name: String, count: Int)] = []
  private var known: Set<String> = []
  private var modelCount = 0
  /// What the model gives.
  private(set) var output = ""
  /// The type of its numbers, `float32`.
  private(set) var dtype: DType = .float32
  /// What of it has no counterpart: all is looked at before it is refused.
  private var obstacles: [KerasError] = []
  /// What is another one here while it is trained.
  private(set) var remarks: [String] = []
  private static let depthLimit = 16
  private static let layerLimit = 10_000

  /// Reads the configuration of a model.
  init(_ model: JSON) throws(KerasError) {
    guard case .text(let className)? = model["class_name"], let config = model["config"] else {
      throw .configuration(place: "config.json", expected: "class_name and config")
    }
    try KerasConfiguration.checkOrigin(model, className)
    if case .text(let name)? = config["name"] { self.name = name }
    do {
      output = try read(
        model, className, inputs: nil, prefix: "", groups: [], owner: nil, depth: 0)
    } catch {
      // What stands in the way of a layer may be what is wrong behind it.
      throw obstacles.first.map { _ in .several(obstacles) } ?? error
    }
    if let first = obstacles.first { throw obstacles.count == 1 ? first : .several(obstacles) }
    guard !inputs.isEmpty else {
      throw .configuration(place: "config.json", expected: "the shape of the input")
    }
  }

  /// Appends the calls of a model; `given` are what its inputs stand for where it is a layer itself. Gives its output.
  private mutating func read(
    _ model: JSON, _ className: String, inputs given: [String]?, prefix: String,
    groups: [[String]], owner: String?, depth: Int
  ) throws(KerasError) -> String {
    guard depth < Self.depthLimit else {
      throw .configuration(place: prefix, expected: "at most 16 models inside one another")
    }
    modelCount += 1
    guard modelCount <= Self.layerLimit else {
      throw .configuration(place: prefix, expected: "at most 10,000 calls of models")
    }
    let config = model["config"] ?? .null
    switch className {
    case "Sequential":
      return try readSequence(
        model, config, inputs: given, prefix: prefix, groups: groups, owner: owner, depth: depth)
    case "Functional", "Model":
      return try readFunctional(
        config, inputs: given, prefix: prefix, groups: groups, owner: owner, depth: depth)
    default:
      guard case .text(let module)? = model["module"] else {
        throw .foreign(className: className, module: "")
      }
      throw .foreign(className: className, module: module)
    }
  }

  private mutating func readSequence(
    _ model: JSON, _ config: JSON, inputs given: [String]?, prefix: String, groups: [[String]],
    owner: String?, depth: Int
  ) throws(KerasError) -> String {
    let layers = try Self.layers(config["layers"] ?? config, at: prefix)
    var containers = KerasContainers()
    var current = given?.first
    for (index, layer) in layers.enumerated() {
      let (className, name) = try named(layer, at: "\(prefix)layers/\(index)")
      if className == "InputLayer" {
        if current == nil { current = try addInput(layer, name, prefix: prefix) }
        continue
      }
      if current == nil {
        current = try addInput(shapeOf: layer, model, prefix: prefix)
      }
      let place = containers.groups(of: className, in: groups)
      current = try append(
        layer, className, Output(layer: name), inputs: current.map { [$0] } ?? [], call: nil,
        prefix: prefix, groups: place, owner: owner ?? name, depth: depth)
    }
    return current ?? ""
  }

  private mutating func readFunctional(
    _ config: JSON, inputs given: [String]?, prefix: String, groups: [[String]], owner: String?,
    depth: Int
  ) throws(KerasError) -> String {
    let layers = try Self.layers(config["layers"], at: prefix)
    var containers = KerasContainers()
    var outputs: [Output: String] = [:]
    var waiting:
      [(layer: JSON, className: String, given: Output, call: KerasCall, groups: [[String]])] = []
    let order = try Self.ends(config["input_layers"], at: "\(prefix)input_layers").map(\.layer)
    for (index, layer) in layers.enumerated() {
      let (className, name) = try named(layer, at: "\(prefix)layers/\(index)")
      let calls = try KerasCall.calls(of: layer, at: "\(prefix)\(name)")
      let isLayer = !KerasOperations.isOperation(layer)
      let place = isLayer ? containers.groups(of: className, in: groups) : groups
      guard !calls.isEmpty else {
        guard className == "InputLayer" else { continue }
        if let given {
          guard let position = order.firstIndex(of: name), position < given.count else {
            throw .configuration(place: "\(prefix)\(name)", expected: "as many inputs as are given")
          }
          outputs[Output(layer: name)] = given[position]
        } else {
          outputs[Output(layer: name)] = try addInput(layer, name, prefix: prefix)
        }
        continue
      }
      if isLayer, calls.count > 1, !shared.contains(where: { $0.name == name }) {
        shared.append((name, calls.count))
      }
      guard waiting.count + calls.count <= Self.layerLimit else {
        throw .configuration(place: "\(prefix)\(name)", expected: "at most 10,000 calls of layers")
      }
      for (index, call) in calls.enumerated() {
        waiting.append((layer, className, Output(layer: name, call: index), call, place))
      }
    }
    if given == nil { try sortInputs(by: order) }
    // Layers stand in the order in which they were made, which need not be that of their calls.
    while !waiting.isEmpty {
      guard
        let index = waiting.firstIndex(where: { $0.call.tensors.allSatisfy { outputs[$0] != nil } })
      else {
        throw .configuration(
          place: "\(prefix)\(waiting[0].given.layer)", expected: "inputs that stand before it")
      }
      let next = waiting.remove(at: index)
      outputs[next.given] = try append(
        next.layer, next.className, next.given,
        inputs: next.call.tensors.compactMap { outputs[$0] }, call: next.call, prefix: prefix,
        groups: next.groups, owner: owner ?? next.given.layer, depth: depth)
    }
    let ends = try Self.ends(config["output_layers"], at: "\(prefix)output_layers")
    guard ends.count == 1, let output = outputs[ends[0]] else {
      throw ends.count > 1
        ? .outputs(ends.map(\.layer))
        : .configuration(place: "\(prefix)output_layers", expected: "an output")
    }
    return output
  }

  /// Appends one layer, or all calls of a model that is one. Gives what its output is known by.
  private mutating func append(
    _ layer: JSON, _ className: String, _ given: Output, inputs: [String], call: KerasCall?,
    prefix: String, groups: [[String]], owner: String, depth: Int
  ) throws(KerasError) -> String {
    let name = given.layer
    // What is called again is read again: a copy of its lines, with the same weights.
    let id = prefix + name + (given.call == 0 ? "" : " \(given.call + 1)")
    if ["Sequential", "Functional", "Model"].contains(className) {
      return try read(
        layer, className, inputs: inputs, prefix: "\(id)/", groups: groups, owner: owner,
        depth: depth + 1)
    }
    guard known.insert(id).inserted else {
      throw .configuration(place: id, expected: "layers of different names")
    }
    guard nodes.count < Self.layerLimit else {
      throw .configuration(place: id, expected: "at most 10,000 layers")
    }
    do {
      try appendNode(layer, className, id: id, name, inputs, call, groups, owner)
    } catch {
      guard error.isObstacle, obstacles.count < Self.obstacleLimit else { throw error }
      if !obstacles.contains(error) { obstacles.append(error) }
      // Something stands in its place, so that the rest can be looked at.
      nodes.append(
        KerasNode(
          id: id, name: name, className: className, line: LayerDescription("linear"),
          inputs: Array(inputs.prefix(1))))
    }
    return id
  }

  private static let obstacleLimit = 20

  private mutating func appendNode(
    _ layer: JSON, _ className: String, id: String, _ name: String, _ inputs: [String],
    _ call: KerasCall?, _ groups: [[String]], _ owner: String
  ) throws(KerasError) {
    if KerasOperations.isOperation(layer) {
      nodes.append(
        try KerasOperations.node(layer, className, id: id, name: name, inputs: inputs, call: call))
      return
    }
    let read = try KerasConfiguration.layer(layer, at: id)
    if case .text(let type)? = read["dtype"], type == "float64" { dtype = .float64 }
    nodes.append(
      try KerasCall.node(
        read, id: id, name: name, inputs: inputs, call: call,
        weights: read.slots(in: groups, owner: owner)))
    if KerasFormulas.dropouts.contains(className) {
      remarks.append(
        "`\(Sanitizer.visible(name))`, a `\(className)`, stands here as `dropout`: answers are the same, a training drops single numbers"
      )
    }
  }

  private mutating func addInput(_ layer: JSON, _ name: String, prefix: String) throws(KerasError)
    -> String
  {
    let config = layer["config"] ?? .null
    let shape = try Self.shape(
      config["batch_shape"] ?? config["batch_input_shape"], of: prefix + name)
    inputs.append((prefix + name, name, shape))
    return prefix + name
  }

  /// The input of a sequence that begins without one.
  private mutating func addInput(
    shapeOf layer: JSON, _ model: JSON, prefix: String
  ) throws(KerasError) -> String {
    let config = model["config"] ?? .null
    let known = [
      layer["config"]?["batch_input_shape"], layer["config"]?["batch_shape"],
      config["build_input_shape"], model["build_config"]?["input_shape"],
      layer["build_config"]?["input_shape"],
    ]
    let shape = known.compactMap { $0 }.first { $0 != .null }
    inputs.append((prefix + "input", "input", try Self.shape(shape, of: "the first layer")))
    return prefix + "input"
  }

  private mutating func sortInputs(by order: [String]) throws(KerasError) {
    inputs.sort {
      (order.firstIndex(of: $0.name) ?? .max) < (order.firstIndex(of: $1.name) ?? .max)
    }
  }

  private static func shape(_ value: JSON?, of name: String) throws(KerasError) -> Shape {
    let items = value?.items ?? []
    var extents: [Int] = []
    for item in items.dropFirst() {
      guard case .whole(let extent) = item, extent > 0 else {
        throw .configuration(
          place: name, expected: "an input of fixed extents; let Keras's Input say them")
      }
      extents.append(extent)
    }
    guard !extents.isEmpty else {
      throw .configuration(place: name, expected: "the shape of an input, batch_shape")
    }
    return Shape(extents)
  }

  private static func layers(_ value: JSON?, at prefix: String) throws(KerasError) -> [JSON] {
    guard let layers = value?.items, !layers.isEmpty, layers.count <= layerLimit else {
      throw .configuration(place: "\(prefix)config", expected: "layers, at most 10,000")
    }
    return layers
  }

  private func named(_ layer: JSON, at place: String) throws(KerasError) -> (String, String) {
    guard case .text(let className)? = layer["class_name"] else {
      throw .configuration(place: place, expected: "class_name")
    }
    guard case .text(let name)? = layer["config"]?["name"] ?? layer["name"] else {
      throw .configuration(place: place, expected: "name")
    }
    return (className, name)
  }

  /// `["a", 0, 0]` or `[["a", 0, 0], …]`, or the same by names.
  private static func ends(_ value: JSON?, at place: String) throws(KerasError) -> [Output] {
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
    if items.count > 1, case .whole(let call) = items[1] { return Output(layer: name, call: call) }
    return Output(layer: name)
  }
}
