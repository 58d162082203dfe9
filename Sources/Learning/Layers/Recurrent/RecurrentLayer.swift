import Catalog
import Engine

/// A layer that goes along a sequence and carries a state: [batch × time × features] becomes
/// [batch × units], or [batch × time × units] with `return_sequences`.
///
/// What is masked leaves the state as it is. Dropout masks are drawn once for each sequence and hold
/// for all its steps, one for each gate (Gal and Ghahramani, 2016); `tied` has one for all gates.
package protocol RecurrentLayer: Layer {
  /// What one step computes.
  static var cell: Recurrence.Cell { get }
  /// What all recurrent layers can be told.
  var options: RecurrentOptions { get }
  /// Whether a GRU resets after the product with the state.
  var resetsAfter: Bool { get }
  /// The weight that is added, in the layout of `Recurrence.Operands.bias`.
  func bias(in builder: ModelBuilder) throws -> Graph.Node
}

/// What a recurrent layer carries from step to step, each [batch × units].
struct RecurrentState {
  var h: Graph.Node
  /// An LSTM's memory.
  var c: Graph.Node?
}

extension RecurrentLayer {
  package var resetsAfter: Bool { true }
  package var activation: ActivationChoice? { options.activation }
  package var passesMask: Bool { options.returnsSequences }
  package var reach: SequenceReach { .past }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    if let memory = builder.memory(for: input) { return try step(input, memory, in: builder) }
    let states = try run(over: input, from: nil, in: builder).states
    guard options.returnsSequences else {
      return try graph.step(isReversed(builder) ? 0 : states.shape[1] - 1, of: states)
    }
    return options.goesBackwards ? try graph.apply(Reverse(axis: 1), to: states) : states
  }

  /// One position of a sequence: the state goes on from the position before.
  private func step(
    _ input: Graph.Node, _ memory: SequenceMemory, in builder: ModelBuilder
  ) throws -> Graph.Node {
    guard options.returnsSequences, !isReversed(builder) else { throw NeedsWholeSequence() }
    let type = TensorType([input.shape[0], options.units], input.dtype)
    let start = RecurrentState(
      h: memory.state(type), c: Self.cell == .lstm ? memory.state(type) : nil)
    let (states, end) = try run(over: input, from: start, in: builder)
    try memory.keep(end.h, in: start.h)
    if let before = start.c, let after = end.c { try memory.keep(after, in: before) }
    return states
  }

  /// Appends all steps of `input` [batch × time × features], from a state or from zeros: the state
  /// after each step in the order of time, and after the last.
  func run(
    over input: Graph.Node, from start: RecurrentState?, in builder: ModelBuilder
  ) throws -> (states: Graph.Node, end: RecurrentState) {
    guard input.shape.rank == 3 else {
      throw LayerShapeError(.sequence, found: input.shape.sample)
    }
    let (graph, units) = (builder.graph, options.units)
    let recurrence = Recurrence(Self.cell, reversed: isReversed(builder))
    let kernel = try builder.kernel(
      "kernel", [input.shape[2], recurrence.gates * units], options.kernelInitializer,
      regularizer: options.kernelRegularizer)
    let weights = try builder.kernel(
      "recurrent_kernel", [units, recurrence.gates * units], options.recurrentInitializer,
      regularizer: options.recurrentRegularizer)
    let bias = options.usesBias ? try bias(in: builder) : nil
    let projection = InputProjection(
      kernel: kernel, bias: bias, gates: recurrence.gates, masks: masks(options.dropout, builder),
      dropout: options.dropout)
    var operands = Recurrence.Operands(projected: input, weights: weights)
    try projection.append(input, to: &operands, in: builder)
    operands.state = start?.h
    operands.memory = start?.c
    operands.present = try builder.mask(of: input).map { try graph.cast($0, to: input.dtype) }
    let masks = masks(options.recurrentDropout, builder)
    if masks > 0 {
      operands.dropout = try builder.dropoutMasks(
        [input.shape[0], masks, units], rate: options.recurrentDropout, name: "state")
    }
    let (states, memories) = try append(recurrence, operands, in: graph)
    let last = recurrence.isReversed ? 0 : states.shape[1] - 1
    return (
      states,
      RecurrentState(
        h: try graph.step(last, of: states), c: try memories.map { try graph.step(last, of: $0) })
    )
  }

  /// The usual cells have kernels; others are appended step by step.
  private func append(
    _ recurrence: Recurrence, _ operands: Recurrence.Operands, in graph: Graph
  ) throws -> (states: Graph.Node, memories: Graph.Node?) {
    let (function, gate) = (options.activation, options.gateActivation)
    let isUsual =
      function.isBuiltIn(TanhActivation.self) && resetsAfter
      && (Self.cell == .simple || gate.isBuiltIn(SigmoidActivation.self))
    if isUsual, Recurrence.fits(units: options.units, dtype: operands.weights.dtype) {
      let result = try graph.recurrence(recurrence, operands)
      return (result.states, result.memories)
    }
    let steps = (operands.indices ?? operands.projected).shape[1]
    guard steps <= unrolledStepLimit else {
      throw LayerShapeError(
        .unrolledUpTo(unrolledStepLimit), found: operands.projected.shape.sample)
    }
    let formula = RecurrentFormula(
      recurrence, resetsAfter: resetsAfter,
      activation: { node, graph in try function.apply(node, in: graph) },
      gateActivation: { node, graph in try gate.apply(node, in: graph) })
    return try formula.append(operands, in: graph)
  }

  /// Inside `bidirectional`, its second use reads the other way.
  private func isReversed(_ builder: ModelBuilder) -> Bool {
    options.goesBackwards != builder.readsBackwards
  }

  private func masks(_ rate: Double, _ builder: ModelBuilder) -> Int {
    guard builder.drawsMasks, rate > 0 else { return 0 }
    return options.isTied ? 1 : Recurrence(Self.cell).gates
  }
}

/// Each step that no kernel makes takes a dozen nodes of the graph.
private let unrolledStepLimit = 16_384

extension ActivationChoice {
  fileprivate func isBuiltIn<Built: Activation>(_ type: Built.Type) -> Bool {
    if case .named(let activation, _) = self { return activation is Built }
    return false
  }
}

extension Graph {
  /// One step of [batch × time × units].
  fileprivate func step(_ index: Int, of node: Node) throws(ShapeError) -> Node {
    let step = try apply(Slice(axis: 1, from: index, to: index + 1), to: node)
    return try reshape(step, to: [node.shape[0], node.shape[2]])
  }
}

extension ModelBuilder {
  /// Dropout masks of a shape, from a stream of the layer's own.
  func dropoutMasks(_ shape: Shape, rate: Double, name: String) throws(ShapeError) -> Graph.Node {
    let template = try graph.apply(BroadcastTo(shape), to: graph.constant(0, dtype))
    return try graph.apply(
      DropoutMask(rate: rate, stream: stream(.dropout, for: shape, name)), to: template)
  }
}
