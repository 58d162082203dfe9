import Engine

/// Forward pass, loss and metrics over a set of samples, in batches of a fixed size.
final class EvaluationPlan {
  static let batchSize = 256

  private let samples: Samples
  private let choices: [MetricChoice]
  private let layout: TargetLayout
  private let full: Batch?
  private let rest: Batch?

  private struct Batch {
    let executor: Executor
    let nodes: BatchNodes
    let loss: MeanLoss
    let output: Graph.Node
    let mask: Graph.Node?
    let measures: [MeanLoss]
  }

  /// `replacing` names the memory to read weights from, where it is not the model's own.
  init(
    _ model: Model, _ samples: Samples, loss: LossChoice, metrics: [MetricChoice],
    layout: TargetLayout, team: ThreadTeam?, replacing: [ObjectIdentifier: Variable] = [:]
  ) throws(LearningError) {
    self.samples = samples
    choices = metrics
    self.layout = layout
    func batch(_ rows: Int) throws(LearningError) -> Batch? {
      guard rows > 0 else { return nil }
      let graph = Graph()
      let nodes = BatchNodes(samples, rows: rows, in: graph)
      guard let y = nodes.targets else { throw .noTargets(data: "data") }
      let applied = try model.apply(to: nodes.inputs, in: graph, Application(replacing: replacing))
      let value = try graph.meanLoss(loss, targets: y, applied, dtype: model.dtype)
      let measures = try metrics.graphMeasures(y, applied.output, mask: applied.mask, in: graph)
      let plan = Plan(
        graph,
        outputs: value.outputs + [applied.output] + (applied.mask.map { [$0] } ?? [])
          + measures.flatMap(\.outputs))
      try MemoryEstimate.check(plan, model: model)
      return Batch(
        executor: Executor(plan, team: team), nodes: nodes, loss: value, output: applied.output,
        mask: applied.mask, measures: measures)
    }
    full = try batch(samples.count >= Self.batchSize ? Self.batchSize : 0)
    rest = try batch(samples.count % Self.batchSize)
  }

  /// One pass; `isStopped` is asked between batches, and `nil` is the answer when it says so.
  func run(isStopped: () -> Bool = { false }) -> MetricTally? {
    var tally = MetricTally(choices, layout)
    for start in stride(from: 0, to: samples.count, by: Self.batchSize) {
      if isStopped() { return nil }
      let end = min(start + Self.batchSize, samples.count)
      guard let batch = end - start == Self.batchSize ? full : rest else { continue }
      batch.nodes.fill(batch.executor, with: samples, start..<end, step: nil)
      batch.executor.run(step: 0)
      tally.add(
        loss: batch.loss.measured(by: batch.executor, rows: batch.nodes.rows),
        measures: batch.measures.map {
          $0.measured(by: batch.executor, rows: batch.nodes.rows)
        })
      guard tally.needsPredictions, let targets = batch.nodes.targets else { continue }
      tally.add(
        targets: batch.executor.value(of: targets).doubles,
        predictions: batch.executor.value(of: batch.output).doubles,
        mask: batch.mask.map { batch.executor.value(of: $0).doubles })
    }
    return tally
  }
}
