import Data
import Engine

/// Loss and metrics of a model over samples, in batches; class targets give a confusion table too.
package struct Evaluation: Sendable {
  /// The name of the model.
  package let model: String
  /// How many samples were judged.
  package let sampleCount: Int
  /// `loss` first, then the metrics in the order in which they were asked for.
  package let rows: [(name: String, value: MetricValue)]
  /// Why a metric is NaN, or what it leaves out.
  package let remarks: [(name: String, text: String)]
  /// Rows are true classes, columns predicted ones; nil for targets that are no classes.
  package let confusion: [[Int]]?

  /// The loss that is left out is that of the last training; before one, it follows from the
  /// model's last activation and the targets, as the metrics do.
  package init(
    of model: Model, on samples: Samples, loss: LossChoice? = nil, metrics: [MetricChoice]? = nil,
    data: String = "data", threads: Int = 1
  ) throws(LearningError) {
    try DataCheck.inputs(of: model, samples, data: data)
    let labels = try samples.labels(data: data)
    let targets = TargetSummary(labels)
    let chosen: LossChoice
    if let loss = loss ?? model.trainedLoss {
      chosen = loss
    } else {
      chosen = try Inference.loss(for: model, targets, ignoring: samples.ignoredClass)
    }
    try DataCheck.targets(of: model, labels, loss: chosen)
    try DataCheck.ignoredClass(of: samples, data: data, loss: chosen)
    let expectation = chosen.expectation
    let layout = TargetLayout(output: model.outputShape, targets: labels, for: expectation)
    // What a loss of the user wants is not known; the output says whether classes are told apart.
    let judged = expectation ?? (try? Inference.loss(for: model, targets))?.expectation
    let isClasses =
      (judged.map { $0.targets != .numbers }
        ?? (targets.isWhole && model.outputShape.extents.last ?? 1 > 1))
      && !layout.isMultiLabel && layout.classes <= ClassCounts.limit
    let wanted = metrics ?? Inference.metrics(for: chosen)
    if metrics != nil { try wanted.check(layout, targets) }
    let plan = try EvaluationPlan(
      model, try samples.converted(for: model, chosen), loss: chosen,
      metrics: wanted + (isClasses ? [MetricChoice(Confusion())] : []), layout: layout,
      team: ThreadTeam.of(threads))
    try plan.prepare(model)
    guard let tally = plan.run() else { preconditionFailure("nobody stops an evaluation") }
    var values = tally.values
    if isClasses, case .counts(let table)? = values.popLast()?.value {
      confusion = tally.hasNaN ? nil : table
    } else {
      confusion = nil
    }
    self.model = model.name
    sampleCount = samples.count
    remarks = tally.remarks.filter { remark in remark.name != "confusion" }
    rows = [("loss", .number(tally.loss))] + values
  }

  /// The row of this name: `loss`, `accuracy`; `nil` where it was not measured.
  package func value(_ name: String) -> MetricValue? { rows.first { $0.name == name }?.value }
}
