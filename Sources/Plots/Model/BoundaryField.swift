import Glibc
/// The answer of a classifier on a grid over two inputs.
///
/// Sample (column, row) stands at index `row · columns + column`; row 0 is the lowest y, column 0 the
/// lowest x, and samples include both ends of each range.
package struct BoundaryField: Sendable, Equatable {
  /// The first input's range.
  package var xs: ClosedRange<Double>
  /// The second input's range.
  package var ys: ClosedRange<Double>
  /// Samples across.
  package let columns: Int
  /// Samples up.
  package let rows: Int
  /// How many classes the model tells apart, at least 2.
  package let classCount: Int
  /// The winning class of each sample.
  package let winners: [Int]
  /// Whether the classes are bands of a value, lowest first, instead of kinds of things.
  package var isValueBands = false
  /// The values themselves where classes are bands of them; empty for kinds of things.
  package private(set) var values: [Double] = []
  /// The borders between the bands, rising; empty for kinds of things.
  package private(set) var edges: [Double] = []
  /// The winner's probability, 0…1; 0 where the model's answer is not a number.
  package let confidence: [Double]

  /// A field of two classes from the probability of class 1: [rows × columns].
  package init(
    xs: ClosedRange<Double>, ys: ClosedRange<Double>, columns: Int, rows: Int,
    probabilities: [Double]
  ) {
    self.init(
      xs: xs, ys: ys, columns: columns, rows: rows,
      winners: probabilities.map { $0 > 0.5 ? 1 : 0 },
      confidence: probabilities.map { $0.isNaN ? 0 : max($0, 1 - $0) }, classCount: 2)
  }

  /// A field of several classes from their probabilities: [rows × columns × classCount].
  package init(
    xs: ClosedRange<Double>, ys: ClosedRange<Double>, columns: Int, rows: Int,
    probabilities: [Double], classCount: Int
  ) {
    let count = classCount > 0 ? probabilities.count / classCount : 0
    var winners = [Int](repeating: 0, count: count)
    var confidence = [Double](repeating: 0, count: count)
    for sample in 0..<count {
      for category in 0..<classCount {
        let value = probabilities[sample * classCount + category]
        if value > confidence[sample] { (winners[sample], confidence[sample]) = (category, value) }
      }
    }
    self.init(
      xs: xs, ys: ys, columns: columns, rows: rows, winners: winners, confidence: confidence,
      classCount: classCount)
  }

  /// A field of a number that is predicted: the band of each value, `edges` being the borders
  /// between the bands in rising order; a value on a border belongs to the band above.
  package init(
    xs: ClosedRange<Double>, ys: ClosedRange<Double>, columns: Int, rows: Int, values: [Double],
    edges: [Double]
  ) {
    self.init(
      xs: xs, ys: ys, columns: columns, rows: rows,
      winners: values.map { BoundaryField.band(of: $0, edges) },
      confidence: values.map { $0.isNaN ? 0 : 1 }, classCount: edges.count + 1)
    isValueBands = true
    (self.values, self.edges) = (values, edges)
  }

  /// The least and the largest finite value; `nil` without.
  var valueRange: ClosedRange<Double>? {
    let summary = SampleSummary(of: values, in: values.indices)
    guard summary.finiteCount > 0, summary.minimum < summary.maximum else { return nil }
    return summary.minimum...summary.maximum
  }

  /// What a band spans of such a range.
  func span(ofBand band: Int, within range: ClosedRange<Double>) -> (low: Double, high: Double) {
    func border(_ index: Int, _ other: Double) -> Double {
      edges.indices.contains(index)
        ? min(max(edges[index], range.lowerBound), range.upperBound) : other
    }
    return (border(band - 1, range.lowerBound), border(band, range.upperBound))
  }

  /// Round borders of two to six bands over the usual values, rising; none where all are equal.
  ///
  /// The usual values lie between the 5th and the 95th of a hundred, of at most 10,000 of them.
  package static func edges(for values: [Double]) -> [Double] {
    let stride = max(1, values.count / 10_000)
    let some = Swift.stride(from: 0, to: values.count, by: stride).map { values[$0] }
      .filter(\.isFinite).sorted()
    guard let first = some.first, let last = some.last, last > first else { return [] }
    var (low, high) = (some[some.count / 20], some[some.count - 1 - some.count / 20])
    if low == high { (low, high) = (first, last) }
    let span = high - low
    guard span.isFinite else { return [] }
    let power = Int(saturating: log10(span / 4).rounded(.down))
    for digits in [5, 10, 20, 25, 50, 100, 200] {
      let step = DecimalStep(digits: digits, exponent: power - 1)
      guard let indices = step.indices(from: low, to: high) else { continue }
      let edges = indices.map(step.multiple).filter { $0 > first && $0 <= last }
      if (1...5).contains(edges.count) { return edges }
    }
    return [low + span / 2]
  }

  /// The band a value lies in, 0 below the first of the rising `edges`.
  package static func band(of value: Double, _ edges: [Double]) -> Int {
    edges.firstIndex { value < $0 } ?? (value.isNaN ? 0 : edges.count)
  }

  /// A field from winners and their confidence. Missing samples count as class 0 with confidence 0.
  package init(
    xs: ClosedRange<Double>, ys: ClosedRange<Double>, columns: Int, rows: Int, winners: [Int],
    confidence: [Double], classCount: Int
  ) {
    self.xs = xs
    self.ys = ys
    let size = max(0, columns).multipliedReportingOverflow(by: max(0, rows))
    let fits = !size.overflow && size.partialValue <= max(winners.count, 1)
    self.columns = fits ? max(0, columns) : 0
    self.rows = fits ? max(0, rows) : 0
    self.winners = winners
    self.confidence = confidence
    self.classCount = max(2, classCount)
  }

  /// The sample nearest to the place (`x`, `y`), each 0…1 from lower left; `nil` if there is none.
  func sample(x: Double, y: Double) -> (winner: Int, confidence: Double)? {
    guard let index = index(x: x, y: y), index < winners.count else { return nil }
    return (winners[index], index < confidence.count ? confidence[index] : 0)
  }

  /// The value there; NaN if there is none.
  func value(x: Double, y: Double) -> Double {
    guard let index = index(x: x, y: y), values.indices.contains(index) else { return .nan }
    return values[index]
  }

  private func index(x: Double, y: Double) -> Int? {
    guard columns > 0, rows > 0, x.isFinite, y.isFinite else { return nil }
    let column = Int(saturating: (min(max(x, 0), 1) * Double(columns - 1)).rounded())
    let row = Int(saturating: (min(max(y, 0), 1) * Double(rows - 1)).rounded())
    return row * columns + column
  }
}
