import Glibc

/// Inputs from a pipe or a file: lines, joined until they are complete.
public struct PlainReader {
  public enum Result: Equatable {
    case text(String)
    case endOfInput
    /// A line, or an input of many lines, over the limit; what was read of it is dropped.
    case tooLong(limit: Int)
    case interrupted
  }

  /// Longest input, in bytes.
  public static let limit = 1 << 20

  private let descriptor: Int32
  private let isComplete: (String) -> Bool
  /// Called before each line, with false for the first line of an input.
  private let prompt: (_ continues: Bool) -> Void
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  public init(
    descriptor: Int32 = STDIN_FILENO, isComplete: @escaping (String) -> Bool,
    prompt: @escaping (Bool) -> Void = { _ in }
  ) {
    self.descriptor = descriptor
    self.isComplete = isComplete
    self.prompt = prompt
  }

  /// The next complete input; at the end of the file what there is of one.
  public mutating func next() -> Result {
    var input: String?
    while true {
      prompt(input != nil)
      switch line() {
      case .text(let line):
        let text = input.map { $0 + "\n" + line } ?? line
        if text.utf8.count > Self.limit { return .tooLong(limit: Self.limit) }
        if isComplete(text) { return .text(text) }
        input = text
      case .endOfInput:
        return input.map { .text($0) } ?? .endOfInput
      case let other: return other
      }
    }
  }

  private mutating func line() -> Result {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        if isTooLong { return .tooLong(limit: Self.limit) }
        return .text(text(of: buffer[start..<end]))
      }
      if buffer.count - start > Self.limit {
        isTooLong = true
        buffer.removeAll()
        start = 0
      }
      searched = buffer.count
      switch fill() {
      case .endOfInput:
        defer { start = buffer.count }
        if isTooLong { return .tooLong(limit: Self.limit) }
        return start < buffer.count ? .text(text(of: buffer[start...])) : .endOfInput
      case .interrupted: return .interrupted
      default: searched -= start > 0 && searched >= start ? compacted() : 0
      }
    }
  }

  /// Drops what has been returned; the number of bytes dropped.
  private mutating func compacted() -> Int {
    defer { start = 0 }
    buffer.removeFirst(start)
    return start
  }

  private mutating func fill() -> Result {
    guard !isAtEnd else { return .endOfInput }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &bytes, bytes.count)
    if count < 0, errno == EINTR { return .interrupted }
    guard count > 0 else {
      isAtEnd = true
      return .endOfInput
    }
    buffer.append(contentsOf: bytes[..<count])
    return .text("")
  }

  private func text(of bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
