import Data
import Engine

/// Loss and metrics of a model over samples, in batches; class targets give a confusion table too.
package struct Evaluation: Sendable {
  /// The name of the model.
  package let model: String
  /// What the samples count together, where they have weights; nil where all count alike.
  package let totalWeight: Double?
  /// How many samples were judged.
  package let sampleCount: Int
  /// `loss` first, then the metrics in the order in which they were asked for.
  package let rows: [(name: String, value: MetricValue)]
  /// Why a metric is NaN, or what it leaves out.
  package let remarks: [(name: String, text: String)]
  /// Rows are true classes, columns predicted ones; nil for targets that are no classes.
  package let confusion: [[Int]]?
  /// What was found out beside them; nil where targets are neither classes nor numbers, and where some
  /// number is none.
  package let judgement: Judgement?
  /// In which metrics are; nil where targets are learnt as they stand in the data.
  package let units: TargetUnits?
  /// Where scores lie in 95 % of resamples; empty unless it was asked for, or where it was interrupted.
  package let intervals: [ScoreInterval]
  /// What a metric that was asked for hardly means here.
  package let lint: Lint?

  /// The loss that is left out is that of the last training; before one, it follows from the
  /// model's last activation and the targets, as the metrics do.
  package init(
    of model: Model, on samples: Samples, loss: LossChoice? = nil, metrics: [MetricChoice]? = nil,
    units: TargetUnits? = nil, judging: Judging = Judging(), data: String = "data",
    threads: Int = 1
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
    let kind = JudgedKind(judged?.targets, layout, targets, model.outputShape)
    // Shares of 0.3 are targets of a loss, but no answers to yes or no.
    let isJudged = kind != .others && (kind == .numbers || layout.isSparse || targets.isZeroOrOne)
    try kind.check(judging, layout, isJudged: isJudged)
    let isWeighted = samples.weights != nil
    if isWeighted, judging.resampling != nil { throw .training(.judging(.weightedIntervals)) }
    let wanted = metrics ?? Inference.metrics(for: chosen)
    if metrics != nil { try wanted.check(layout, targets) }
    let plan = try EvaluationPlan(
      model, try samples.converted(for: model, chosen), loss: chosen,
      metrics: wanted + (kind == .classes ? [MetricChoice(Confusion())] : []), layout: layout,
      units: units, team: ThreadTeam.of(threads),
      keepsOutputs: isJudged
        && (isWeighted || judging.keeps(samples.count * model.outputShape.count)))
    try plan.prepare(model)
    guard let tally = plan.run() else { preconditionFailure("nobody stops an evaluation") }
    var values = tally.values
    var table: [[Int]]?
    if kind == .classes, case .counts(let counts)? = values.popLast()?.value {
      table = tally.hasNaN ? nil : counts
    }
    let outcome = JudgedOutcome(isJudged ? kind : .others, layout, tally, table, judging)
    if let entries = outcome.entries, judging.asksForTwoClasses != nil {
      table = entries.confusion
      for (index, choice) in wanted.enumerated() {
        guard case .metric(let metric, _) = choice, let value = entries.value(of: metric) else {
          continue
        }
        values[index].value = value
      }
    }
    self.model = model.name
    sampleCount = samples.count
    totalWeight = samples.weights.map { weights in
      (0..<weights.count).reduce(0) { $0 + weights.number($1) }
    }
    remarks = tally.remarks.filter { remark in remark.name != "confusion" }
    rows = [("loss", .number(tally.loss))] + values
    confusion = table
    judgement = outcome.judgement
    intervals = outcome.intervals
    self.units = kind == .numbers ? units : nil
    lint = kind == .numbers ? Lint.hits(metrics ?? [], targets) : nil
  }

  /// The row of this name: `loss`, `accuracy`; `nil` where it was not measured.
  package func value(_ name: String) -> MetricValue? { rows.first { $0.name == name }?.value }
}

/// What the targets of an evaluation are.
private enum JudgedKind {
  case classes, labels, numbers, others

  init(
    _ wanted: LossExpectation.Targets?, _ layout: TargetLayout, _ targets: TargetSummary,
    _ output: Shape
  ) {
    let areClasses =
      wanted.map { $0 != .numbers } ?? (targets.isWhole && output.extents.last ?? 1 > 1)
    if layout.isMultiLabel {
      self = areClasses ? .labels : .others
    } else if areClasses {
      // The table of more classes would be larger than any use.
      self = layout.classes <= ClassCounts.limit ? .classes : .others
    } else {
      self = targets.shape.count == output.count ? .numbers : .others
    }
  }

  func check(
    _ judging: Judging, _ layout: TargetLayout, isJudged: Bool
  ) throws(LearningError) {
    if judging.resampling != nil, self == .others || !isJudged {
      throw .training(.judging(.nothingScored))
    }
    guard let option = judging.asksForTwoClasses else { return }
    guard self == .classes, layout.hasTwoClasses, isJudged else {
      throw .training(
        .judging(
          .notTwoClasses(option: option, classes: self == .classes ? layout.classes : 0)))
    }
    if let positive = judging.positive, !(0...1).contains(positive) {
      let names = judging.classNames
      throw .training(
        .judging(
          .noSuchClass(
            judging.positiveName.isEmpty ? "\(positive)" : judging.positiveName,
            known: names.isEmpty ? ["0", "1"] : names)))
    }
  }
}

/// What was found out of all entries together.
private struct JudgedOutcome {
  var entries: JudgedEntries?
  var judgement: Judgement?
  var intervals: [ScoreInterval] = []

  init(
    _ kind: JudgedKind, _ layout: TargetLayout, _ tally: MetricTally, _ table: [[Int]]?,
    _ judging: Judging
  ) {
    guard !tally.hasNaN, tally.outputs?.batch.isPaired != false else { return }
    switch kind {
    case .others: return
    case .numbers:
      guard let batch = tally.outputs?.batch, let found = NumberJudgement(batch) else { return }
      judgement = .numbers(found)
      intervals = resampled(judging, batch) { BootstrapIntervals.scores(ofNumbers: batch) }
    case .classes, .labels:
      entries = tally.outputs.map { JudgedEntries($0, judging) }
      guard let margins = entries?.margins ?? table.map(ClassMargins.init) else { return }
      judgement = .classes(
        ClassJudgement(
          margins, counts: tally.outputs?.batch.weights == nil ? nil : entries?.counts, layout,
          outputs: tally.outputs, entries,
          positive: layout.hasTwoClasses ? judging.positive ?? 1 : nil))
      guard let entries else { return }
      intervals = resampled(judging, entries.decided) {
        BootstrapIntervals.scores(decided: entries.decided, ranked: entries.ranked)
      }
    }
  }

  private func resampled(
    _ judging: Judging, _ batch: MetricBatch, _ scores: () -> [BootstrapIntervals.Score]
  ) -> [ScoreInterval] {
    judging.resampling.flatMap {
      BootstrapIntervals.of(scores(), entries: batch.count, stream: $0)
    } ?? []
  }
}
