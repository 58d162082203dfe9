import Catalog
import Formats
import Support

/// What `words` and `chars` do to a table: texts of columns become rows of token numbers.
struct TextColumns {
  static let columns = Parameter<[String]>.optional(
    "columns", "of a table, the columns of texts", shown: .said("all of texts"))

  let unit: TokenVocabulary.Unit
  let length: Int
  let limit: Int
  let names: [String]

  /// The data set with the columns encoded; `nil` for data that are no table.
  func apply(to dataset: Dataset) throws(DataError) -> Dataset? {
    guard var tabular = dataset.columnsToChange else { return nil }
    for (name, texts) in try tabular.texts(names, of: dataset.name) {
      tabular.append(
        TextEncoder(
          learntFrom: texts, column: name, unit: unit, length: length, limit: limit,
          isLowered: true))
    }
    var result = dataset
    result.tabular = tabular
    return result
  }
}

extension TabularData {
  /// The texts of these columns in the training part; without names of all columns of texts.
  ///
  /// Throws for a name that is no feature, for numbers, and where there is none.
  func texts(
    _ names: [String], of data: String
  ) throws(DataError) -> [(name: String, texts: PackedTexts)] {
    let chosen = try features(names, need: .text, of: data)
      .filter { !names.isEmpty || $0.kind == .text }
    guard !chosen.isEmpty else {
      let isTarget = target.flatMap { learning.column(named: $0)?.kind } != .number
      throw DataError(.text(.noTextColumn(data: data, target: isTarget ? target : nil)))
    }
    return chosen.compactMap { column in
      guard case .texts(let texts) = column.asText.values else { return nil }
      return (column.name, texts)
    }
  }

  /// Remembers what has been learnt of a column of texts.
  mutating func append(_ encoder: TextEncoder) {
    texts.removeAll { $0.column == encoder.column }
    texts.append(encoder)
    append(encoder.step)
  }
}

extension TextEncoder {
  /// The line of a recipe: `words 64 "review"  # 8,210 words`.
  var step: FittedStep {
    let (word, options) =
      switch vocabulary.unit {
      case .words: ("words", "\(length)")
      case .characters: ("chars", "\(length)")
      case .pieces: ("bpe", "\(vocabulary.pairs?.merges.count ?? 0), \(length)")
      }
    return FittedStep(
      word, options: options,
      remark: "\(NumberText.grouped(vocabulary.count)) \(vocabulary.unitName)",
      [.init(column, .tokens)])
  }
}
