/// Errors of predicted numbers in the units of the data, beside those of always answering the mean.
package struct NumberJudgement: Equatable, Sendable {
  /// Errors of one way to answer.
  package struct Errors: Equatable, Sendable {
    /// mean((y − p)²) over all elements.
    package let meanSquared: Double
    /// mean(|y − p|) over all elements.
    package let meanAbsolute: Double
    /// The mean over outputs of 1 − Σ(y − p)²/Σ(y − mean y)²; NaN of fewer than two entries.
    package let r2: Double

    /// √mean((y − p)²).
    package var rootMeanSquared: Double { meanSquared.squareRoot() }
  }

  /// Those of the predictions.
  package let errors: Errors
  /// Those of the mean of the targets that are judged, of each output its own.
  package let baseline: Errors
  /// The mean of the targets; the first output's where there are several.
  package let mean: Double
  /// How many outputs an entry has.
  package let outputs: Int
  /// The targets and what was answered, `outputs` numbers an entry.
  package let truths: [Double], answers: [Double]

  /// Of entries that all are numbers; `nil` without any.
  init?(_ batch: MetricBatch) {
    let width = batch.layout.width
    let total = batch.total
    guard batch.count > 0, total > 0, batch.targets.count == batch.predictions.count else {
      return nil
    }
    let means = (0..<width).map { output in
      let own = stride(from: output, to: batch.targets.count, by: width)
      // Around the first of them, which loses fewer digits.
      let origin = batch.targets[output]
      let sum = own.reduce(0) {
        $0 + batch.weight($1 / width) * (batch.targets[$1] - origin)
      }
      return origin + sum / total
    }
    errors = Errors(batch, batch.predictions)
    let always = Errors(batch, batch.targets.indices.map { means[$0 % width] })
    // 0 by definition, whatever the sums round to; 1 where the targets do not vary.
    baseline = Errors(
      meanSquared: always.meanSquared, meanAbsolute: always.meanAbsolute,
      r2: always.r2.isNaN || always.r2 == 1 ? always.r2 : 0)
    mean = means[0]
    outputs = width
    (truths, answers) = (batch.targets, batch.predictions)
  }
}

extension NumberJudgement.Errors {
  fileprivate init(_ batch: MetricBatch, _ answers: [Double]) {
    let width = batch.layout.width
    var (squares, sizes) = (0.0, 0.0)
    for (place, (truth, answer)) in zip(batch.targets, answers).enumerated() {
      let weight = batch.weight(place / width)
      squares += weight * ((truth - answer) * (truth - answer))
      sizes += weight * abs(truth - answer)
    }
    var score = R2Score.Variances(width: width)
    score.add(batch.targets, answers, batch.weights)
    let count = batch.total * Double(width)
    meanSquared = squares / count
    meanAbsolute = sizes / count
    r2 = score.score
  }
}
