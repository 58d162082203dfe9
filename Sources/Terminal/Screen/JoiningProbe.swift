import Glibc
import Support
import Synchronization

/// Asks the terminal, once, what it draws as one sign: it is sent a few characters, and after each
/// where its cursor is.
enum JoiningProbe {
  private static let samples: [(JoinedCharacters, String)] = [
    (.families, "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}"), (.flags, "\u{1F1E8}\u{1F1ED}"),
    (.skinTones, "\u{1F44D}\u{1F3FD}"), (.pictures, "\u{2764}\u{FE0F}"),
  ]
  /// Nobody notices so long; who answers later is taken for a terminal that joins nothing.
  private static let milliseconds: Int32 = 250
  private static let isAsked = Atomic<Bool>(false)
  private static let hasSilence = Atomic<Bool>(false)

  /// Whether the terminal was asked and left an answer out: it is not asked for other things either.
  static var isSilent: Bool { hasSilence.load(ordering: .relaxed) }

  /// What came beside the answers; `nil` when it was asked before. Those that come later are told from keys by whoever
  /// reads them.
  static func askOnce() -> [UInt8]? {
    guard !isAsked.exchange(true, ordering: .relaxed), isatty(STDIN_FILENO) == 1 else { return nil }
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
    var raw = modes
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &modes) }
    let question = samples.map { "\r" + $0.1 + "\u{1B}[6n" }.joined() + "\r\u{1B}[K"
    guard (try? StandardStream.output.write(question)) != nil else { return nil }
    var answers = CursorAnswers()
    let end = monotonicSeconds() + Double(milliseconds) / 1000
    while answers.columns.count < samples.count, monotonicSeconds() < end {
      guard Keyboard.isReady(within: milliseconds), let bytes = Keyboard.read() else { break }
      answers.take(bytes)
    }
    hasSilence.store(answers.columns.count < samples.count, ordering: .relaxed)
    JoinedCharacters.ofTerminal = joined(answers.columns)
    return answers.others
  }

  /// Behind two columns the cursor is in the third.
  static func joined(_ columns: [Int]) -> JoinedCharacters {
    JoinedCharacters(zip(samples, columns).filter { $0.1 == 3 }.map(\.0.0))
  }
}

/// Sorts `ESC [ 24 ; 3 R` from what somebody types meanwhile.
struct CursorAnswers {
  /// Columns from 1, in the order of the questions.
  private(set) var columns: [Int] = []
  private(set) var others: [UInt8] = []
  private var open: [UInt8] = []

  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    open.append(byte)
    switch (open.count, byte) {
    case (1, 0x1B), (2, UInt8(ascii: "[")): return
    case (3..., UInt8(ascii: "0")...UInt8(ascii: "9")), (3..., UInt8(ascii: ";")): return
    case (6..., UInt8(ascii: "R")):
      let numbers = open[2..<open.count - 1].split(separator: UInt8(ascii: ";"))
      if numbers.count == 2, let column = Int(String(decoding: numbers[1], as: UTF8.self)) {
        columns.append(column)
        open = []
        return
      }
    default: break
    }
    others += open
    open = []
  }
}
