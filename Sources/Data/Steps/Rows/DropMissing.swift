import Catalog
import Formats
import Support

/// Rows with gaps left out.
struct DropMissing: DataStep {
  static let columns = Parameter<[String]>.columns(
    "the columns that must not have gaps", shown: .said("all"))
  static let signature = Signature(
    "drop_missing", .step, "Leave out rows in which something is missing.",
    example: "data csv(\"people.csv\") { drop_missing \"age\" }", [columns.description],
    details: "How many are left out is said. `impute` keeps them.")

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) { names = try arguments[Self.columns] }

  var runsFirst: Bool { true }
  var columnUse: ColumnUse { .choosing(by: .init(names), gaps: true) }

  func memory(for dataset: Dataset) -> Int { dataset.tabular?.byteCount ?? 0 }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard let tabular = dataset.columnsToChange else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    let chosen = Set(try tabular.features(names, need: .any, of: dataset.name).map(\.name))
    var result = dataset
    let count = result.keepRows { table in
      let columns = table.columns.filter { chosen.contains($0.name) }
      return (0..<table.rowCount).filter { row in !columns.contains { $0.values.isMissing(row) } }
    }
    guard result.train.count > 0 else { throw DataError(.samples(.noSamples)) }
    if count > 0 { context.record.notes.append(.rowsLeftOut(count, .missing)) }
    return result
  }
}

/// Rows that stand there twice left out.
struct DropDuplicates: DataStep, WithoutParameters {
  static let signature = Signature(
    "drop_duplicates", .step, "Leave out rows that stood there before.",
    example: "data csv(\"people.csv\") { drop_duplicates }",
    details: """
      Rows are equal where all columns that are left are, the target too; the first one stays, in whichever part it \
      is: training before validation before test. How many are left out is said.
      """)

  var runsFirst: Bool { true }

  func memory(for dataset: Dataset) -> Int { 2 * (dataset.tabular?.byteCount ?? 0) }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard dataset.columnsToChange != nil else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    var seen: Set<RowKey> = []
    var result = dataset
    let count = result.keepRows { table in
      var kept: [Int] = []
      for row in (0..<table.rowCount).untilInterrupted(every: 256)
      where seen.insert(RowKey(table, row)).inserted {
        kept.append(row)
      }
      return kept
    }
    if count > 0 { context.record.notes.append(.rowsLeftOut(count, .duplicate)) }
    return result
  }
}

/// What makes two rows equal, also across tables with codes of their own.
private struct RowKey: Hashable {
  private var numbers: [UInt64] = []
  private var words: [String?] = []

  init(_ table: TypedTable, _ row: Int) {
    for column in table.columns {
      switch column.values {
      case .numbers(let all), .wholes(let all), .dates(let all):
        // One zero, and one NaN for all that is missing.
        numbers.append(all[row].isNaN ? .max : (all[row] + 0).bitPattern)
      case .categories(let codes, let names):
        words.append(codes[row] < 0 ? nil : names[Int(codes[row])])
      case .texts(let texts): words.append(texts[row])
      }
    }
  }
}

extension Dataset {
  /// Keeps the rows of each part whose positions `kept` gives; answers how many were left out.
  mutating func keepRows(_ kept: (TypedTable) -> [Int]) -> Int {
    var count = 0
    for part in Part.allCases {
      guard let before = tabular, let table = before.now[part] else { continue }
      let positions = kept(table)
      guard positions.count < table.rowCount else { continue }
      count += table.rowCount - positions.count
      set(samples(of: part)?.subset(positions), part)
      tabular?.take(positions, of: part, of: before, as: part)
    }
    return count
  }
}
