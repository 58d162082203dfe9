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
    let chosen = try tabular.features(names, need: .text, of: dataset.name)
      .filter { !names.isEmpty || $0.kind == .text }
    guard !chosen.isEmpty else {
      throw DataError(.text(.needsText(data: dataset.name, isCut: false)))
    }
    for column in chosen {
      guard case .texts(let texts) = column.asText.values else { continue }
      tabular.append(
        TextEncoder(
          learntFrom: texts, column: column.name, unit: unit, length: length, limit: limit,
          isLowered: true))
    }
    var result = dataset
    result.tabular = tabular
    return result
  }
}

extension TabularData {
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
    FittedStep(
      vocabulary.unit == .words ? "words" : "chars", options: "\(length)",
      remark: "\(NumberText.grouped(vocabulary.count)) \(vocabulary.unitName)",
      [.init(column, .tokens)])
  }
}
