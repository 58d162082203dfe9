/// What one of several workers keeps of a column: what its fields were, and its words.
final class ColumnPart {
  /// Of the piece at hand; its rows count from the piece's start.
  var tally = ColumnTally()
  /// How many values it has met in all.
  var present = 0
  /// The words met, while they are numbered.
  var words: WordTable?
  /// The texts themselves, once nearly all differ.
  var texts: ValueBlocks<UInt8>?
  /// How many of those differ; `nil` once they are too many for a category.
  var differing: HashCounter?
}

/// A piece of the text whose rows are known, for one worker.
struct PieceView {
  let base: UnsafePointer<UInt8>
  let spans: UnsafePointer<FieldSpan>
  /// Fields in a row.
  let width: Int
  let reader: FieldReader
  let text: FieldText
  /// How often each mark of a missing value occurred.
  let markCounts: UnsafeMutablePointer<Int>
}
