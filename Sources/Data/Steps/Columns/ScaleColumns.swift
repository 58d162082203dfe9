import Catalog
import Formats

/// Numbers of columns brought into a range.
enum ScaleColumns {
  /// (x − mean) / deviation; a column that never changes becomes 0.
  static func standardized(_ column: TypedColumn) -> FittedStep.Change {
    let statistics = ColumnStatistics(column.values.doubles ?? [])
    let deviation = statistics.deviation > 0 ? statistics.deviation : 1
    return .init(
      column.name,
      .scale(offset: statistics.mean.isNaN ? 0 : statistics.mean, factor: 1 / deviation))
  }

  /// (x − min) / (max − min); a column that never changes becomes 0.
  static func betweenZeroAndOne(_ column: TypedColumn) -> FittedStep.Change {
    let statistics = ColumnStatistics(column.values.doubles ?? [])
    let range = statistics.largest - statistics.least
    return .init(
      column.name,
      .scale(
        offset: statistics.least.isNaN ? 0 : statistics.least, factor: range > 0 ? 1 / range : 1))
  }
}

/// Inputs between 0 and 1.
struct MinMax: ColumnStep {
  static let columns = Parameter<[String]>.columns(
    "columns of numbers", shown: .said("all of numbers"))
  static let signature = Signature(
    "min_max", .step, "Shift and scale columns to the range 0 to 1.",
    example: "data csv(\"people.csv\") { min_max }", [columns.description],
    details: """
      (x − min) / (max − min), both learnt from the training part; rows of other parts may lie outside. A column that \
      never changes becomes 0.
      """)

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) { names = try arguments[Self.columns] }

  var columnUse: ColumnUse { .changing(names) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    FittedStep(
      "min_max",
      try tabular.features(names, need: .numbersOrDates, of: data)
        .map(ScaleColumns.betweenZeroAndOne))
  }
}

/// Logarithms of columns.
struct LogColumns: ColumnStep {
  static let columns = Parameter<[String]>.columns(
    "columns of numbers", shown: .said("all of numbers"))
  static let signature = Signature(
    "log", .step, "Take logarithms: long tails become short.",
    example: "data csv(\"people.csv\") { log \"income\" }", [columns.description],
    details: """
      ln(1 + x) where the training part has a 0 in the column, else ln(x). A column with negative numbers is refused, \
      and so is a later row with a number that has no logarithm.
      """)

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) { names = try arguments[Self.columns] }

  var columnUse: ColumnUse { .changing(names) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    var changes: [FittedStep.Change] = []
    for column in try tabular.features(names, need: .numbers, of: data) {
      let least = ColumnStatistics(column.values.doubles ?? []).least
      guard !(least < 0) else {
        throw DataError(.recipe(.noLogarithm(column: column.name, least: least)))
      }
      changes.append(.init(column.name, .logarithm(plusOne: least == 0)))
    }
    return FittedStep("log", changes)
  }
}
