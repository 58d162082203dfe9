/// The words that stand for a missing value.
struct MissingMarks {
  /// As they were given; the empty field comes first.
  let texts: [String]
  private let marks: [[UInt8]]
  private let longest: Int
  /// Whether a word with this first byte may be one, in either case.
  private let isFirst: [Bool]
  /// Whether one of them is a number, so that each number has to be compared.
  let holdNumbers: Bool

  init(_ words: [String], _ format: NumberField) {
    let words = words.filter { !$0.isEmpty }
    texts = [""] + words
    marks = texts.map { $0.utf8.map(Self.lowered) }
    longest = marks.map(\.count).max() ?? 0
    var isFirst = [Bool](repeating: false, count: 256)
    for mark in marks.dropFirst() { isFirst[Int(mark[0])] = true }
    self.isFirst = isFirst
    holdNumbers = marks.contains { mark in
      mark.withUnsafeBufferPointer { mark in
        guard let start = mark.baseAddress else { return false }
        var value = 0.0
        return format.any(start, start + mark.count, &value) != nil
      }
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Which of the texts a word without blanks around it is; case does not count.
  @inline(__always)
  func index(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int? {
    let count = end - start
    if count == 0 { return 0 }
    guard count <= longest, isFirst[Int(Self.lowered(start.pointee))] else { return nil }
    return search(start, count)
  }

  private func search(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    marks.firstIndex { mark in
      mark.count == count && mark.indices.allSatisfy { mark[$0] == Self.lowered(start[$0]) }
    }
  }
}
