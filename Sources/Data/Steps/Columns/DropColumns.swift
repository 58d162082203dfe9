import Catalog
import Formats

/// A step that says what columns are for, and looks at no row.
protocol ColumnChoice: DataStep {}

/// Columns left out.
struct DropColumns: ColumnStep, ColumnChoice {
  static let columns = Parameter<[String]>.columns("the columns to leave out")
  static let signature = Signature(
    "drop", .step, "Leave columns out.",
    example: "data csv(\"people.csv\") { drop \"name\" }", [columns.description],
    details: "Rows that are asked about later need not have them either.")

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    names = try arguments[Self.columns]
  }

  var runsFirst: Bool { true }
  var columnUse: ColumnUse { .leavingOut(names) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    let chosen = try tabular.features(names, need: .any, of: data)
    guard chosen.count < tabular.features.count else {
      throw DataError(.table(.noFeatures(target: tabular.target ?? "", path: data)))
    }
    return FittedStep("drop", chosen.map { .init($0.name, .drop) })
  }
}

/// The columns that stay; all others are left out.
struct SelectColumns: ColumnStep, ColumnChoice {
  static let columns = Parameter<[String]>.columns("the columns to keep beside the target")
  static let signature = Signature(
    "select", .step, "Keep only these columns, and the target.",
    example: "data csv(\"people.csv\") { select \"age\", \"income\" }", [columns.description],
    details: "The columns keep the order of the file, whatever order stands here; a note says it.")

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    names = try arguments[Self.columns]
  }

  var runsFirst: Bool { true }
  var columnUse: ColumnUse { .mentioning(names) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    // The target stays anyway.
    let features = names.filter { $0 != tabular.target }
    let kept =
      features.isEmpty ? [] : Set(try tabular.features(features, need: .any, of: data).map(\.name))
    guard !kept.isEmpty else {
      throw DataError(.table(.noFeatures(target: tabular.target ?? "", path: data)))
    }
    return FittedStep(
      "drop", tabular.features.filter { !kept.contains($0.name) }.map { .init($0.name, .drop) })
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard var tabular = dataset.columnsToChange else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    tabular.append(try learn(from: tabular, of: dataset.name))
    let kept = tabular.features.map(\.name)
    if names.filter(kept.contains) != kept, Set(names).isSuperset(of: kept) {
      context.record.notes.append(.fileOrder(kept))
    }
    var result = dataset
    result.tabular = tabular
    return result
  }
}

/// Another column to predict.
struct TargetColumn: ColumnChoice {
  static let column = Parameter<String>.column("column", "the column to predict")
  static let signature = Signature(
    "target", .step, "Choose the column that is predicted.",
    example: "data csv(\"people.csv\") { target \"income\" }", [column.description],
    details: """
      Words are classes, in alphabetical order; so are whole numbers of which there are few. Other \
      numbers are what a regression predicts. `csv("people.csv", target="income")` says the same.
      """)

  private let name: String

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    name = try arguments[Self.column]
  }

  var runsFirst: Bool { true }
  var columnUse: ColumnUse { .mentioning([name]) }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    var tabular = try dataset.columns(with: name)
    (tabular.target, tabular.isTargetGiven, tabular.learntTarget) = (name, true, nil)
    var result = dataset
    result.tabular = tabular
    if !context.keepsTime { result.leaveOutRowsWithoutTarget(context.record) }
    return try result.settled(context.dtype, allowingGaps: context.keepsTime)
  }
}
