import Support

/// What each place of a sample adds to a model's answer, against a baseline.
package struct Attributions: Equatable, Sendable {
  /// One number a place, in the order of the inputs and their elements.
  package let values: [Double]
  /// What is explained, for the sample.
  package let answer: Double
  /// The same for the baseline.
  package let atBaseline: Double

  /// Σ of all numbers.
  package var sum: Double { values.reduce(0, +) }
  /// |Σ − (answer − baseline)|: what completeness makes 0, and a finite number of steps leaves.
  package var gap: Double { abs(sum - (answer - atBaseline)) }

  /// Numbers with both ends.
  package init(values: [Double], answer: Double, atBaseline: Double) {
    (self.values, self.answer, self.atBaseline) = (values, answer, atBaseline)
  }
}

extension ExplainedRow {
  private func ends() throws(LearningError) -> (answer: Double, atBaseline: Double) {
    let values = try values(at: [
      [Double](repeating: 1, count: count), [Double](repeating: 0, count: count),
    ])
    return (values[0], values[1])
  }

  /// (x − b)·∂f/∂x at the sample: what the tangent there says of the way back to the baseline.
  package func saliency() throws(LearningError) -> Attributions {
    let ends = try ends()
    var found: [Double] = []
    let ones = [Double](repeating: 1, count: count)
    try run(1, withGradients: true, { _ in ones }) { _, gradient in found = gradient }
    return Attributions(values: found, answer: ends.answer, atBaseline: ends.atBaseline)
  }

  /// (x − b)·∫₀¹ ∂f/∂x(b + α(x − b)) dα, by `steps` points of Gauss and Legendre (Sundararajan, Taly & Yan 2017).
  package func integratedGradients(steps: Int) throws(LearningError) -> Attributions {
    let ends = try ends()
    let points = GaussLegendre.points(steps)
    var sums = [Double](repeating: 0, count: count)
    var step = 0
    try run(
      points.count, withGradients: true,
      { [Double](repeating: points[$0].place, count: count) }
    ) { _, gradient in
      for place in gradient.indices { sums[place] += points[step].weight * gradient[place] }
      step += 1
    }
    return Attributions(values: sums, answer: ends.answer, atBaseline: ends.atBaseline)
  }

  /// f(x) − f(x with the places of a group at the baseline), for each group; the places of a group share it equally,
  /// and one in several groups has the mean of its shares. Places without a group have 0.
  package func occlusion(_ groups: [[Int]]) throws(LearningError) -> Attributions {
    let ends = try ends()
    var sums = [Double](repeating: 0, count: count)
    var counts = [Int](repeating: 0, count: count)
    var index = 0
    try run(
      groups.count, withGradients: false,
      { group in
        var weights = [Double](repeating: 1, count: count)
        for place in groups[group] { weights[place] = 0 }
        return weights
      }
    ) { value, _ in
      let group = groups[index]
      index += 1
      for place in group {
        sums[place] += (ends.answer - value) / Double(group.count)
        counts[place] += 1
      }
    }
    return Attributions(
      values: zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : 0 }, answer: ends.answer,
      atBaseline: ends.atBaseline)
  }
}
