/// The answer of a classifier on a grid over two inputs.
///
/// Sample (column, row) stands at index `row · columns + column`; row 0 is the lowest y, column 0 the
/// lowest x, and samples include both ends of each range.
public struct BoundaryField: Sendable, Equatable {
  /// The first input's range.
  public var xs: ClosedRange<Double>
  /// The second input's range.
  public var ys: ClosedRange<Double>
  /// Samples across.
  public let columns: Int
  /// Samples up.
  public let rows: Int
  /// How many classes the model tells apart, at least 2.
  public let classCount: Int
  /// The winning class of each sample.
  public let winners: [Int]
  /// The winner's probability, 0…1; 0 where the model's answer is not a number.
  public let confidence: [Double]

  /// A field of two classes from the probability of class 1: [rows × columns].
  public init(
    xs: ClosedRange<Double>, ys: ClosedRange<Double>, columns: Int, rows: Int,
    probabilities: [Double]
  ) {
    self.init(
      xs: xs, ys: ys, columns: columns, rows: rows,
      winners: probabilities.map { $0 > 0.5 ? 1 : 0 },
      confidence: probabilities.map { $0.isNaN ? 0 : max($0, 1 - $0) }, classCount: 2)
  }

  /// A field of several classes from their probabilities: [rows × columns × classCount].
  public init(
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

  /// A field from winners and their confidence. Missing samples count as class 0 with confidence 0.
  public init(
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
    guard columns > 0, rows > 0, x.isFinite, y.isFinite else { return nil }
    let column = Int(saturating: (min(max(x, 0), 1) * Double(columns - 1)).rounded())
    let row = Int(saturating: (min(max(y, 0), 1) * Double(rows - 1)).rounded())
    let index = row * columns + column
    guard index < winners.count else { return nil }
    return (winners[index], index < confidence.count ? confidence[index] : 0)
  }
}
