import Engine

/// Appends the elements of a model to a graph and notes what the summary needs.
final class Assembly {
  private let builder: ModelBuilder
  private var named: [String: Graph.Node]
  private var depth = 0
  private var counted: Set<ObjectIdentifier> = []
  private(set) var rows: [LayerRow] = []
  /// The activation of the current output; `nil` where several ways were joined.
  private(set) var activation: ActivationChoice? = .linear

  init(_ builder: ModelBuilder, inputs: [(name: String, node: Graph.Node)]) {
    self.builder = builder
    named = Dictionary(inputs.map { ($0.name, $0.node) }) { first, _ in first }
  }

  func run(_ elements: [Element], on input: Graph.Node) throws(LearningError) -> Graph.Node {
    var node = input
    for element in elements { node = try append(element, to: node) }
    return node
  }

  private func append(_ element: Element, to input: Graph.Node) throws(LearningError)
    -> Graph.Node
  {
    let before = Mark(nodes: builder.graph.nodes.count, weights: builder.planned.count)
    let output: Graph.Node
    switch element.content {
    case .layer(let layer, let kind):
      output = try build(layer, kind, element, on: input)
      if let new = layer.activation { activation = new }
      note(element, kind, output, since: before, activation: layer.activation?.text ?? "")
    case .residual(let inner):
      output = try residual(inner, element, on: input)
      noteStructure(element, "residual", output)
    case .merge(let merge, let paths):
      output = try join(paths, with: merge, element, on: input)
      noteStructure(element, merge.rawValue, output)
    case .source(let name):
      guard let source = named[name] else {
        throw .unknownSource(name: name, known: named.keys.sorted(), origin: element.origin)
      }
      output = source
      activation = .linear
    case .block(let inner):
      output = try run(inner, on: input)
    case .model(let model):
      output = try append(model, element, on: input)
      activation = model.outputActivation
      note(element, "model", output, since: before, activation: "", shared: model)
    }
    named[element.label] = output
    return output
  }

  private func build(
    _ layer: any Layer, _ kind: String, _ element: Element, on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    builder.label = element.label
    builder.graph.scope = element.label
    defer { builder.graph.scope = "" }
    do {
      return try layer.build(input, in: builder)
    } catch let error as LayerShapeError {
      throw .layerShape(
        label: element.label, kind: kind, expected: error.expected, found: error.found,
        origin: element.origin)
    } catch let error as ShapeError {
      throw .layerShape(
        label: element.label, kind: kind, expected: error.expected, found: input.shape.sample,
        origin: element.origin)
    } catch {
      throw .function(layer: element.label, error, origin: element.origin)
    }
  }

  private func residual(
    _ inner: [Element], _ element: Element, on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    depth += 1
    let path = try run(inner, on: input)
    depth -= 1
    activation = nil
    guard path.shape == input.shape, let sum = try? builder.graph.apply(Add(), to: input, path)
    else {
      throw .residual(
        label: element.label, path: path.shape.sample, input: input.shape.sample,
        origin: element.origin)
    }
    return sum
  }

  private func join(
    _ paths: [[Element]], with merge: Merge, _ element: Element, on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    depth += 1
    var outputs: [Graph.Node] = []
    for path in paths { outputs.append(try run(path, on: input)) }
    depth -= 1
    activation = nil
    if let joined = try? builder.graph.joined(outputs, merge) { return joined }
    throw .paths(
      label: element.label, kind: merge.rawValue, shapes: outputs.map(\.shape.sample),
      origin: element.origin)
  }

  private func append(
    _ model: Model, _ element: Element, on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    let expected = model.inputs.map(\.shape)
    guard expected == [input.shape.sample] else {
      throw .sharedModel(
        label: element.label, expected: expected, found: input.shape.sample,
        origin: element.origin)
    }
    return try model.append(to: [input], with: builder, under: element.label)
  }

  private struct Mark {
    let nodes: Int
    let weights: Int
  }

  private func note(
    _ element: Element, _ kind: String, _ output: Graph.Node, since mark: Mark,
    activation: String, shared: Model? = nil
  ) {
    var parameters = builder.planned[mark.weights...].reduce(0) {
      saturatingSum($0, $1.type.shape.count)
    }
    if let shared, counted.insert(ObjectIdentifier(shared)).inserted {
      parameters = shared.parameterCount
    }
    rows.append(
      LayerRow(
        label: element.label, kind: kind, shape: output.shape.sample, activation: activation,
        parameters: parameters,
        multiplyAccumulates: builder.graph.multiplyAccumulates(from: mark.nodes), depth: depth,
        origin: element.origin))
  }

  private func noteStructure(_ element: Element, _ kind: String, _ output: Graph.Node) {
    rows.append(
      LayerRow(
        label: element.label, kind: kind, shape: output.shape.sample, activation: "",
        parameters: 0, multiplyAccumulates: 0, depth: depth, origin: element.origin))
  }
}

/// a + b, or `Int.max` where that is no `Int`.
func saturatingSum(_ a: Int, _ b: Int) -> Int {
  let (sum, overflows) = a.addingReportingOverflow(b)
  return overflows ? Int.max : sum
}

extension Graph {
  /// Paths joined into one; refuses shapes that differ where they must agree.
  fileprivate func joined(_ nodes: [Node], _ merge: Merge) throws(ShapeError) -> Node {
    var result = nodes[0]
    if merge == .concatenate {
      guard nodes.count > 1 else { return result }
      return try apply(Concatenate(axis: result.shape.rank - 1), toAll: nodes)
    }
    for node in nodes.dropFirst() {
      guard node.shape == result.shape else {
        throw ShapeError(
          operation: merge.rawValue, expected: "equal shapes", found: nodes.map(\.shape))
      }
      result =
        merge == .add
        ? try apply(Add(), to: result, node) : try apply(Multiply(), to: result, node)
    }
    return result
  }

  fileprivate func multiplyAccumulates(from start: Int) -> Int {
    var sum = 0
    for index in start..<nodes.count {
      guard case .operation(let operation, let inputs) = sources[index] else { continue }
      sum = saturatingSum(
        sum,
        operation.multiplyAccumulates(inputs: inputs.map(\.type), output: nodes[index].type))
    }
    return sum
  }
}
