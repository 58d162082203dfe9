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
    return try result.settled(context.dtype, allowingGaps: context.keepsTime)
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

  static func cleaned(_ text: String) -> String {
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
