import Data
import Engine

/// One step of a training for one batch size: forward, backward and update as one plan.
final class StepPlan {
  /// What is done with the gradients.
  enum Ending {
    /// The optimizer's update.
    case update
    /// They are added to those of the runs before; another run updates.
    case accumulate
    /// They are cut to this norm, all weights together, and added to sums, one for each weight.
    case cut(to: Double, into: [Variable])
  }

  let planned: PlannedRun
  private let nodes: BatchNodes
  private let optimizer: any Optimizer
  private let feeds: [Graph.Node]
  private let forward: StepForward

  init(
    _ setup: TrainingSetup, step index: Int, rows: Int, state: TrainingState, team: ThreadTeam?,
    ending: Ending = .update
  ) throws(LearningError) {
    let graph = Graph()
    nodes = BatchNodes(setup.training, rows: rows, in: graph)
    forward = try StepForward(StepTracing(setup, step: index, state, in: graph), nodes, setup)
    optimizer = setup.steps[index].optimizer.entry
    if case .cut(let norm, let sums) = ending {
      feeds = []
      planned = PlannedRun(
        try privatePlan(graph, forward, state.parts[index], norm, sums), team: team)
      return
    }
    feeds = optimizer.stepFeeds(learningRate: 0, number: 1).indices.map { index in
      graph.input(TensorType([], .float64), name: "optimizer \(index)")
    }
    var onlyAccumulates = false
    if case .accumulate = ending { onlyAccumulates = true }
    let (guards, updates) = try appendUpdates(
      graph, of: forward.loss.value, optimizer, state.parts[index], feeds,
      onlyAccumulates: onlyAccumulates)
    // Nothing is updated unless the loss, every gradient and what layers keep are finite: the
    // weights that stay are those before the step.
    let plan = Plan(
      graph, outputs: forward.outputs + updates,
      guards: [forward.loss.value] + guards + graph.recorded.map(\.value))
    planned = PlannedRun(plan, team: team)
  }

  var executor: Executor { planned.executor }

  /// Runs the step for the `number`th time, counted from 1, on the samples at these positions of
  /// batch `batch`; answers the loss before the update, and whether there was one: not where loss
  /// or gradients are not finite. The optimizer takes it for its step `ownNumber`.
  func run(
    _ samples: Samples, _ positions: ArraySlice<Int>, rate: Double, number: Int, ownNumber: Int,
    batch: Int
  ) -> (loss: Measured, isUpdated: Bool) {
    let executor = executor
    nodes.fill(executor, with: samples, positions, step: UInt64(batch - 1))
    let update = optimizer.update(ofStep: ownNumber).number
    for (node, value) in zip(feeds, optimizer.stepFeeds(learningRate: rate, number: update)) {
      executor.set(node, value)
    }
    let isUpdated = executor.run(step: UInt64(number - 1))
    return (forward.loss.measured(by: executor, rows: rows), isUpdated)
  }

  /// Cuts and adds the gradient of one sample, the `place`th of batch `batch`; what it draws is its own.
  func run(
    _ samples: Samples, sample positions: ArraySlice<Int>, place: Int, number: Int, batch: Int
  ) -> (loss: Measured, isUpdated: Bool) {
    let executor = executor
    nodes.fill(executor, with: samples, positions, step: UInt64(batch - 1) << 32 | UInt64(place))
    let isUpdated = executor.run(step: UInt64(number - 1) << 32 | UInt64(place))
    return (forward.loss.measured(by: executor, rows: rows), isUpdated)
  }

  var rows: Int { nodes.rows }

  /// Whether penalties are part of the loss.
  var hasPenalties: Bool { forward.hasPenalties }

  /// The targets of the last run.
  var targets: [Double] { nodes.targets.map(executor.doubles) ?? [] }

  /// The predictions of the last run, where there are any.
  var predictions: [Double]? { forward.output.map(executor.doubles) }

  /// What is read of each run for metrics.
  var metricTypes: [TensorType] {
    [nodes.targets, forward.output, forward.mask].compactMap { $0?.type }
  }

  /// What of them counts; `nil` where all do.
  var mask: [Double]? { forward.mask.map(executor.doubles) }

  /// How much each of its samples counts; `nil` where all count alike.
  var weights: [Double]? { nodes.weights.map(executor.doubles) }

  /// The losses and functions used as metrics, over the last batch.
  var measured: [Measured] {
    forward.measures.map { $0.measured(by: executor, rows: rows) }
  }
}

extension StepForward {
  /// What can be read after a run.
  fileprivate var outputs: [Graph.Node] {
    loss.outputs + [output, mask].compactMap(\.self) + measures.flatMap(\.outputs)
  }
}

/// A plan for one sample of a private step.
private func privatePlan(
  _ graph: Graph, _ forward: StepForward, _ part: TrainingState.Part, _ norm: Double,
  _ sums: [Variable]
) throws(LearningError) -> Plan {
  if let recorded = graph.recorded.first {
    let layer = recorded.variable.name.split(separator: ".").dropLast().joined(separator: ".")
    throw .training(.privacy(.mixesSamples(layer: layer)))
  }
  do {
    let gradients = try graph.gradients(of: forward.dataLoss, for: part.weights.map(graph.variable))
    let cut = try GradientClipping(globalNorm: norm).apply(to: gradients, in: graph)
    let updates = try zip(sums, cut).map { (sum, gradient) throws(ShapeError) in
      let node = graph.variable(sum)
      return try graph.apply(Assign(), to: node, graph.sum(node, gradient))
    }
    return Plan(
      graph, outputs: forward.outputs + updates, guards: [forward.loss.value] + gradients)
  } catch {
    throw .inside(.loss("privacy"), error)
  }
}

/// Appends gradients, what the optimizer makes of them, and the writing of what layers keep from
/// step to step.
private func appendUpdates(
  _ graph: Graph, of loss: Graph.Node, _ optimizer: any Optimizer, _ part: TrainingState.Part,
  _ feeds: [Graph.Node], onlyAccumulates: Bool
) throws(LearningError) -> (guards: [Graph.Node], updates: [Graph.Node]) {
  let nodes = part.weights.map(graph.variable)
  let slots = part.slots.map { $0.map(graph.variable) }
  do {
    let gradients = try graph.gradients(of: loss, for: nodes)
    let (guards, updates) =
      onlyAccumulates
      ? try optimizer.appendAccumulation(state: slots, gradients: gradients, in: graph)
      : try optimizer.appendStep(
        nodes, state: slots, gradients: gradients, feeds: feeds, keepsZeros: part.keepsZeros,
        in: graph)
    return (guards, updates + (try graph.appendRecords()))
  } catch {
    throw .loss(.lossShape(name: error.operation, found: error.found.first ?? []))
  }
}
