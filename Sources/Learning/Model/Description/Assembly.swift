import Engine
import Support

/// Appends the elements of a model to a graph and notes what the summary needs.
final class Assembly {
  private let builder: ModelBuilder
  private var depth = 0
  private var counted: Set<ObjectIdentifier> = []
  private(set) var rows: [LayerRow] = []
  /// The kind of the layer before, where it is recurrent and gives its last state only.
  private var recurrent: String?
  /// The activation of the current output; `nil` where several ways were joined.
  private(set) var activation: ActivationChoice? = .linear

  init(_ builder: ModelBuilder, inputs: [(name: String, node: Graph.Node)]) {
    self.builder = builder
    builder.outputs = Dictionary(inputs.map { ($0.name, $0.node) }) { first, _ in first }
  }

  func run(_ elements: [Element], on input: Graph.Node) throws(LearningError) -> Graph.Node {
    var node = input
    for element in elements {
      if Interrupt.isRaised { throw .interrupted }
      node = try append(element, to: node)
    }
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
      noteStructure(element, merge.word, output)
    case .wrapper(let wrapper, let inner, let kind):
      output = try wrap(inner, in: wrapper, kind, element, on: input)
      noteStructure(element, kind, output)
    case .source(let name):
      guard let source = builder.outputs[name] else {
        throw unknownSource(name, element)
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
    guard output.shape.sample.isPossibleSample else {
      throw .shape(
        .layer(
          label: element.label, kind: element.label,
          need: .outputUpTo(SizeLimits.sample), found: output.shape.sample, origin: element.origin))
    }
    builder.outputs[element.label] = output
    recurrent = element.recurrentKind
    builder.record(
      element, from: input, output, nodes: before.nodes..<builder.graph.nodes.count, depth: depth)
    try builder.checkReach(of: element, from: input, to: output)
    return output
  }

  private func unknownSource(_ name: String, _ element: Element) -> LearningError {
    .building(
      .unknownSource(
        name: name, known: builder.outputs.keys.sorted(), origin: element.origin))
  }

  private func build(
    _ layer: any Layer, _ kind: String, _ element: Element, on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    try attempt(kind, element, on: input) {
      var output = try layer.build(input, in: builder)
      if !layer.passesMask, output.index == input.index {
        output = try withoutMask(output)
      }
      if layer.passesMask, builder.mask(of: output) == nil {
        builder.setMask(builder.mask(of: input), of: output)
      }
      return output
    }
  }

  /// The same numbers with no mask: one that a layer ends, although it changes nothing, such as `reshape` to the shape
  /// that is there.
  private func withoutMask(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    builder.mask(of: node) == nil ? node : try builder.graph.apply(Identity(), to: node)
  }

  private func wrap(
    _ inner: [Element], in wrapper: any Wrapper, _ kind: String, _ element: Element,
    on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    depth += 1
    defer { depth -= 1 }
    let lines = WrappedLines(layers: inner.flattened.map(\.layer)) { [self] node, use in
      let (label, outer, scope) = (builder.label, builder.outer, builder.graph.scope)
      defer { (builder.label, builder.outer, builder.graph.scope) = (label, outer, scope) }
      if let use { builder.outer = "\(label).\(use)." }
      return try run(inner, on: node)
    }
    return try attempt(kind, element, on: input) {
      try wrapper.build(input, around: lines, in: builder)
    }
  }

  /// Appends a layer under its label; what it throws gets label and place.
  private func attempt(
    _ kind: String, _ element: Element, on input: Graph.Node, _ build: () throws -> Graph.Node
  ) throws(LearningError) -> Graph.Node {
    builder.label = builder.outer + element.label
    builder.graph.scope = builder.label
    defer { builder.graph.scope = "" }
    do {
      return try build()
    } catch let error as LearningError {
      throw error
    } catch let error as LayerShapeError {
      if let recurrent, error.found.rank == 1 {
        throw .shape(
          .sequenceEnded(
            label: element.label, kind: kind, before: recurrent, need: error.need,
            found: error.found, origin: element.origin))
      }
      throw .shape(
        .layer(
          label: element.label, kind: kind, need: error.need, found: error.found,
          origin: element.origin))
    } catch let error as ShapeError {
      throw .shape(
        .layer(
          label: element.label, kind: kind, need: .operation(error.expected),
          found: input.shape.sample,
          origin: element.origin))
    } catch let error as UnknownLabelError {
      throw unknownSource(error.label, element)
    } catch {
      throw .inside(.layer(element.label, origin: element.origin), error)
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
      throw .shape(
        .residual(
          label: element.label, path: path.shape.sample, input: input.shape.sample,
          origin: element.origin))
    }
    builder.setMask(try? builder.anyMask(of: [input, path]), of: sum)
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
    if let function = merge.function {
      return try combine(outputs, by: function, element, on: input)
    }
    if let joined = try? merge.join(outputs, in: builder.graph) {
      builder.setMask(try? builder.mask(of: outputs, joined: joined, by: merge), of: joined)
      return joined
    }
    throw .shape(
      .paths(
        label: element.label, merge: merge.kind, shapes: outputs.map(\.shape.sample),
        origin: element.origin))
  }

  /// What a function of the user makes of several paths: for each sample.
  private func combine(
    _ outputs: [Graph.Node], by function: any TraceableFunction, _ element: Element,
    on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    let combined = try attempt("combine", element, on: input) {
      try withoutMask(function.trace(outputs, in: builder.graph))
    }
    guard combined.shape.rank > 0, combined.shape[0] == input.shape[0] else {
      throw .shape(
        .paths(
          label: element.label, merge: .combine, shapes: outputs.map(\.shape.sample),
          origin: element.origin))
    }
    return combined
  }

  private func append(
    _ model: Model, _ element: Element, on input: Graph.Node
  ) throws(LearningError) -> Graph.Node {
    let expected = model.inputs.map(\.shape)
    guard expected.count == 1, builder.application.admits(input.shape.sample, for: expected[0])
    else {
      throw .shape(
        .sharedModel(
          label: element.label, expected: expected, found: input.shape.sample,
          origin: element.origin))
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
    var parameters = count(builder.planned[mark.weights...])
    var fixed = count(builder.planned[mark.weights...].filter { !$0.isTrainable })
    if let shared, counted.insert(ObjectIdentifier(shared)).inserted {
      (parameters, fixed) = (shared.parameterCount, shared.fixedParameterCount)
    }
    let work = builder.graph.multiplyAccumulates(from: mark.nodes)
    rows.append(
      LayerRow(
        label: builder.outer + element.label, kind: kind, shape: output.shape.sample,
        activation: activation, parameters: parameters, fixedParameters: fixed,
        multiplyAccumulates: work.samples, weightMultiplyAccumulates: work.weights, depth: depth,
        origin: element.origin))
  }

  private func noteStructure(_ element: Element, _ kind: String, _ output: Graph.Node) {
    rows.append(
      LayerRow(
        label: builder.outer + element.label, kind: kind, shape: output.shape.sample,
        activation: "", parameters: 0, fixedParameters: 0, multiplyAccumulates: 0, depth: depth,
        origin: element.origin))
  }
}

private func count(_ weights: some Sequence<PlannedWeight>) -> Int {
  weights.reduce(0) { saturatingSum($0, $1.type.shape.count) }
}

extension Graph {
  /// Of the nodes from `start` on: for one sample, and what follows weights alone, which is computed once for many.
  fileprivate func multiplyAccumulates(from start: Int) -> (samples: Int, weights: Int) {
    var (samples, weights) = (0, 0)
    // A node of before is a sample's unless it is a weight: a line gets nothing else.
    var isFixed: [Int: Bool] = [:]
    for index in start..<nodes.count {
      guard case .operation(let operation, let inputs) = sources[index] else { continue }
      let follows = !inputs.isEmpty && inputs.allSatisfy { isFixed[$0.index] ?? isWeight($0) }
      isFixed[index] = follows
      let count = operation.multiplyAccumulates(
        inputs: inputs.map(\.type), output: nodes[index].type)
      if follows {
        weights = saturatingSum(weights, count)
      } else {
        samples = saturatingSum(samples, count)
      }
    }
    return (samples, weights)
  }

  private func isWeight(_ node: Node) -> Bool {
    switch sources[node.index] {
    case .variable, .constant: true
    // While a model is described its weights are inputs, under paths; names of inputs have no dots.
    case .input(let name): name.contains(".")
    case .operation: false
    }
  }
}
