import Catalog
import Formats
import Support

/// Words that differ in case and blanks only made one.
struct CleanColumns: DataStep {
  static let columns = Parameter<[String]>.columns(
    "the columns of words, the target too", shown: .said("all"))
  static let signature = Signature(
    "clean", .step, "Write words in small letters and without blanks around them.",
    example: "data csv(\"people.csv\") { clean \"city\"; split 80%, 20% }", [columns.description],
    details: """
      `YES`, `Yes` and `yes ` become `yes`; blanks within become one. Of the target the classes become one, too. Rows that are \
      asked about later are written alike.
      """)

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) { names = try arguments[Self.columns] }

  var runsFirst: Bool { true }
  var columnUse: ColumnUse { .changing(names) }

  func memory(for dataset: Dataset) -> Int { dataset.tabular?.byteCount ?? 0 }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard var tabular = dataset.columnsToChange else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    let target = tabular.target.flatMap { tabular.learning.column(named: $0) }
    let isTargetMeant = names.isEmpty || names.contains { $0 == target?.name }
    let features = names.filter { $0 != target?.name }
    var columns =
      features.isEmpty && !names.isEmpty
      ? [] : try tabular.features(features, need: .text, of: dataset.name)
    if isTargetMeant, let target, RecipeError.ColumnNeed.text.suits(target.kind) {
      columns.append(target)
    } else if let target, names.contains(target.name) {
      throw DataError(.recipe(.unsuitable(column: target.name, found: target.kind, need: .text)))
    }
    tabular.append(FittedStep("clean", columns.map { .init($0.name, .clean) }))
    tabular.learntTarget = nil
    var result = dataset
    result.tabular = tabular
    return try result.settled(
      context.dtype, allowingGaps: context.keepsTime || context.namesTarget)
  }
}

extension TabularData {
  /// What a step cleans, cleaned in the rows as they came too: whoever reads, groups or splits by a column meets the
  /// words that models meet. Words with which earlier steps fill gaps are written alike.
  mutating func clean(by step: FittedStep) {
    let names = step.cleans
    guard !names.isEmpty else { return }
    let changed = Set(steps.flatMap { $0.changes.map(\.column) })
    for part in Dataset.Part.allCases {
      guard let table = raw[part] else { continue }
      raw.set(
        table.mapColumns { column in
          guard names.contains(column.name) else { return [column] }
          // What no other step has changed is the same column, and shares its memory.
          let same = changed.contains(column.name) ? nil : now[part]?.column(named: column.name)
          return [same ?? column.cleaned]
        }, as: part)
    }
    unlabelled = unlabelled.map { step.applied(to: $0) }
    steps = steps.map { $0.cleaningWords(for: names) }
  }
}

extension FittedStep {
  /// The columns whose words it cleans.
  var cleans: Set<String> { Set(changes.filter { $0.change == .clean }.map(\.column)) }

  /// The step for columns that are cleaned by the time that it acts.
  fileprivate func cleaningWords(for names: Set<String>) -> FittedStep {
    func isWritten(_ change: Change) -> Bool {
      if case .fillWord = change.change { names.contains(change.column) } else { false }
    }
    guard changes.contains(where: isWritten) else { return self }
    return FittedStep(
      word, options: options, remark: remark,
      changes.map { change in
        guard isWritten(change), case .fillWord(let word) = change.change else { return change }
        return Change(change.column, .fillWord(TypedColumn.cleaned(word)))
      })
  }
}

extension Recipe {
  /// The columns whose words are cleaned, the target too.
  var cleans: Set<String> { steps.reduce(into: []) { $0.formUnion($1.cleans) } }

  /// Raw rows with the words as the model meets them: what `clean` names in training, cleaned; the rest as it is.
  package func cleaned(_ table: TypedTable) -> TypedTable {
    let names = cleans
    guard !names.isEmpty else { return table }
    return table.mapColumns { [names.contains($0.name) ? $0.cleaned : $0] }
  }
}

extension TypedColumn {
  /// Words in small letters, without blanks around them and with single ones within; codes in the order of their bytes.
  var cleaned: TypedColumn {
    switch values {
    case .categories(let codes, let names):
      let clean = names.map { Self.cleaned($0) }
      let known = Set(clean.filter { !$0.isEmpty }).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      let places = Dictionary(uniqueKeysWithValues: zip(known, Int32(0)...))
      // Nothing but blanks is nothing.
      let map = clean.map { places[$0] ?? ColumnSchema.missing }
      return TypedColumn(
        name, .categories(codes.map { $0 < 0 ? $0 : map[Int($0)] }, names: known))
    case .texts(let texts):
      return TypedColumn(
        name, .texts(PackedTexts((0..<texts.count).lazy.map { texts[$0].map(Self.cleaned) })))
    case .numbers, .wholes, .dates: return self
    }
  }

  /// A word in small letters, without blanks around it and with single ones within.
  package static func cleaned(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}

extension ColumnSchema {
  /// The words as cleaning leaves them.
  var cleaned: ColumnSchema {
    ColumnSchema(TypedColumn(name, .categories([], names: words)).cleaned)
  }
}

extension Dataset {
  /// Tells words of a category that differ in case or blanks only; of the target first, of three columns at most.
  func tellAlikeWords(_ record: DataRecord) {
    guard let tabular = columnsToChange else { return }
    let all = tabular.learning.columns
    let columns =
      all.filter { $0.name == tabular.target } + all.filter { $0.name != tabular.target }
    var told = 0
    for column in columns where told < 3 {
      // Of thousands of words some are always alike.
      guard case .categories(_, let names) = column.values, names.count <= 1_000 else { continue }
      var groups: [String: [String]] = [:]
      for name in names { groups[TypedColumn.cleaned(name), default: []].append(name) }
      guard
        let alike = groups.values.filter({ $0.count > 1 }).min(by: { $0[0] < $1[0] })
      else { continue }
      record.notes.append(.alike(Array(alike.prefix(4)), column: column.name))
      told += 1
    }
  }
}
