/// Where the content of a field lies in a buffer, without the quotes around it.
struct FieldSpan {
  private static let quoted: UInt32 = 1 << 31
  private static let doubled: UInt32 = 1 << 30
  private static let mask: UInt32 = doubled - 1

  private let first: UInt32
  private let last: UInt32

  /// A field as it lies there.
  @inline(__always)
  init(_ start: Int, _ end: Int) {
    first = UInt32(truncatingIfNeeded: start)
    last = UInt32(truncatingIfNeeded: end)
  }

  /// What was between quotes; some of it may be a doubled quote.
  @inline(__always)
  init(quoted start: Int, _ end: Int, hasDoubled: Bool) {
    first = UInt32(truncatingIfNeeded: start)
    last = UInt32(truncatingIfNeeded: end) | Self.quoted | (hasDoubled ? Self.doubled : 0)
  }

  @inline(__always) var start: Int { Int(first) }
  @inline(__always) var end: Int { Int(last & Self.mask) }
  @inline(__always) var isEmpty: Bool { start == end }
  @inline(__always) var isQuoted: Bool { last & Self.quoted != 0 }
  @inline(__always) var hasDoubledQuotes: Bool { last & Self.doubled != 0 }
}

/// How rows are cut into fields.
struct RowRules: Equatable {
  /// The longest row that is read; places in a buffer fit into 30 bits with room to spare.
  static let rowLimit = 64 << 20
  static let columnLimit = 65_536

  static let quote: UInt8 = 0x22
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let blank: UInt8 = 0x20
  static let tab: UInt8 = 0x09

  /// The byte between fields; a blank stands for runs of blanks and tabs.
  var separator: UInt8
  /// Whether a field may stand between quotes.
  var hasQuotes: Bool

  var isBlanks: Bool { separator == Self.blank }
}

/// Why rows could not be cut further.
enum RowFault: Equatable {
  case unterminatedQuote(line: Int)
  case textAfterQuote(line: Int)
  case ragged(found: Int)
  case tooManyColumns
}
