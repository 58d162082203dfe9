import Catalog
import Engine
import Learning
import Support

/// The calls of a model of Keras, sequential or functional, models in it written out.
struct KerasGraph {
  typealias Output = KerasCall.Output

  private(set) var name: String?
  var inputs: [(id: String, name: String, shape: Shape)] = []
  var nodes: [KerasNode] = []
  /// How often each layer is called that is called more than once, by its name.
  var shared: [(name: String, count: Int)] = []
  private var known: Set<String> = []
  private var modelCount = 0
  /// What the model gives.
  var output = ""
  /// Which of several outputs that is, and what they are called.
  var outputs: [(name: String, id: String)] = []
  /// The type of its numbers, `float32`.
  var dtype: DType = .float32
  /// What of it has no counterpart: all is looked at before it is refused.
  var obstacles: [(id: String, error: KerasError)] = []
  /// What is another one here while it is trained.
  var remarks: [String] = []
  /// Whether the user said what the file leaves open of an input.
  var leavesOpen = false
  /// The extents of samples that the user says, in the order of the inputs.
  let givenShapes: [[Int]]
  private var masks = KerasMasks()
  private static let depthLimit = 16
  static let layerLimit = 10_000

  /// Reads the configuration of a model; of several outputs `wanted` is the one that it gives here, and `shapes` are those
  /// of samples in the order of the inputs, where the file leaves them open.
  ///
  /// What only other outputs need is left out.
  init(_ model: JSON, output wanted: String? = nil, shapes: [[Int]] = []) throws(KerasError) {
    givenShapes = shapes
    guard case .text(let className)? = model["class_name"], let config = model["config"] else {
      throw .configuration(place: "config.json", expected: "class_name and config")
    }
    try KerasConfiguration.checkOrigin(model, className)
    if case .text(let name)? = config["name"] { self.name = name }
    do {
      let ids = try read(
        model, className, inputs: nil, prefix: "", groups: [], owner: nil, depth: 0)
      outputs = try Self.names(ofOutputs: config, ids)
    } catch {
      // What stands in the way of a layer may be what is wrong behind it.
      throw obstacles.isEmpty ? error : .several(Self.distinct(obstacles).map(\.error))
    }
    try choose(wanted)
    if let className = masks.truth(among: [output]) {
      throw .layer(className: className, near: KerasLayers.near(className))
    }
    let left = obstacles.map(\.error)
    if let first = left.first { throw left.count == 1 ? first : .several(left) }
    guard !inputs.isEmpty else {
      throw .configuration(place: "config.json", expected: "the shape of the input")
    }
  }

  /// Appends the calls of a model; `given` are what its inputs stand for where it is a layer itself. Gives its outputs.
  private mutating func read(
    _ model: JSON, _ className: String, inputs given: [String]?, prefix: String,
    groups: [[String]], owner: String?, depth: Int
  ) throws(KerasError) -> [String] {
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
  ) throws(KerasError) -> [String] {
    let layers = try Self.layers(config["layers"] ?? config, at: prefix)
    var containers = KerasContainers()
    var current = given
    for (index, layer) in layers.enumerated() {
      let (className, name) = try named(layer, at: "\(prefix)layers/\(index)")
      if className == "InputLayer" {
        if current == nil { current = [try addInput(layer, name, prefix: prefix)] }
        continue
      }
      if current == nil { current = [try addInput(shapeOf: layer, model, prefix: prefix)] }
      let place = containers.groups(of: className, in: groups)
      current = try append(
        layer, className, Output(layer: name), inputs: Array((current ?? []).prefix(1)), call: nil,
        prefix: prefix, groups: place, owner: owner ?? name, depth: depth)
    }
    return current ?? []
  }

  private mutating func readFunctional(
    _ config: JSON, inputs given: [String]?, prefix: String, groups: [[String]], owner: String?,
    depth: Int
  ) throws(KerasError) -> [String] {
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
          outputs[Output(layer: name)] = try addInput(
            layer, name, prefix: prefix, place: order.firstIndex(of: name) ?? 0)
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
    let ends = (try? Self.ends(config["output_layers"], at: prefix)) ?? []
    let further = Set(
      (waiting.flatMap(\.call.tensors) + ends).filter { $0.tensor > 0 }.map(\.layer))
    for place in waiting.indices where !further.contains(waiting[place].given.layer) {
      waiting[place].layer = waiting[place].layer.withoutStates
    }
    // Layers stand in the order in which they were made, which need not be that of their calls.
    while !waiting.isEmpty {
      guard
        let index = waiting.firstIndex(where: { $0.call.tensors.allSatisfy { outputs[$0] != nil } })
      else {
        if let further = waiting.lazy.flatMap(\.call.tensors).first(where: { tensor in
          outputs[tensor] == nil && outputs[tensor.first] != nil
        }) {
          throw .outputs((0...max(further.tensor, 1)).map { "\(further.layer) \($0)" })
        }
        throw .configuration(
          place: "\(prefix)\(waiting[0].given.layer)", expected: "inputs that stand before it")
      }
      let next = waiting.remove(at: index)
      let before = obstacles.count
      let results = try append(
        next.layer, next.className, next.given,
        inputs: next.call.tensors.compactMap { outputs[$0] }, call: next.call, prefix: prefix,
        groups: next.groups, owner: owner ?? next.given.layer, depth: depth)
      for (place, id) in results.enumerated() {
        outputs[Output(layer: next.given.layer, call: next.given.call, tensor: place)] = id
      }
      guard obstacles.count > before, let only = results.first else { continue }
      // Whatever else a layer without a counterpart gives, the rest can be looked at.
      for tensor in waiting.flatMap(\.call.tensors) where tensor.first == next.given {
        outputs[tensor] = only
      }
    }
    let found = try Self.ends(config["output_layers"], at: "\(prefix)output_layers").compactMap {
      outputs[$0] ?? outputs[$0.first]
    }
    guard !found.isEmpty, found.count == ends.count else {
      throw .configuration(place: "\(prefix)output_layers", expected: "an output")
    }
    return found
  }

  /// Appends one layer, or all calls of a model that is one. Gives what its outputs are known by.
  private mutating func append(
    _ layer: JSON, _ className: String, _ given: Output, inputs: [String], call: KerasCall?,
    prefix: String, groups: [[String]], owner: String, depth: Int
  ) throws(KerasError) -> [String] {
    let name = given.layer
    let layer = layer.plainRecurrence ?? layer
    var className = className
    if case .text(let plain)? = layer["class_name"] { className = plain }
    // What is called again is read again: a copy of its lines, with the same weights.
    let id = prefix + name + (given.call == 0 ? "" : " \(given.call + 1)")
    if ["Sequential", "Functional", "Model"].contains(className) {
      return try read(
        layer, className, inputs: inputs, prefix: "\(id)/", groups: groups, owner: owner,
        depth: depth + 1)
    }
    if KerasFormulas.variations.contains(className), inputs.count == 1,
      let remark = KerasFormulas.remark(on: className, named: name)
    {
      try KerasConfiguration.checkOrigin(layer, className)
      remarks.append(remark)
      return inputs
    }
    guard known.insert(id).inserted else {
      throw .configuration(place: id, expected: "layers of different names")
    }
    guard nodes.count < Self.layerLimit else {
      throw .configuration(place: id, expected: "at most 10,000 layers")
    }
    let isOperation = KerasOperations.isOperation(layer)
    if isOperation,
      masks.take(className, layer["config"] ?? .null, id: id, inputs: inputs, call: call)
    {
      return [id]
    }
    do throws(KerasError) {
      let (call, inputs) = try masks.plain(call, inputs, of: className)
      if let truth = masks.truth(among: inputs) {
        throw .layer(className: truth, near: KerasLayers.near(truth))
      }
      try appendNode(layer, className, id: id, name, inputs, call, groups, owner)
      // A formula of several paths ends a mask that Keras hands on.
      if ["Add", "Average"].contains(className), !isOperation, masks.hides(inputs),
        nodes.last?.line.word == "combine"
      {
        throw KerasError.argument(className: className, argument: "mask", value: inputs.first ?? "")
      }
      if try masks.follow(layer, className, id: id, inputs: inputs, isOperation: isOperation) {
        nodes.append(.unmasked(id))
        return [id + " unmasked"]
      }
    } catch {
      guard error.isObstacle, obstacles.count < Self.obstacleLimit else { throw error }
      obstacles.append((id, error))
      // Something stands in its place, so that the rest can be looked at.
      nodes.removeAll { $0.id == id }
      nodes.append(
        KerasNode(
          id: id, name: name, className: className, line: LayerDescription("linear"),
          inputs: Array(inputs.prefix(1))))
    }
    return [id]
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
    let given = try KerasConfiguration.layer(layer, at: id)
    let (read, left) = (KerasSized.plain(given, layer, call) ?? given).withoutTrainingAlone()
    if case .text(let type)? = read["dtype"] { note(type: type) }
    nodes.append(
      try KerasCall.node(
        read, rank: layer["build_config"]?["input_shape"]?.items?.count, id: id, name: name,
        inputs: inputs, call: call,
        weights: read.slots(in: groups, owner: owner)))
    if let remark = KerasFormulas.remark(on: className, named: name) { remarks.append(remark) }
    note(left, of: name)
  }

  private mutating func sortInputs(by order: [String]) throws(KerasError) {
    inputs.sort {
      (order.firstIndex(of: $0.name) ?? .max) < (order.firstIndex(of: $1.name) ?? .max)
    }
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
}
