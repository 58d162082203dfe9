import Engine
import Support

/// Numbers that say how much each sample counts: 0 or more, and not all of them 0.
package enum SampleWeights {
  /// Why numbers are no weights; rows count from 0.
  package enum Fault: Error, Equatable, Sendable {
    /// Words or dates.
    case notNumbers(text: String)
    /// Nothing stands in a row.
    case missing(row: Int)
    /// Below 0, or infinite.
    case outside(Double, row: Int)
    /// Nothing would count.
    case allZero
    /// Not as many as there are samples.
    case count(expected: Int, found: Int)
    /// The column that is predicted.
    case isTarget
    /// Windows of a table in time hold rows of several weights.
    case inTime
  }

  /// Weights of so many samples, as rows of one number each.
  package static func rows(
    _ numbers: [Double], for samples: Int
  ) throws(Fault) -> SampleRows {
    guard numbers.count == samples else {
      throw .count(expected: samples, found: numbers.count)
    }
    for (row, number) in numbers.enumerated() {
      if number.isNaN { throw .missing(row: row) }
      if number < 0 || number.isInfinite { throw .outside(number, row: row) }
    }
    guard samples == 0 || numbers.contains(where: { $0 > 0 }) else { throw .allZero }
    return SampleRows(Tensor(numbers, [samples], .float64))
  }
}
