import Catalog
import Formats
import Support

/// Values where nothing stands.
struct Impute: ColumnStep {
  /// What is put there.
  enum Constant: Sendable {
    case number(Double)
    case word(String)
  }

  /// How it is found.
  enum Method: String, CaseIterable {
    case mean, median
    case mostFrequent = "most_frequent"
    case constant
  }

  static let method = Parameter<Method>(
    "method", "what is put where nothing stands",
    expected: "mean, median, most_frequent or constant",
    default: nil, shown: nil, words: Method.allCases.map(\.rawValue),
    read: { argument in
      if case .word(let word) = argument { Method(rawValue: word) } else { nil }
    })
  static let columns = Parameter<[String]>.columns(
    "the columns", shown: .said("all in which something is missing"))
  static let value = Parameter<Constant>(
    "value", "what `constant` puts there", expected: "a number or a text", default: nil,
    shown: .nothing,
    read: { argument in
      switch argument {
      case .number(let number): .number(number)
      case .text(let text): .word(text)
      default: nil
      }
    })
  static let signature = Signature(
    "impute", .step, "Put values where nothing stands.",
    example: "data csv(\"people.csv\") { impute median \"age\" }",
    [method.description, columns.description, value.description],
    details: """
      mean and median are for numbers, most_frequent for words and numbers (of equally frequent ones the \
      first in order), constant for both; all are learnt from the training part. Without columns: all that suit \
      and in which something is missing in some part.
      """)

  private let method: Method
  let names: [String]
  private let value: Constant?

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    method = try arguments[Self.method]
    names = try arguments[Self.columns]
    value = try arguments.optional(Self.value)
    switch (method, value) {
    case (.constant, nil): throw arguments.missing(Self.value)
    case (.mean, _?), (.median, _?), (.mostFrequent, _?): throw arguments.wrongType(Self.value)
    default: break
    }
  }

  init(_ method: Method, _ names: [String]) {
    (self.method, self.names, value) = (method, names, nil)
  }

  var columnUse: ColumnUse { .changing(names, gaps: true) }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    var changes: [FittedStep.Change] = []
    let chosen = try tabular.features(names, need: need, of: data)
    for column in chosen where !names.isEmpty || tabular.isSomewhereMissing(column.name) {
      changes.append(FittedStep.Change(column.name, try fill(column)))
    }
    return FittedStep(
      "impute", options: method.rawValue,
      remark: changes.prefix(3).map(\.change.learnt).joined(separator: ", ")
        + (changes.count > 3 ? ", …" : ""), changes)
  }

  private var need: RecipeError.ColumnNeed {
    switch (method, value) {
    case (.mean, _), (.median, _): .numbersOrDates
    case (.constant, .number): .numbers
    case (.constant, _): .text
    case (.mostFrequent, _): .any
    }
  }

  private func fill(_ column: TypedColumn) throws(DataError) -> ColumnChange {
    switch (method, value) {
    case (.constant, .number(let number)): return .fillNumber(number)
    case (.constant, .word(let word)): return .fillWord(word)
    default: break
    }
    if let numbers = column.values.doubles {
      let present = numbers.filter { !$0.isNaN }
      guard !present.isEmpty else { throw DataError(.recipe(.allMissing(column: column.name))) }
      switch method {
      case .mean: return .fillNumber(ColumnStatistics(present).mean)
      case .median: return .fillNumber(ColumnStatistics.median(present))
      default: return .fillNumber(ColumnStatistics.mostFrequent(present))
      }
    }
    guard case .categories(let codes, let words) = column.asCategory.values,
      let code = ColumnStatistics.mostFrequentCode(codes, of: words.count)
    else { throw DataError(.recipe(.allMissing(column: column.name))) }
    return .fillWord(words[code])
  }
}

extension TabularData {
  /// Whether some row of some part has nothing in that column.
  func isSomewhereMissing(_ name: String) -> Bool {
    let tables = Dataset.Part.allCases.compactMap { now[$0] } + [learning]
    return tables.contains { table in
      guard let column = table.column(named: name) else { return false }
      return (0..<table.rowCount).untilInterrupted.contains { column.values.isMissing($0) }
    }
  }
}
