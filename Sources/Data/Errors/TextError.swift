/// What is wrong with a text, its windows and tokens.
package enum TextError: Equatable, Sendable {
  /// The step cuts a text, and the data are none, or are cut already.
  case needsText(data: String, isCut: Bool)
  /// A table without a column of texts beside its target, which may be one.
  case noTextColumn(data: String, target: String?)
  /// The step hides tokens, and there are no windows of them; `isText` for a text that has none
  /// yet.
  case needsWindows(data: String, isText: Bool)
  /// The step needs pairs of texts that no step has numbered yet.
  case needsPairs(data: String)
  /// A text of a pair that does not fit; `row` counts from 0.
  case longText(part: Dataset.Part, row: Int, input: String, tokens: Int, limit: Int)
  /// Two files of pairs that have not as many lines.
  case lineCounts([String], counts: [Int])
  /// Too few tokens in a part for one window with its next token.
  case shortText(part: Dataset.Part, unit: String, available: Int, needed: Int)
  /// The step computes with numbers, and these stand for characters or words.
  case isText(data: String)
}
