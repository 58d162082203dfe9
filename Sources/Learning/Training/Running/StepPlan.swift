import Engine

/// One training step for one batch size: forward, backward and update as one plan.
final class StepPlan {
  let executor: Executor
  private let nodes: BatchNodes
  private let optimizer: any Optimizer
  private let feeds: [Graph.Node]
  private let loss: MeanLoss
  private let output: Graph.Node
  private let measures: [MeanLoss]

  /// A plan that only accumulates adds its gradients to those of the steps before.
  init(
    _ setup: TrainingSetup, rows: Int, state: TrainingState, team: ThreadTeam?,
    onlyAccumulates: Bool = false
  ) throws(LearningError) {
    let (model, options) = (setup.model, setup.options)
    let graph = Graph()
    nodes = BatchNodes(setup.training, rows: rows, in: graph)
    guard let y = nodes.targets else { throw .noTargets(data: options.dataName) }
    let applied = try model.apply(
      to: nodes.inputs, in: graph,
      Application(
        isTraining: true, seed: options.seed, occurrence: options.occurrence,
        replacing: state.replacing, frozen: setup.frozen))
    output = applied.output
    loss = try graph.meanLoss(
      setup.loss, targets: y, applied, classFactors: setup.classFactors, dtype: model.dtype)
    measures = try setup.metrics.graphMeasures(y, output, mask: applied.mask, in: graph)
    optimizer = setup.optimizer.entry
    feeds = optimizer.stepFeeds(learningRate: 0, number: 1).indices.map { index in
      graph.input(TensorType([], .float64), name: "optimizer \(index)")
    }
    let (guards, updates) = try appendUpdates(
      graph, of: loss.value, optimizer, state, feeds, onlyAccumulates: onlyAccumulates)
    let kept = graph.recorded.map(\.value)
    // Nothing is updated unless the loss and every gradient are finite: the weights that stay
    // are those before the step.
    let plan = Plan(
      graph, outputs: loss.outputs + [output] + measures.flatMap(\.outputs) + updates,
      guards: [loss.value] + guards + kept)
    executor = Executor(plan, team: team)
  }

  /// Runs a step, counted from 1, on the samples at these positions; answers the loss before the
  /// update, and whether there was one: not where loss or gradients are not finite.
  func run(
    _ samples: Samples, _ positions: ArraySlice<Int>, rate: Double, step: Int
  ) -> (loss: Measured, isUpdated: Bool) {
    nodes.fill(executor, with: samples, positions, step: UInt64(step - 1))
    let number = optimizer.update(ofStep: step).number
    for (node, value) in zip(feeds, optimizer.stepFeeds(learningRate: rate, number: number)) {
      executor.set(node, Tensor(scalar: value))
    }
    let isUpdated = executor.run(step: UInt64(step - 1))
    return (loss.measured(by: executor, rows: rows), isUpdated)
  }

  var rows: Int { nodes.rows }

  /// The targets of the last run.
  var targets: Tensor { nodes.targets.map(executor.value) ?? Tensor(scalar: .nan) }

  /// The model's output of the last run.
  var predictions: Tensor { executor.value(of: output) }

  /// The losses and functions used as metrics, over the last batch.
  var measured: [Measured] { measures.map { $0.measured(by: executor, rows: rows) } }
}

/// Appends gradients, what the optimizer makes of them for every weight that is trained, and the
/// writing of what layers keep from step to step.
private func appendUpdates(
  _ graph: Graph, of loss: Graph.Node, _ optimizer: any Optimizer, _ state: TrainingState,
  _ feeds: [Graph.Node], onlyAccumulates: Bool
) throws(LearningError) -> (guards: [Graph.Node], updates: [Graph.Node]) {
  let trained = state.weights.indices.filter { state.isTrained[$0] }
  let nodes = trained.map { graph.variable(state.weights[$0]) }
  let slots = trained.map { state.slots[$0].map(graph.variable) }
  do {
    let gradients = try graph.gradients(of: loss, for: nodes)
    let step =
      onlyAccumulates
      ? try optimizer.appendAccumulation(state: slots, gradients: gradients, in: graph)
      : try optimizer.appendStep(
        nodes, state: slots, gradients: gradients, feeds: feeds, in: graph)
    return (step.guards, step.updates + (try graph.appendRecords()))
  } catch {
    throw .lossShape(name: error.operation, found: error.found.first ?? [])
  }
}
