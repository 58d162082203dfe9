import Support

/// The part of a text that is looked at: from the start of a row to as far as it was read.
struct TextWindow: ~Copyable {
  /// So much is read at once.
  static let size = 2 << 20
  /// Bytes behind the end that may be read, though they mean nothing.
  private static let margin = 64

  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Where the next row begins.
  private(set) var start = 0
  /// How far the text was read.
  private(set) var end = 0
  /// How much of the text comes before what is held.
  private(set) var passed = 0
  /// Whether the text ends there.
  private(set) var isFinal = false
  private var feed: TextFeed

  init(_ feed: TextFeed) throws(DelimitedFault) {
    self.feed = feed
    capacity = Self.size
    base = .allocate(capacity: capacity + Self.margin)
    try refill()
  }

  deinit { base.deallocate() }

  /// How bytes stand for characters.
  var encoding: TextEncoding { feed.encoding }

  /// Goes on to the row that begins at `position`, and reads as much as fits behind it.
  mutating func advance(to position: Int) throws(DelimitedFault) {
    start = position
    try refill()
  }

  /// Takes `position` for the start of the first row, without reading on.
  mutating func begin(at position: Int) { start = position }

  /// Reads more than fits: for rows longer than the window. False where none may be so long.
  mutating func widen() throws(DelimitedFault) -> Bool {
    guard end - start < RowRules.rowLimit else { return false }
    capacity *= 2
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.margin)
    wider.update(from: base + start, count: end - start)
    base.deallocate()
    passed += start
    (base, start, end) = (wider, 0, end - start)
    try refill()
    return true
  }

  private mutating func refill() throws(DelimitedFault) {
    if Interrupt.isRaised { throw .interrupted }
    if start > 0 {
      base.update(from: base + start, count: end - start)
      passed += start
      (start, end) = (0, end - start)
    }
    while !isFinal, end < capacity {
      let got = try feed.fill(
        UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
      isFinal = got == 0
      end += got
    }
    (base + end).initialize(repeating: 0, count: Self.margin)
  }
}
