/// The one number that is explained, of all that a model gives for a sample: factor · output + offset.
package struct ExplainedOutput: Equatable, Sendable {
  /// Which of the numbers of an output, counted from 0.
  package let index: Int
  /// −1 for "no" of one yes-or-no number; the scale of a regression's target; else 1.
  package let factor: Double
  /// What is added behind: 1 for the probability of "no", the target's mean for a regression.
  package let offset: Double

  /// An output as it is, unless something else is said.
  package init(index: Int, factor: Double = 1, offset: Double = 0) {
    (self.index, self.factor, self.offset) = (index, factor, offset)
  }

  /// The number that an output stands for.
  package func value(_ output: Double) -> Double { factor * output + offset }

  /// The number of each sample, of outputs [samples × …].
  package func values(of outputs: [Double], samples: Int) -> [Double] {
    let width = outputs.count / max(samples, 1)
    return (0..<samples).map { value(outputs[$0 * width + index]) }
  }
}
