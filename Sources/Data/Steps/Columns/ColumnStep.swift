import Catalog
import Formats

/// A step that learns something of columns in the training part, and does it to every row.
protocol ColumnStep: DataStep {
  /// What it has learnt; no changes where nothing is to be done.
  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep
}

extension ColumnStep {
  var changesColumns: Bool { true }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard var tabular = dataset.columnsToChange else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    tabular.append(try learn(from: tabular, of: dataset.name))
    var result = dataset
    result.tabular = tabular
    return result
  }

  func memory(for dataset: Dataset) -> Int { dataset.tabular?.byteCount ?? 0 }
}

extension Dataset {
  /// Whether the samples are those of typed columns, row by row.
  package var followsFromColumns: Bool { columnsToChange != nil }

  /// Whether it is a table as a file has it: no part, no step.
  package var isUntouched: Bool {
    guard let tabular = columnsToChange else { return false }
    return tabular.steps.isEmpty && part == nil && validation == nil && test == nil
  }

  /// The columns from which samples follow; `nil` for data that have none, or no longer.
  var columnsToChange: TabularData? { hasOwnSamples ? nil : tabular }
}

extension TabularData {
  /// The features of these names; without names all that suit the need, columns of 0 and 1 made of words left
  /// out.
  ///
  /// Throws for a name that is no feature, and for a column that does not suit.
  func features(
    _ names: [String], need: RecipeError.ColumnNeed, of data: String
  ) throws(DataError) -> [TypedColumn] {
    guard !names.isEmpty else {
      let indicators = indicators
      return features.filter { need.suits($0.kind) && !indicators.contains($0.name) }
    }
    var chosen: [TypedColumn] = []
    for name in names {
      guard let column = features.first(where: { $0.name == name }) else {
        if name == target || name == weight {
          throw DataError(
            .recipe(
              .noFeature(
                column: name, isTarget: name == target,
                other: features.first { need.suits($0.kind) }?.name)))
        }
        throw DataError(
          .table(.unknownColumn(name, known: features.map(\.name), path: data)))
      }
      guard need.suits(column.kind) else {
        throw DataError(.recipe(.unsuitable(column: name, found: column.kind, need: need)))
      }
      chosen.append(column)
    }
    return chosen
  }
}

extension RecipeError.ColumnNeed {
  /// Whether a column of that kind is what is asked for.
  func suits(_ kind: ColumnKind) -> Bool {
    switch self {
    case .numbers: kind == .number || kind == .whole
    case .numbersOrDates: kind == .number || kind == .whole || kind == .date
    case .words: kind == .category
    case .text: kind == .text || kind == .category
    case .any: true
    }
  }
}

extension Parameter where Output == [String] {
  /// Names of columns, in quotes or bare, as many as are written.
  static func columns(_ summary: String, shown: Default? = nil) -> Parameter {
    var none: (@Sendable () -> [String])?
    if shown != nil { none = { () -> [String] in [] } }
    return Parameter(
      "columns", summary, expected: "names of columns in quotes", default: none, shown: shown,
      isVariadic: true, isLabel: true, read: { names(in: $0) })
  }

  private static func names(in argument: Argument) -> [String]? {
    guard case .list(let items) = argument else { return name(argument).map { [$0] } }
    var found: [String] = []
    for item in items {
      if case .list = item {
        guard let inner = names(in: item) else { return nil }
        found += inner
      } else {
        guard let name = name(item) else { return nil }
        found.append(name)
      }
    }
    return found
  }

  private static func name(_ argument: Argument) -> String? {
    switch argument {
    case .text(let name), .word(let name): name
    default: nil
    }
  }
}
