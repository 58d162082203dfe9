import Data
import Engine

/// How good a model's answers are in one number where higher is better: accuracy of classes, R² of numbers.
package struct AnswerScore {
  /// `accuracy` or `r2_score`.
  package let name: String
  private let model: Model
  private let choice: MetricChoice
  private let layout: TargetLayout
  private let units: TargetUnits?
  private let threads: Int

  /// The measure that suits the targets of these samples.
  ///
  /// Throws where they have none, and where no loss fits model and targets.
  package init(
    of model: Model, on samples: Samples, units: TargetUnits?, data: String, threads: Int = 1
  ) throws(LearningError) {
    try DataCheck.inputs(of: model, samples, data: data)
    let labels = try samples.labels(data: data)
    let targets = TargetSummary(labels)
    let loss: LossChoice
    if let trained = model.trainedLoss {
      loss = trained
    } else {
      loss = try Inference.loss(for: model, targets, ignoring: samples.ignoredClass)
    }
    try DataCheck.targets(of: model, labels, loss: loss)
    layout = TargetLayout(output: model.outputShape, targets: labels, for: loss.expectation)
    let areNumbers =
      loss.expectation.map { $0.targets == .numbers }
      ?? !(targets.isWhole && (model.outputShape.extents.last ?? 1) > 1)
    choice = areNumbers ? MetricChoice(R2Score()) : MetricChoice(Accuracy())
    name = choice.name
    (self.model, self.units, self.threads) = (model, units, threads)
  }

  /// The measure over samples with targets; NaN where it has no meaning.
  package func value(on samples: Samples) throws(LearningError) -> Double {
    let output = try model.predict(samples, threads: threads)
    var tally = MetricTally([choice], layout, in: units)
    tally.add(
      targets: try samples.labels(data: "data").tensor.doubles, predictions: output.doubles)
    guard case .number(let number)? = tally.values.first?.value else { return .nan }
    return number
  }
}
