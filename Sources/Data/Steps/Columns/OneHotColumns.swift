import Catalog
import Formats
import Support

/// Words as columns of 0 and 1, and classes as rows with a single 1.
struct OneHot: DataStep {
  static let columns = Parameter<[String]>.columns(
    "columns of words", shown: .said("all of words; without any the targets"))
  static let signature = Signature(
    "one_hot", .step,
    "Turn words into columns of 0 and 1, or class numbers into rows with a single 1.",
    example: "data csv(\"people.csv\") { one_hot \"city\" }",
    [columns.description, OneHotTargets.classes.description],
    details: """
      A column of words becomes one for each word of the training part, `city_Rome`; a word that training has not \
      seen is 0 in all of them, which is said. In data without columns of words the targets [n] of classes 0 to c − 1 become [n, c]; the \
      classes are those of training.
      """)

  private let names: [String]
  private let targets: OneHotTargets

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    var names: [String] = []
    var count: Int?
    // `one_hot 10` counts classes.
    if case .list(let items)? = arguments.argument(of: Self.columns)?.argument,
      items.count == 1, let number = Int(items[0])
    {
      count = number
    } else {
      names = try arguments[Self.columns]
    }
    self.names = names
    targets = try OneHotTargets(classes: arguments.given(OneHotTargets.classes) ?? count)
  }

  init(_ names: [String]) { (self.names, targets) = (names, OneHotTargets(classes: nil)) }

  var changesColumns: Bool { true }
  var columnUse: ColumnUse { .changing(names, gaps: true) }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard var tabular = dataset.columnsToChange,
      !names.isEmpty || tabular.features.contains(where: { $0.kind == .category })
    else {
      // Words that are columns of 0 and 1 already are not meant as the targets.
      if names.isEmpty, dataset.columnsToChange?.indicators.isEmpty == false { return dataset }
      guard names.isEmpty else { throw DataError(.recipe(.noColumns(data: dataset.name))) }
      return try targets.apply(to: try dataset.asSamples(for: "one_hot", context.dtype), context)
    }
    tabular.append(try learn(from: tabular, of: dataset.name))
    var result = dataset
    result.tabular = tabular
    return result
  }

  func learn(from tabular: TabularData, of data: String) throws(DataError) -> FittedStep {
    let chosen = try tabular.features(names, need: .text, of: data)
    let words = chosen.reduce(0) { $0 + $1.occurringWords.count }
    try MemoryBudget.current.require(
      data: ByteEstimate.product(16, tabular.learning.rowCount, words),
      for: "one_hot of words")
    return FittedStep(
      "one_hot",
      chosen.filter { !names.isEmpty || $0.kind == .category }.map { column in
        .init(column.name, .oneHot(column.occurringWords))
      })
  }
}

extension TypedColumn {
  /// The words that stand in some row, in the order of their bytes.
  var occurringWords: [String] {
    guard case .categories(let codes, let words) = asCategory.values else { return [] }
    let used = Set(codes)
    return words.indices.filter { used.contains(Int32($0)) }.map { words[$0] }
  }
}
