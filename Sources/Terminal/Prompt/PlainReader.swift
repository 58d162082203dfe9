import Glibc

/// Inputs from a pipe or a file: lines, joined until they are complete.
package struct PlainReader {
  /// What a read came to.
  package enum Result: Equatable {
    case text(String)
    case endOfInput
    /// A line, or an input of many lines, over the limit; what was read of it is dropped.
    case tooLong(limit: Int)
  }

  /// Longest input, in bytes.
  package static let limit = 1 << 20

  private let descriptor: Int32
  /// Up to here every line asks whether the input is complete. Beyond, counted brackets must agree
  /// first: each answer reads the whole text, and a long list would take the square of its length.
  private static let askedAlways = 4096

  private let isComplete: (String) -> Bool
  /// Lines that begin an input of their own whatever is open, such as commands.
  private let standsAlone: (String) -> Bool
  /// Called before each line, with false for the first line of an input.
  private let prompt: (_ continues: Bool) -> Void
  /// Read but not yet returned; `next` marks its beginning.
  private var buffer: [UInt8] = []
  private var next = 0
  /// The line that ended an unfinished input.
  private var heldBack: String?

  /// Reads a descriptor that stays open; `isComplete` is asked with a line break at the end.
  package init(
    descriptor: Int32 = STDIN_FILENO, isComplete: @escaping (String) -> Bool,
    standsAlone: @escaping (String) -> Bool = { _ in false },
    prompt: @escaping (Bool) -> Void = { _ in }
  ) {
    self.descriptor = descriptor
    self.isComplete = isComplete
    self.standsAlone = standsAlone
    self.prompt = prompt
  }

  /// Takes keys that were pressed before anybody read; a rubbed-out one takes the one before along.
  mutating func keep(_ bytes: [UInt8]) {
    var waiting = Array(buffer[next...])
    for byte in bytes {
      switch byte {
      case 0x7F, 0x08: if let last = waiting.last, last != 0x0A { waiting.removeLast() }
      case 0x0D: waiting.append(0x0A)
      default: waiting.append(byte)
      }
    }
    (buffer, next) = (waiting, 0)
  }

  /// What is kept of the next line.
  var keptLine: String {
    let line = buffer[next...].prefix { $0 != 0x0A }
    return String(decoding: line, as: UTF8.self)
      + (line.count < buffer.count - next ? "\n" : "")
  }

  /// The next complete input; at the end of the file what there is of one.
  package mutating func read() -> Result {
    var input = ""
    var length = 0
    var open = 0
    var isFirst = true
    while true {
      prompt(!isFirst)
      switch nextLine() {
      case .text(let line):
        if !isFirst, standsAlone(line) {
          heldBack = line
          return .text(input)
        }
        if !isFirst { input += "\n" }
        input += line
        length += line.utf8.count + 1
        if length > Self.limit + 1 { return .tooLong(limit: Self.limit) }
        open += openBrackets(line)
        // The language refuses more than 200 open brackets, whatever follows.
        let isWorthAsking =
          isFirst || length <= Self.askedAlways || open <= 0 || open > 200 || isBlank(line)
        if isWorthAsking, length <= Self.askedAlways || line.utf8.last != UInt8(ascii: ","),
          isComplete(input + "\n")
        {
          return .text(input)
        }
        isFirst = false
      case .endOfInput: return isFirst ? .endOfInput : .text(input)
      case .tooLong: return .tooLong(limit: Self.limit)
      }
    }
  }

  private mutating func nextLine() -> Result {
    guard let line = heldBack else { return readLine() }
    heldBack = nil
    return .text(line)
  }

  private mutating func readLine() -> Result {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if let end = buffer[next...].firstIndex(of: 0x0A) {
        line.append(contentsOf: buffer[next..<end])
        next = end + 1
        break
      }
      line.append(contentsOf: buffer[next...])
      if line.count > Self.limit {
        isTooLong = true
        line.removeAll()
      }
      guard fill() else {
        if line.isEmpty, !isTooLong { return .endOfInput }
        break
      }
    }
    if isTooLong || line.count > Self.limit { return .tooLong(limit: Self.limit) }
    if line.last == 0x0D { line.removeLast() }
    return .text(String(decoding: line, as: UTF8.self))
  }

  /// Replaces the buffer, all of which has been used.
  private mutating func fill() -> Bool {
    buffer = [UInt8](repeating: 0, count: 65536)
    next = 0
    var count = Glibc.read(descriptor, &buffer, buffer.count)
    while count < 0, errno == EINTR { count = Glibc.read(descriptor, &buffer, buffer.count) }
    buffer.removeLast(buffer.count - max(0, count))
    return count > 0
  }
}

/// Opening less closing brackets; those in texts and comments count too, which only costs a question
/// more or less.
private func openBrackets(_ line: String) -> Int {
  var open = 0
  for byte in line.utf8 {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
    default: break
    }
  }
  return open
}

private func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
