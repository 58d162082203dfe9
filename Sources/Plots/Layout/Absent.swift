import Support

/// How many values have no place in a chart, in the same words in every chart.
struct Absent: Equatable {
  /// Values that are not a number; gaps of a table are such.
  private(set) var nan = 0
  /// Values that are infinite.
  private(set) var infinite = 0

  /// Nothing is absent.
  init() {}

  /// Of these values.
  init(_ values: some Sequence<Double>) { add(values) }

  /// Counts those of further values.
  mutating func add(_ values: some Sequence<Double>) {
    for value in values where !value.isFinite {
      if value.isNaN { nan += 1 } else { infinite += 1 }
    }
  }

  /// Counts a point, which is absent where one of its numbers is.
  mutating func add(_ x: Double, _ y: Double) {
    guard !x.isFinite || !y.isFinite else { return }
    if x.isNaN || y.isNaN { nan += 1 } else { infinite += 1 }
  }

  /// Counts those of others.
  mutating func add(_ other: Absent) {
    (nan, infinite) = (nan + other.nan, infinite + other.infinite)
  }

  /// How many rows of columns have a gap in at least one.
  static func rows(in columns: [[Double]]) -> Int {
    (0..<(columns.map(\.count).min() ?? 0)).untilInterrupted.reduce(0) { sum, row in
      sum + (columns.contains { !$0[row].isFinite } ? 1 : 0)
    }
  }

  /// Items of the title row: `2 NaN`, `1 infinite`.
  var items: [RowItem] { words.map { RowItem(text: $0, isNeeded: true) } }

  /// The same for a sentence: `2 values are NaN.`; empty where all have a place.
  var sentence: String {
    let parts = [(nan, "NaN"), (infinite, "infinite")].filter { $0.0 > 0 }
      .map { "\(plural($0.0, "value is", "values are")) \($0.1)" }
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + "."
  }

  /// `2 NaN`, `1 infinite`.
  private var words: [String] {
    [(nan, "NaN"), (infinite, "infinite")].filter { $0.0 > 0 }
      .map { "\(NumberText.grouped($0.0)) \($0.1)" }
  }

  /// `; 2 are NaN, 1 is infinite`, behind a count of points; empty where all have a place.
  var rest: String {
    let parts = [(nan, "NaN"), (infinite, "infinite")].filter { $0.0 > 0 }
      .map { "\(NumberText.grouped($0.0)) more \($0.0 == 1 ? "is" : "are") \($0.1)" }
    return parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
  }
}
