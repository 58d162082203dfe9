/// The first rows of a text, cut in one way.
struct Sample {
  /// So many rows are looked at.
  static let rows = 1_024
  /// And fewer where they are very wide.
  private static let fields = 1 << 17

  let base: UnsafePointer<UInt8>
  /// Holds the places of the fields.
  let splitter: RowSplitter
  /// Whether the cutting came to a fault.
  var isFaulty: Bool { splitter.fault != nil }
  let rowCount: Int

  init(_ window: borrowing TextWindow, _ rules: RowRules, rows: Int = Sample.rows) {
    base = UnsafePointer(window.base)
    splitter = RowSplitter(base, window.end, isFinal: window.isFinal, rules)
    splitter.rowLimit = rows
    splitter.split(from: window.start, to: window.end)
    let width = max(1, splitter.rowEnds.first ?? 1)
    rowCount = min(splitter.rowCount, max(2, Self.fields / width))
  }

  /// The fields of a row.
  func fields(_ row: Int) -> UnsafeBufferPointer<FieldSpan> {
    let start = row == 0 ? 0 : splitter.rowEnds[row - 1]
    return UnsafeBufferPointer(
      start: splitter.spans + start, count: splitter.rowEnds[row] - start)
  }

  /// How many fields a row has.
  func width(_ row: Int) -> Int {
    splitter.rowEnds[row] - (row == 0 ? 0 : splitter.rowEnds[row - 1])
  }

  /// How many fields of a row stand before the empty ones at its end.
  func filledFields(_ row: Int) -> Int {
    let fields = fields(row)
    return (fields.lastIndex { !$0.isEmpty } ?? -1) + 1
  }

  /// Where a row begins in the window.
  func start(of row: Int) -> Int {
    guard let first = fields(row).first else { return 0 }
    return first.start - (first.isQuoted ? 1 : 0)
  }

  /// The bytes of a row, without the end of its line.
  func text(of row: Int) -> [UInt8] {
    guard let last = fields(row).last else { return [] }
    let (start, end) = (start(of: row), last.end + (last.isQuoted ? 1 : 0))
    return Array(UnsafeBufferPointer(start: base + start, count: end - start))
  }

  /// How many lines come before a row.
  func line(of row: Int) -> Int { splitter.leaps.last { $0.row <= row }?.line ?? row }

  /// Hands out the text of each field of some rows, with its place.
  func forEachField(
    _ rows: Range<Int>,
    _ body: (_ row: Int, _ column: Int, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Void
  ) {
    let text = FieldText()
    for row in rows {
      for (column, span) in fields(row).enumerated() {
        let (start, end) = text.content(base, span)
        body(row, column, start, end)
      }
    }
  }
}
