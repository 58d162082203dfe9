import Data
import Learning

/// How good a model is by one measure: `accuracy`, or its loss where there is none.
struct CompressedMeasure {
  let name: String
  let value: Double

  /// Loss and metrics over rows, in the order of `evaluate`.
  static func all(
    of model: Model, on samples: Samples, loss: LossChoice? = nil, _ dataset: Dataset,
    _ interpreter: Interpreter
  ) throws -> [CompressedMeasure] {
    let evaluation = try Evaluation(
      of: model, on: samples, loss: loss, units: TargetUnits(dataset.recipe), data: dataset.name,
      threads: interpreter.options.threads)
    try Interrupt.check()
    return evaluation.rows.map { CompressedMeasure(name: $0.name, value: $0.value.summary) }
  }

  /// The part that judges: that for test, where there is one.
  static func judging(_ dataset: Dataset) -> (samples: Samples, words: String) {
    if let test = dataset.test { return (test, "\(dataset.name).test") }
    if let validation = dataset.validation { return (validation, "\(dataset.name).validation") }
    return (dataset.train, dataset.name)
  }
}
