import Data
import Engine
import Support

/// Forward pass, loss and metrics over a set of samples, in batches of a fixed size.
final class EvaluationPlan {
  static let batchSize = 256

  private let samples: Samples
  private let choices: [MetricChoice]
  private let layout: TargetLayout
  private let units: TargetUnits?
  private let keepsOutputs: Bool
  private let full: Batch?
  private let rest: Batch?

  private struct Batch {
    let planned: PlannedRun
    let nodes: BatchNodes
    let loss: MeanLoss
    let output: Graph.Node
    let mask: Graph.Node?
    let measures: [MeanLoss]
  }

  /// `replacing` names the memory to read weights from, where it is not the model's own; the tally keeps all
  /// entries where `keepsOutputs` is set. With a `distillation` the loss has the teacher's part, too.
  init(
    _ model: Model, _ samples: Samples, loss: LossChoice, metrics: [MetricChoice],
    layout: TargetLayout, units: TargetUnits?, team: ThreadTeam?,
    replacing: [ObjectIdentifier: Variable] = [:],
    keepsOutputs: Bool = false, distillation: Distillation? = nil
  ) throws(LearningError) {
    self.samples = samples
    choices = metrics
    self.layout = layout
    self.units = units
    self.keepsOutputs = keepsOutputs
    func batch(_ rows: Int) throws(LearningError) -> Batch? {
      guard rows > 0 else { return nil }
      let graph = Graph()
      let nodes = BatchNodes(samples, rows: rows, in: graph)
      guard let y = nodes.targets else { throw .loss(.noTargets(data: "data")) }
      let applied = try model.apply(to: nodes.inputs, in: graph, Application(replacing: replacing))
      var mean = try graph.meanLoss(
        loss, targets: y, applied, weights: nodes.weights, dtype: model.dtype)
      if let distillation {
        let teacher = try distillation.teacher.apply(
          to: nodes.inputs, in: graph, Application(replacing: replacing))
        mean = try graph.distilled(
          mean, distillation, loss, targets: y, teacher: teacher.output, applied,
          activation: model.outputActivation, weights: nodes.weights)
      }
      let value = mean.total
      let measures = try metrics.graphMeasures(
        y, applied.output, mask: applied.mask, weights: nodes.weights, in: units, graph)
      let plan = Plan(
        graph,
        outputs: value.outputs + [applied.output] + (applied.mask.map { [$0] } ?? [])
          + measures.flatMap(\.outputs))
      return Batch(
        planned: PlannedRun(plan, team: team), nodes: nodes, loss: value, output: applied.output,
        mask: applied.mask, measures: measures)
    }
    full = try batch(samples.count >= Self.batchSize ? Self.batchSize : 0)
    rest = try batch(samples.count % Self.batchSize)
  }

  /// What a training measures, over samples that only measure; `nil` where there are none.
  convenience init?(
    validating setup: TrainingSetup, _ state: TrainingState, team: ThreadTeam?
  ) throws(LearningError) {
    guard let samples = setup.validation, let supervision = setup.supervision else { return nil }
    try self.init(
      supervision.model, samples, loss: supervision.loss, metrics: supervision.metrics,
      layout: supervision.layout, units: supervision.units, team: team,
      // What is read and never changed, such as a teacher, is there once the steps are planned.
      replacing: state.replacing.merging(state.evaluatedReplacing) { $1 },
      distillation: setup.options.distillation)
  }

  var plans: [Plan] { batches.map(\.planned.plan) }

  /// Makes everything ready in an arena of its own; refused where it needs too much.
  func prepare(_ model: Model) throws(LearningError) {
    let bytes = plans.reduce(plans.arenaByteCount) { saturatingSum($0, $1.inputByteCount) }
    try MemoryLimit.check(bytes: bytes, model: model.name)
    prepare(in: ArenaMemory(byteCount: plans.arenaByteCount))
  }

  func prepare(in arena: ArenaMemory) { batches.forEach { $0.planned.prepare(in: arena) } }
  func release() { batches.forEach { $0.planned.release() } }

  private var batches: [Batch] { [full, rest].compactMap(\.self) }

  /// One pass; `isStopped` is asked between batches, and `nil` is the answer when it says so.
  func run(isStopped: () -> Bool = { false }) -> MetricTally? {
    var tally = MetricTally(choices, layout, in: units, keepsOutputs: keepsOutputs)
    for start in stride(from: 0, to: samples.count, by: Self.batchSize) {
      if isStopped() { return nil }
      if Interrupt.isRaised { break }
      let end = min(start + Self.batchSize, samples.count)
      guard let batch = end - start == Self.batchSize ? full : rest else { continue }
      let executor = batch.planned.executor
      batch.nodes.fill(executor, with: samples, start..<end, step: nil)
      executor.run(step: 0)
      tally.add(
        loss: batch.loss.measured(by: executor, rows: batch.nodes.rows),
        measures: batch.measures.map {
          $0.measured(by: executor, rows: batch.nodes.rows)
        })
      guard tally.needsPredictions, let targets = batch.nodes.targets else { continue }
      tally.add(
        targets: executor.doubles(of: targets), predictions: executor.doubles(of: batch.output),
        mask: batch.mask.map(executor.doubles),
        weights: batch.nodes.weights.map(executor.doubles))
    }
    return tally
  }
}
