import Catalog

/// Windows of a text, character by character.
struct CharacterWindows: DataStep {
  static let length = Parameter<Int>(
    "length", "how many characters a window has", rule: "between 1 and 65,536",
    where: { $0 >= 1 && $0 <= 65_536 })
  static let signature = Signature(
    "chars", .step, "Cut a text into windows; each learns the characters one place later.",
    example: "poem = data text(\"zen.txt\") { split 90%, 10%; chars 32 }",
    [
      length.description, Parameter.windowStride.description, TextColumns.columns.description,
    ],
    details: """
      x [n, length] are numbers of characters, y [n, length] those one place later; windows overlap \
      unless stride says otherwise, and never reach from one part into another. The vocabulary is \
      that of the training part in the order of code points; what only other parts have becomes \
      one further number. `.vocab` tells how many numbers there are, `.characters` which. \
      Of a table each text of a column becomes a row of length numbers: 0 behind a short text.
      """)

  private let windows: TextWindows
  private let columns: TextColumns

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    windows = TextWindows(
      length: try arguments[Self.length], stride: try arguments[Parameter.windowStride])
    columns = TextColumns(
      unit: .characters, length: try arguments[Self.length], limit: 10_000,
      names: try arguments.optional(TextColumns.columns) ?? [])
  }

  var changesColumns: Bool { true }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    if let encoded = try columns.apply(to: dataset) { return encoded }
    let parts = try dataset.textParts(for: Self.signature.name)
    return try windows.apply(
      to: dataset, TokenNumbers(.characters, dataset.vocabularies[0].texts, parts))
  }
}

extension Parameter where Output == Int {
  static let windowStride = Parameter(
    "stride", "how far each window starts after the one before", default: 1, rule: "at least 1",
    where: { $0 >= 1 })
}
