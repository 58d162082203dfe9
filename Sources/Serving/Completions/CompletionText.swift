import Data

/// A text as it grows by tokens, and how much of it may be sent: what could be the beginning of a stop waits.
struct CompletionText {
  private let vocabulary: TokenVocabulary
  private let stops: [String]
  private var last: Int?
  private var endsInBlank: Bool
  /// Behind the prompt, up to a stop.
  private(set) var text = ""
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
    let before = text.utf8.count
    text += new
    guard let stop = firstStop(from: before) else { return }
    text = String(decoding: Array(text.utf8).prefix(stop), as: UTF8.self)
    isStopped = true
  }

  /// Where the first stop begins, in bytes; only what is new can have completed one.
  private func firstStop(from count: Int) -> Int? {
    let bytes = Array(text.utf8)
    var first: Int?
    for stop in stops.map({ Array($0.utf8) }) where stop.count <= bytes.count {
      for start in max(0, count - stop.count + 1)...(bytes.count - stop.count)
      where bytes[start..<start + stop.count].elementsEqual(stop) {
        first = min(first ?? start, start)
        break
      }
    }
    return first
  }

  /// What can be sent now; all that is left where the text has ended.
  mutating func piece(isEnd: Bool) -> String {
    let bytes = Array(text.utf8)
    var end = bytes.count
    if !isEnd, !isStopped {
      for stop in stops.map({ Array($0.utf8) }) {
        for length in stride(from: min(stop.count - 1, bytes.count), to: 0, by: -1)
        where bytes.suffix(length).elementsEqual(stop.prefix(length)) {
          end = min(end, bytes.count - length)
          break
        }
      }
      // Never half a character.
      while end > sent, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    guard end > sent else { return "" }
    defer { sent = end }
    return String(decoding: bytes[sent..<end], as: UTF8.self)
  }
}
