import Catalog
import Formats

/// Columns of what stood in earlier rows: `lag` and `difference`.
protocol EarlierRowStep: ValueReader {
  /// Whether a row's own number is taken too.
  static var isDifference: Bool { get }
  var asked: EarlierRowArguments { get }
}

/// What both are given: a column, how many rows before, and the column that tells series apart.
struct EarlierRowArguments: Sendable {
  static let column = Parameter<String>.column("column", "the column of numbers")
  static let rows = Parameter<[Int]>(
    "rows", "how many rows before, one or more numbers", expected: "whole numbers",
    default: { [1] }, shown: .said("1"), isVariadic: true,
    rule: "different whole numbers between 1 and 65,536",
    read: { [Int]($0) },
    where: { rows in
      rows.allSatisfy { (1...RowLags.limit).contains($0) } && Set(rows).count == rows.count
        && rows.count <= 1_000
    })
  static let group = Parameter<String>.column(
    "by", "the column whose equal values are a series each: a shop", shown: .nothing)

  let column: String
  let rows: [Int]
  let group: String?

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    column = try arguments[Self.column]
    let rows = try arguments[Self.rows]
    self.rows = rows.isEmpty ? [1] : rows
    let by = try arguments[Self.group]
    group = by.isEmpty ? nil : by
  }
}

/// What stood in earlier rows.
struct LagColumns: EarlierRowStep {
  static let signature = Signature(
    "lag", .step, "Add columns of what stood some rows before, for tables in time.",
    example: "data csv(\"people.csv\", target=\"income\") { lag \"income\" 1 2; split 80%, 20% }",
    [
      EarlierRowArguments.column.description, EarlierRowArguments.rows.description,
      EarlierRowArguments.group.description,
    ],
    details: """
      Rows are in time, in the order of the file, or of their own series with `by="shop"`. `lag "sales" 1 7` makes sales_lag_1 \
      and sales_lag_7, of the target too; the first rows, which have no such row before them, are left out and counted. \
      `split` keeps the order; `time="day"` in it sorts the rows first. A model that is asked about raw rows needs the rows before them too: a table in order is \
      answered from the first row on that has enough before it.
      """)
  static let isDifference = false

  let asked: EarlierRowArguments

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    asked = try EarlierRowArguments(arguments)
  }
}

/// How much more a row has than an earlier one.
struct DifferenceColumns: EarlierRowStep {
  static let signature = Signature(
    "difference", .step, "Add columns of how much a number has changed since some rows before.",
    example: "data csv(\"people.csv\", target=\"income\") { difference \"age\"; split 80%, 20% }",
    [
      EarlierRowArguments.column.description, EarlierRowArguments.rows.description,
      EarlierRowArguments.group.description,
    ],
    details: """
      `difference "price" 1` makes price_diff_1, the number of a row minus that of the row before; otherwise as `lag`. The \
      target has none: its difference would tell it; `lag "sales" 1 2` gives what is known before.
      """)
  static let isDifference = true

  let asked: EarlierRowArguments

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    asked = try EarlierRowArguments(arguments)
  }
}

extension EarlierRowStep {
  var runsFirst: Bool { true }
  var keepsTime: Bool { true }
  var columnsTaken: [String] { [asked.column] }
  var columnsMade: [String] { lags.names }
  var commutes: Bool { !Self.isDifference }

  private var lags: RowLags {
    RowLags(
      column: asked.column, rows: asked.rows, group: asked.group, isDifference: Self.isDifference)
  }

  func memory(for dataset: Dataset) -> Int {
    (dataset.tabular?.now.train.rowCount ?? 0) * 8 * (asked.rows.count + 4)
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard var tabular = dataset.columnsToChange else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    if asked.column == tabular.target {
      if Self.isDifference { throw DataError(.recipe(.tellsTarget(asked.column))) }
      if let column = tabular.learning.column(named: asked.column), column.values.doubles == nil {
        throw DataError(
          .recipe(.unsuitable(column: asked.column, found: column.kind, need: .numbers)))
      }
    } else {
      _ = try tabular.features([asked.column], need: .numbers, of: dataset.name)
    }
    if let group = asked.group {
      if group == tabular.target { throw DataError(.recipe(.tellsTarget(group))) }
      _ = try tabular.features([group], need: .any, of: dataset.name)
    }
    let lags = lags
    for name in lags.names where tabular.learning.column(named: name) != nil {
      throw DataError(.recipe(.columnExists(name)))
    }
    tabular.append(FittedStep(lags))
    var result = dataset
    result.tabular = tabular
    return result
  }
}

extension Dataset {
  /// Leaves out the rows with too few before them, once all columns of earlier rows are made, and tells how many.
  mutating func leaveOutRowsThatBegin(_ record: DataRecord) throws(DataError) {
    guard let before = columnsToChange else { return }
    let earlier = EarlierRows(of: before.steps)
    var count = 0
    for part in Part.allCases {
      guard let raw = before.raw[part], let kept = earlier.complete(raw) else { continue }
      guard !kept.isEmpty else {
        throw DataError(
          .recipe(.tooFewEarlierRows(found: raw.rowCount, needed: earlier.count), part: part))
      }
      count += raw.rowCount - kept.count
      set(samples(of: part)?.subset(kept), part)
      tabular?.take(kept, of: part, of: before, as: part)
    }
    if count > 0 { record.notes.append(.rowsLeftOut(count, .beginning(earlier.count - 1))) }
  }
}
