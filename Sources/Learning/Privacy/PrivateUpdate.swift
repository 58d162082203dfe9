import Data
import Engine

/// What follows the samples of a private step: noise on the sum of their gradients, and the update.
final class PrivateUpdate {
  let planned: PlannedRun
  private let optimizer: any Optimizer
  private let feeds: [Graph.Node]
  private let expected: Graph.Node

  /// `sums` holds the cut gradients of a step, one for each weight; it is 0 again afterwards.
  init(
    _ setup: TrainingSetup, _ privacy: DifferentialPrivacy, _ draws: PrivateDraws, step index: Int,
    state: TrainingState, sums: [Variable], hasPenalties: Bool, team: ThreadTeam?,
    onlyAccumulates: Bool = false
  ) throws(LearningError) {
    let graph = Graph()
    let part = state.parts[index]
    let optimizer = setup.steps[index].optimizer.entry
    self.optimizer = optimizer
    feeds = optimizer.stepFeeds(learningRate: 0, number: 1).indices.map { index in
      graph.input(TensorType([], .float64), name: "optimizer \(index)")
    }
    expected = graph.input(TensorType([], .float64), name: "expected samples")
    let slots = part.slots.map { $0.map(graph.variable) }
    do {
      let weights = part.weights.map(graph.variable)
      var slopes: [Graph.Node] = []
      if hasPenalties {
        let nodes = BatchNodes(setup.training, rows: 1, in: graph)
        let tracing = StepTracing(setup, step: index, state, in: graph)
        let model = tracing.step.models[0]
        let applied = try model.apply(to: nodes.inputs, in: graph, tracing.application(of: model))
        if let total = try graph.total(applied.penalties) {
          slopes = try graph.gradients(of: total, for: weights)
        }
      }
      var gradients: [Graph.Node] = []
      for (place, sum) in sums.enumerated() {
        let node = graph.variable(sum)
        let stream = draws.noise(on: part.weights[place].name, step: index)
        let noise = try graph.apply(
          RandomNormal(
            sum.type.shape, sum.type.dtype, stream: stream,
            deviation: privacy.noise * privacy.clip))
        var gradient = try graph.quotient(
          graph.sum(node, noise), graph.cast(expected, to: sum.type.dtype))
        if !slopes.isEmpty { gradient = try graph.sum(gradient, slopes[place]) }
        gradients.append(gradient)
      }
      let (guards, updates) =
        onlyAccumulates
        ? try optimizer.appendAccumulation(state: slots, gradients: gradients, in: graph)
        : try optimizer.appendStep(
          weights, state: slots, gradients: gradients, feeds: feeds, keepsZeros: part.keepsZeros,
          in: graph)
      let endings = try sums.map { (sum) throws(ShapeError) in
        let node = graph.variable(sum)
        let zero = try graph.apply(BroadcastTo(sum.type.shape), to: graph.scalar(0, like: node))
        return try graph.apply(Assign(), to: node, zero)
      }
      planned = PlannedRun(
        Plan(graph, outputs: updates + endings, guards: gradients + guards), team: team)
    } catch let error as LearningError {
      throw error
    } catch {
      throw .inside(.loss("privacy"), error)
    }
  }

  /// Updates once; `number` numbers the noise of a branch, `update` the optimizer's updates. False where a number was
  /// not finite.
  func run(
    rate: Double, update: Int, expected count: Double, number: Int, branch: UInt64
  ) -> Bool {
    let executor = planned.executor
    for (node, value) in zip(feeds, optimizer.stepFeeds(learningRate: rate, number: update)) {
      executor.set(node, value)
    }
    executor.set(expected, count)
    return executor.run(step: branch | UInt64(UInt32(clamping: number - 1)))
  }
}

extension Graph {
  /// The sum of scalars; `nil` of none.
  fileprivate func total(_ nodes: [Node]) throws(ShapeError) -> Node? {
    var total: Node?
    for node in nodes { total = if let total { try sum(total, node) } else { node } }
    return total
  }
}
