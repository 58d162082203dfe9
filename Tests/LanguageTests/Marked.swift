import Testing
@testable import Language

/// A source with one place marked: `x = ‹foo› + 1`.
struct Marked: CustomTestStringConvertible {
  let source: String
  let span: SourceSpan?

  init(_ text: String) {
    var bytes: [UInt8] = []
    var start: Int?
    var end: Int?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "‹": start = bytes.count
      case "›": end = bytes.count
      default: bytes += Array(String(scalar).utf8)
      }
    }
    source = String(decoding: bytes, as: UTF8.self)
    span = start.flatMap { from in end.map { SourceSpan(from, $0) } }
  }

  var testDescription: String { source }
}
