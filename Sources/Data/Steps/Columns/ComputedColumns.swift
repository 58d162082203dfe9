import Catalog
import Formats

/// New columns that are computed of others.
struct ComputedColumn: ValueReader {
  static let signature = Signature(
    "column", .step, "Compute a column of others.",
    example: "data csv(\"people.csv\") { column(wealth = income / age) }", [],
    details: """
      Arithmetic, comparisons (1 and 0), and, or, not, mod(a, b), and abs, exp, log, sqrt, sin, cos, floor, round, sign of \
      columns by their names; `column("sepal length")` for names with blanks. What is computed of a gap is a gap, a comparison \
      too; `missing(age)` is 1 where nothing stands and 0 elsewhere. year, month, day, hour and weekday (Monday is 1, \
      Sunday 7, as in ISO 8601) are of dates; other arithmetic takes a date as days since 1970-01-01, as `days` does: \
      `sold - built` is days. Rows that are asked about later are computed alike.
      Values are those that the lines above have left: behind `log "age"` the column age is logarithms.
      """, namesInputs: true)

  private let formulas: [(name: String, formula: Formula)]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    var formulas: [(name: String, formula: Formula)] = []
    for input in arguments.inputs {
      guard case .value(let value) = input.value.argument, let formula = value as? Formula else {
        throw .missing(parameter: input.name, of: "column", expected: "a formula of columns")
      }
      formulas.append((input.name, formula))
    }
    guard !formulas.isEmpty else {
      throw .missing(
        parameter: "name", of: "column", expected: "a name and a formula: `bmi = weight / height^2`"
      )
    }
    self.formulas = formulas
  }

  var runsFirst: Bool { true }
  var columnsTaken: [String] { formulas.flatMap(\.formula.columns) }
  var columnsMade: [String] { formulas.map(\.name) }
  var columnUse: ColumnUse {
    .computing(formulas.map(\.name), of: formulas.flatMap(\.formula.columns))
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    try dataset.appending(formulas)
  }
}

/// Formulas as further features.
struct FeatureColumns: ValueReader {
  static let formulas = Parameter<[Formula]>(
    "formulas", "what is computed of columns", expected: "formulas of columns", default: nil,
    shown: nil,
    isVariadic: true, isCondition: true,
    read: { argument in
      guard case .list(let items) = argument else { return nil }
      return items.compactMap { item in
        if case .value(let value) = item { value as? Formula } else { nil }
      }
    })
  static let signature = Signature(
    "features", .step, "Compute further features of columns: powers, products, waves.",
    example: "data csv(\"people.csv\") { features age^2, age * income }", [formulas.description],
    details:
      "Each formula becomes a column of its text; `column(name = …)` gives it a name of its own, and its help lists the functions."
  )

  private let formulas: [Formula]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    formulas = try arguments[Self.formulas]
  }

  var runsFirst: Bool { true }
  var columnsTaken: [String] { formulas.flatMap(\.columns) }
  var columnsMade: [String] { formulas.map(\.text) }
  var columnUse: ColumnUse {
    .computing(formulas.map(\.text), of: formulas.flatMap(\.columns))
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    try refuseChoice(of: dataset)
    return try dataset.appending(formulas.map { ($0.text, $0) })
  }

  /// `features age, income` and `features "age"` choose columns in other languages, and compute nothing.
  private func refuseChoice(of dataset: Dataset) throws(DataError) {
    guard let tabular = dataset.columnsToChange else { return }
    var chosen: [String] = []
    for formula in formulas {
      switch formula {
      case .column(let name, _) where tabular.learning.column(named: name) != nil:
        chosen.append(name)
      case .text(let name):
        guard tabular.learning.column(named: name) != nil else {
          throw DataError(
            .table(.unknownColumn(name, known: tabular.learning.names, path: dataset.name)))
        }
        chosen.append(name)
      default: break
      }
    }
    guard !chosen.isEmpty else { return }
    let others = tabular.learning.names.filter { !chosen.contains($0) && $0 != tabular.target }
    throw DataError(
      .recipe(.columnsChosen(chosen, others: chosen.count < formulas.count ? [] : others)))
  }
}

/// The rows for which a condition holds.
struct KeepRows: ValueReader {
  static let condition = Parameter<Formula>(
    "condition", "what holds for the rows that stay", expected: "a condition on columns",
    default: nil,
    shown: nil, isCondition: true,
    read: { argument in
      if case .value(let value) = argument { value as? Formula } else { nil }
    })
  static let signature = Signature(
    "keep", .step, "Keep the rows for which a condition holds.",
    example: "data csv(\"people.csv\") { keep age > 30 and city == \"Rome\" }",
    [condition.description],
    details: """
      Columns stand for their values: `keep age > 30`; words are compared with `==` and `!=`, dates with days: \
      `keep born >= "2023-06-01"`, `keep year(born) == 2023`. A comparison with a gap is a gap, and so is `not` of one; and, or \
      are those of SQL. Only rows stay for which the condition is true: `keep missing(age) or age > 30` keeps those with gaps, \
      `keep not missing(age)` leaves them out. Values are those that the lines above have left: behind `impute` there are no \
      gaps, and then what was learnt knows the rows that are left out here; `column` has the functions.
      """)

  private let condition: Formula

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    condition = try arguments[Self.condition]
  }

  var runsFirst: Bool { true }
  var columnsTaken: [String] { condition.columns }
  var columnUse: ColumnUse { .choosing(by: .these(condition.columns)) }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard dataset.columnsToChange != nil else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    var result = dataset
    var fault: RecipeError?
    let count = result.keepRows { table in
      do throws(RecipeError) {
        let holds = try condition.numbers(of: table)
        return holds.indices.filter { holds[$0].holds }
      } catch {
        fault = error
        return Array(0..<table.rowCount)
      }
    }
    if let fault { throw dataset.unknownColumn(fault) }
    guard result.train.count > 0 else { throw DataError(.samples(.noSamples)) }
    if count > 0 { context.record.notes.append(.rowsLeftOut(count, .condition)) }
    return result
  }
}

extension Dataset {
  /// The mistake of a formula: a name that is none is told with the columns that there are.
  fileprivate func unknownColumn(_ error: RecipeError) -> DataError {
    guard case .missingColumn(let name, let known) = error else { return DataError(.recipe(error)) }
    return DataError(.table(.unknownColumn(name, known: known, path: self.name)))
  }

  /// Refuses what steps behind would spread over the whole column: log(0), or a division by 0.
  private func requireFinite(_ numbers: [Double], of column: String) throws(RecipeError) {
    if let row = numbers.firstIndex(where: \.isInfinite) {
      throw .tooLarge(numbers[row], column: column, row: row, type: .float64)
    }
  }

  /// The data with columns computed of others, in all parts and in raw rows to come.
  fileprivate func appending(
    _ formulas: [(name: String, formula: Formula)]
  ) throws(DataError) -> Dataset {
    guard var tabular = columnsToChange else { throw DataError(.recipe(.noColumns(data: name))) }
    for (column, formula) in formulas {
      guard tabular.learning.column(named: column) == nil else {
        throw DataError(.recipe(.columnExists(column)))
      }
      do throws(RecipeError) {
        try requireFinite(formula.numbers(of: tabular.learning), of: column)
        for part in Part.allCases {
          if let table = tabular.now[part] {
            try requireFinite(formula.numbers(of: table), of: column)
          }
        }
      } catch {
        throw unknownColumn(error)
      }
      tabular.append(FittedStep(column: column, formula))
    }
    var result = self
    result.tabular = tabular
    return result
  }
}
