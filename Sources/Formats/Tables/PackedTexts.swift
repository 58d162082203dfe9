import Support

/// Many texts in one piece of memory, some of which may be missing; an immutable value.
///
/// A text costs its bytes and eight more: a million short ones are no million objects.
package struct PackedTexts: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends; a missing one ends at -1 - the place where it would begin.
  private var ends: [Int] = []

  /// No texts.
  package init() {}

  /// These texts, in order.
  package init(_ texts: some Sequence<String?>) {
    for text in texts { append(text) }
  }

  /// Texts that lie one after the other already; where one is missing its end is -1 - the place.
  init(bytes: [UInt8], ends: [Int]) { (self.bytes, self.ends) = (bytes, ends) }

  /// How many texts, missing ones included.
  package var count: Int { ends.count }

  /// The memory that they take.
  package var byteCount: Int { bytes.capacity + 8 * ends.capacity }

  /// The text at a position; `nil` where it is missing.
  package subscript(position: Int) -> String? {
    withBytes(at: position) { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  /// Hands out the bytes of a text where they lie; `nil` where it is missing.
  package func withBytes<Result>(
    at position: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws -> Result
  ) rethrows -> Result {
    guard ends[position] >= 0 else { return try body(nil) }
    let start = position == 0 ? 0 : place(of: ends[position - 1])
    return try bytes.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[start..<ends[position]]))
    }
  }

  /// Appends a text, or a missing one.
  package mutating func append(_ text: String?) {
    guard let text else { return appendMissing() }
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// Appends the UTF-8 bytes of a text.
  package mutating func append(utf8 text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Appends a text that is missing.
  package mutating func appendMissing() { ends.append(-1 - bytes.count) }

  /// Lets them lie on the disk.
  func move(to disk: DiskMemory) {
    disk.move(bytes)
    disk.move(ends)
  }

  private func place(of end: Int) -> Int { end >= 0 ? end : -1 - end }
}
