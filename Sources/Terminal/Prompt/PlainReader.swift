import Glibc

/// Inputs from a pipe or a file: lines, joined until they are complete.
public struct PlainReader {
  public enum Result: Equatable {
    case text(String)
    case endOfInput
    /// A line, or an input of many lines, over the limit; what was read of it is dropped.
    case tooLong(limit: Int)
  }

  /// Longest input, in bytes.
  public static let limit = 1 << 20

  private let descriptor: Int32
  private let isComplete: (String) -> Bool
  /// Called before each line, with false for the first line of an input.
  private let prompt: (_ continues: Bool) -> Void
  /// Read but not yet returned; `next` marks its beginning.
  private var buffer: [UInt8] = []
  private var next = 0

  public init(
    descriptor: Int32 = STDIN_FILENO, isComplete: @escaping (String) -> Bool,
    prompt: @escaping (Bool) -> Void = { _ in }
  ) {
    self.descriptor = descriptor
    self.isComplete = isComplete
    self.prompt = prompt
  }

  /// The next complete input; at the end of the file what there is of one.
  public mutating func read() -> Result {
    var input: String?
    while true {
      prompt(input != nil)
      switch readLine() {
      case .text(let line):
        let text = input.map { $0 + "\n" + line } ?? line
        if text.utf8.count > Self.limit { return .tooLong(limit: Self.limit) }
        if isComplete(text + "\n") { return .text(text) }
        input = text
      case .endOfInput: return input.map { .text($0) } ?? .endOfInput
      case .tooLong: return .tooLong(limit: Self.limit)
      }
    }
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
