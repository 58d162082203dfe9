import Catalog
import Data
import Engine
import Formats
import Learning
import Support

/// Rows of a file, of which some have no answer, such as those that others look back at.
private struct AskedTable {
  private let count: Int
  private let places: [Int]?

  init(_ table: TypedTable, _ found: AskedRows) {
    count = table.rowCount
    places = found.places.flatMap { places in
      places.count == found.samples.count && places.count < table.rowCount ? places : nil
    }
  }

  /// Those that have one.
  func rows(_ table: TypedTable) -> TypedTable { places.map { table.rows($0) } ?? table }

  /// The same of a column that the model does not see; `nil` where there is none for these rows.
  func column(_ name: String, of data: TabularData) -> TypedColumn? {
    guard let column = data.column(named: name), column.count == count else { return nil }
    return rows(TypedTable([column], rowCount: count)).columns.first
  }
}

/// `audit m, d.test, by="sex"`: what a model's answers do to groups of rows.
enum AuditVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let data = Parameter<Dataset>.dataset("data", "The data, such as d.test.")
  private static let by = Parameter<String>.text(
    "by", "The column whose values are the groups; it need not be one that the model sees.",
    expected: "the name of a column in quotes")
  private static let positive = Parameter<String>.value(
    "positive",
    "The favourable class: its name or its number; of two classes the second if left out.",
    expected: "the name or the number of a class", shown: .nothing
  ) { value, _ in
    if case .text(let name) = value { return name }
    return value.number.map { NumberText.exact($0) }
  }
  private static let bins = Parameter<[Double]>.value(
    "bins", "Where a column of numbers is cut; at its quartiles if left out.",
    expected: "a list of numbers", shown: .nothing
  ) { (value, argument) throws(ArgumentError) in
    let numbers: [Double]
    switch value {
    case .tensor(let tensor) where tensor.shape.rank == 1: numbers = tensor.known?.doubles ?? []
    case .list(let items): numbers = items.map { $0.number ?? .nan }
    default: return nil
    }
    guard !numbers.isEmpty, numbers.count <= groupLimit, numbers.allSatisfy(\.isFinite),
      zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw argument.outOfRange("a list of numbers in rising order, such as [25, 60]") }
    return numbers
  }
  private static let threshold = Parameter<Double>(
    "threshold", "The share above which an answer of two classes is positive.", default: 0.5,
    rule: "a number from 0 to 1", where: { (0...1).contains($0) })

  static let signature = Signature(
    "audit", .verb,
    "rates, errors and calibration of a model for each group of rows, with intervals",
    example: """
      d = csv("flowers.csv", target="kind"); audit model d { dense 1, activation=sigmoid }, d, by="width", bins=[10]
      """,
    [
      model.description, data.description, by.description, positive.description,
      bins.description, threshold.description,
    ],
    details: """
      For each group: n, the base rate (what is true), the selection rate (what is answered) with its 95 % interval by
      Wilson and its ratio to the most selected group, accuracy, the true positive rate (equal opportunity), the false
      positive rate, precision, and the mean probability less the base rate (calibration). The four-fifths rule
      asks for ratios of at least 0.8. Differences and ratios are those of fairlearn's MetricFrame. Of numbers: mean
      error and mean absolute error. Groups of fewer than 30 rows are marked. Cramér's V says which features tell
      the groups apart: 0 not at all, 1 entirely.
      a.groups, a.selection_rate, a.four_fifths, a.equal_opportunity_difference, …
      """, effects: .givesValue)

  /// More groups than these nobody compares.
  static let groupLimit = 50

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let dataset = try call[data]
    let name = try call[by]
    let written = call.sourceText(ofPositional: 1)
    let title = written.isEmpty || written.count > 40 ? dataset.name : written
    let found = try call.evaluator.rowsAndRecipe(
      of: dataset, for: model, as: written, at: call.span(of: data.description))
    guard let own = found.table ?? dataset.tabular?.raw.train else {
      throw DataError(.recipe(.noColumns(data: title)), word: "audit")
    }
    let recipe = found.recipe ?? model.recipe
    let asked = AskedTable(own, found)
    let table = asked.rows(recipe?.cleaned(own) ?? own)
    let known = table.column(named: name) ?? dataset.tabular.flatMap { asked.column(name, of: $0) }
    guard let column = known else {
      throw DataError(
        .table(
          .unknownColumn(name, known: dataset.tabular?.columnNames ?? table.names, path: title)))
    }
    let samples = found.samples
    guard table.rowCount == samples.count else {
      throw ExplainProblem.otherRows(rows: table.rowCount, samples: samples.count)
    }
    guard samples.targets != nil else {
      throw ExplainProblem.needsRows(method: "audit", isWithoutTargets: true)
    }
    let edges = try call.optional(bins)
    if edges != nil, column.values.doubles == nil { throw ExplainProblem.binsOfWords(column: name) }
    let groups = RowGroups(of: column, edges: edges)
    guard groups.names.count > 1, groups.names.count <= groupLimit else {
      throw ExplainProblem.groups(column: name, count: groups.names.count, limit: groupLimit)
    }
    let audited = AuditedRows(
      model: model, samples: samples, recipe: recipe, table: table,
      target: dataset.target,
      classes: found.names ?? recipe?.target?.classes ?? dataset.classNames,
      groups: groups, column: name, data: title, threshold: try call[threshold],
      isThresholdGiven: call.bound.argument(of: threshold) != nil,
      threads: call.interpreter.options.threads)
    let report = try audited.report(positive: try call.optional(positive))
    call.noteDrawnWeights(of: model)
    return .report(report)
  }
}
