import Catalog
import Formats

/// Numbers held between two shares of the training part.
struct ClipColumns: ColumnStep {
  static let low = Parameter<Double>(
    "low", "the share of training rows below which numbers are raised", default: 0.01,
    rule: "from 0 to 1", where: { (0...1).contains($0) })
  static let high = Parameter<Double>(
    "high", "the share above which they are lowered", default: 0.99, rule: "from 0 to 1",
    where: { (0...1).contains($0) })
  static let columns = Parameter<[String]>.columns("the columns", shown: .said("all of numbers"))
  static let signature = Signature(
    "clip", .step, "Hold numbers between two quantiles of the training part.",
    example: "data csv(\"people.csv\") { clip 1%, 99%, \"income\" }",
    [low.description, high.description, columns.description],
    details: """
      `clip 1%, 99%`: what lies below the first or above the last hundredth of the training rows becomes that \
      number. Quantiles lie between neighbours in proportion, as NumPy's.
      """)

  private let low: Double
  private let high: Double
  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    low = try arguments[Self.low]
    high = try arguments[Self.high]
    names = try arguments[Self.columns]
    guard low < high else { throw arguments.outOfRange(Self.high, "above low") }
  }

  var columnUse: ColumnUse { .changing(names) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    let chosen = try tabular.features(names, need: .numbers, of: data)
    return FittedStep(
      "clip", options: "\(share(low)), \(share(high))",
      chosen.map { column in
        let numbers = column.values.doubles ?? []
        return .init(
          column.name,
          .clip(
            low: ColumnStatistics.quantile(numbers, low),
            high: ColumnStatistics.quantile(numbers, high)))
      })
  }

  private func share(_ share: Double) -> String { PercentText.of(share) }
}
