import Catalog
import Formats

/// Words as their positions.
struct OrdinalColumns: ColumnStep {
  static let columns = Parameter<[String]>.columns("columns of words", shown: .said("all of words"))
  static let signature = Signature(
    "ordinal", .step, "Turn words into whole numbers from 0 on.",
    example: "data csv(\"people.csv\") { ordinal \"size\" }", [columns.description],
    details: """
      In the order of the words' letters, as the training part has them; a word that training has not seen is \
      missing afterwards. For words without an order of their own `one_hot` is the better choice.
      """)

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) { names = try arguments[Self.columns] }

  var columnUse: ColumnUse { .changing(names, gaps: true) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    let chosen = try tabular.features(names, need: .words, of: data)
    return FittedStep(
      "ordinal", chosen.map { .init($0.name, .ordinal($0.occurringWords)) })
  }
}

/// Numbers as the positions of the parts in which they lie.
struct BinColumns: ColumnStep {
  static let count = Parameter<Int>(
    "count", "how many parts", default: 10, rule: "from 2 to 1,000",
    where: { (2...1_000).contains($0) })
  static let columns = Parameter<[String]>.columns(
    "columns of numbers", shown: .said("all of numbers"))
  static let signature = Signature(
    "bins", .step, "Turn numbers into the positions of parts with as many training rows each.",
    example: "data csv(\"people.csv\") { bins 4, \"age\" }",
    [count.description, columns.description],
    details:
      "The borders are quantiles of the training part; a number on a border belongs to the part above."
  )

  private let count: Int
  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    count = try arguments[Self.count]
    names = try arguments[Self.columns]
  }

  var columnUse: ColumnUse { .changing(names) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    let chosen = try tabular.features(names, need: .numbers, of: data)
    return FittedStep(
      "bins", options: "\(count)",
      chosen.map { column in
        let numbers = column.values.doubles ?? []
        let edges = (1..<count).map {
          ColumnStatistics.quantile(numbers, Double($0) / Double(count))
        }
        return .init(column.name, .bins(edges))
      })
  }
}

/// Dates as days.
struct DateColumns: ColumnStep {
  static let columns = Parameter<[String]>.columns("columns of dates", shown: .said("all of dates"))
  static let signature = Signature(
    "days", .step, "Turn dates into days since 1970-01-01.",
    example: "data csv(\"people.csv\") { days \"born\" }", [columns.description],
    details:
      "Computed in double precision; `standardize` brings the numbers into a range that a model can use."
  )

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) { names = try arguments[Self.columns] }

  var columnUse: ColumnUse { .changing(names) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    let chosen = try tabular.features(names, need: .numbersOrDates, of: data)
    return FittedStep("days", chosen.filter { $0.kind == .date }.map { .init($0.name, .days) })
  }
}
