import Support

/// Sums of squares that neither overflow nor vanish, whatever the size of the numbers.
enum Magnitude {
  /// Squares of numbers between these are numbers as good as others.
  private static let plain = 1e-100...1e100

  /// A power of two by which numbers are divided before they are squared or added up: 1 for all but huge and tiny ones,
  /// so that of usual numbers no digit changes.
  static func scale(of values: some Sequence<Double>) -> Double {
    var largest = 0.0
    for value in values where value.isFinite { largest = max(largest, abs(value)) }
    return largest == 0 || plain.contains(largest) ? 1 : largest.binade
  }

  /// Mean and standard deviation (of the sample, n in the denominator) of finite numbers; zeros without any.
  static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let scale = scale(of: values)
    let share = 1 / Double(max(1, values.count))
    var (mean, square) = (0.0, 0.0)
    for index in values.indices.untilInterrupted { mean += values[index] / scale * share }
    for index in values.indices.untilInterrupted {
      let rest = values[index] / scale - mean
      square += rest * rest * share
    }
    return (mean * scale, square.squareRoot() * scale)
  }

  /// The root of the mean square of finite numbers; 0 without any.
  static func rootMeanSquare(_ values: [Double]) -> Double {
    let scale = scale(of: values)
    let share = 1 / Double(max(1, values.count))
    var square = 0.0
    for index in values.indices.untilInterrupted {
      square += values[index] / scale * (values[index] / scale) * share
    }
    return square.squareRoot() * scale
  }

  /// Pearson's r over the pairs of which both are finite; NaN for fewer than `least` of them, and where one does not vary.
  static func correlation(
    _ xs: some Collection<Double>, _ ys: some Collection<Double>, least: Double = 2
  ) -> Double {
    let (scaleX, scaleY) = (scale(of: xs), scale(of: ys))
    var (count, meanX, meanY, squaresX, squaresY, products) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, y) in zip(xs, ys) where x.isFinite && y.isFinite {
      count += 1
      let (x, y) = (x / scaleX, y / scaleY)
      let (fromX, fromY) = (x - meanX, y - meanY)
      meanX += fromX / count
      meanY += fromY / count
      squaresX += fromX * (x - meanX)
      squaresY += fromY * (y - meanY)
      products += fromX * (y - meanY)
    }
    guard count >= least, squaresX > 0, squaresY > 0 else { return .nan }
    return max(-1, min(1, products / (squaresX.squareRoot() * squaresY.squareRoot())))
  }
}
