import Data

/// A text as it grows by tokens, and how much of it may be sent: what could be the beginning of a stop waits.
struct CompletionText {
  private let vocabulary: TokenVocabulary
  private let stops: [String]
  private var last: Int?
  private var endsInBlank: Bool
  /// Behind the prompt, up to a stop, in UTF-8.
  private var bytes: [UInt8] = []
  /// How many bytes of it have been sent.
  private var sent = 0
  /// Whether a stop was met.
  private(set) var isStopped = false

  /// Behind a prompt of these tokens.
  init(_ vocabulary: TokenVocabulary, stops: [String], behind prompt: [Int], _ written: String?) {
    (self.vocabulary, self.stops, last) = (vocabulary, stops, prompt.last)
    endsInBlank = written?.last?.isWhitespace ?? false
  }

  /// One token more: words get a blank between them where a writer would put one.
  mutating func append(_ token: Int) {
    var new = vocabulary.joined([token])
    if vocabulary.unit == .words, let last, vocabulary.text(of: last) != nil {
      let alone = vocabulary.joined([last])
      new = String(vocabulary.joined([last, token]).dropFirst(alone.count))
      if endsInBlank, new.first == " " { new.removeFirst() }
    }
    endsInBlank = false
    last = token
    let before = bytes.count
    bytes += new.utf8
    guard let stop = firstStop(from: before) else { return }
    bytes.removeSubrange(stop...)
    isStopped = true
  }

  /// Behind the prompt, up to a stop.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Where the first stop begins, in bytes; only what is new can have completed one.
  private func firstStop(from count: Int) -> Int? {
    stops.compactMap { stop -> Int? in
      let stop = Array(stop.utf8)
      let (low, high) = (max(0, count - stop.count + 1), bytes.count - stop.count)
      guard low <= high else { return nil }
      return (low...high).first { bytes[$0..<$0 + stop.count].elementsEqual(stop) }
    }.min()
  }

  /// What can be sent now; all that is left where the text has ended.
  mutating func piece(isEnd: Bool) -> String {
    var end = bytes.count
    if !isEnd, !isStopped {
      for stop in stops.map({ Array($0.utf8) }) {
        let most = min(stop.count - 1, bytes.count)
        let held = stride(from: most, to: 0, by: -1).first { length in
          bytes.suffix(length).elementsEqual(stop.prefix(length))
        }
        end = min(end, bytes.count - (held ?? 0))
      }
      // Never half a character.
      while end > sent, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    guard end > sent else { return "" }
    defer { sent = end }
    return String(decoding: bytes[sent..<end], as: UTF8.self)
  }
}
