import Glibc

/// The row of names, to be found again where files were glued together.
struct RepeatedHeader {
  /// Its bytes without the end of the line; none where there is no such row.
  private let bytes: [UInt8]
  /// The first of them; what begins no row where there are none.
  let first: UInt8

  init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
    first = bytes.first ?? RowRules.lineFeed
  }

  /// Whether a row from `rowStart` to `next`, behind its end of the line, is the header, perhaps behind the mark with which
  /// a file of UTF-8 begins.
  func isRow(_ base: UnsafePointer<UInt8>, _ rowStart: Int, _ next: Int) -> Bool {
    let isMarked = next - rowStart > 3 && base[rowStart] == 0xEF && base[rowStart + 1] == 0xBB
    let start = rowStart + (isMarked ? 3 : 0)
    let end = start + bytes.count
    guard !bytes.isEmpty, end <= next, next - end <= 2,
      memcmp(base + start, bytes, bytes.count) == 0
    else { return false }
    return end == next || base[end] == RowRules.lineFeed || base[end] == RowRules.carriageReturn
  }
}
