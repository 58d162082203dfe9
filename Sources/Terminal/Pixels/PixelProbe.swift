import Glibc
import Support

/// Asks the terminal whether it shows pixels: by kitty's protocol, which it would answer, or as sixels, which its
/// attributes tell. Every terminal answers the second question, so that nobody waits for an answer to the first.
enum PixelProbe {
  /// One pixel that is only tried, then the primary device attributes.
  static let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c"
  private static let milliseconds: Int32 = 300

  /// The way of this terminal, and what somebody typed meanwhile.
  static func ask() -> (PixelWay?, keys: [UInt8]) {
    var modes = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0 else { return (nil, []) }
    var raw = modes
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &modes) }
    guard (try? StandardStream.output.write(question)) != nil else { return (nil, []) }
    var answers = PixelAnswers()
    let end = monotonicSeconds() + Double(milliseconds) / 1000
    while !answers.isComplete {
      let rest = Int32(clamping: Int(saturating: (end - monotonicSeconds()) * 1000))
      guard rest > 0, Keyboard.isReady(within: rest), let bytes = Keyboard.read() else { break }
      answers.take(bytes)
    }
    return (answers.way, answers.others)
  }
}

/// Sorts `ESC _ G i = 31 ; OK ESC \` and `ESC [ ? 62 ; 4 c` from what somebody types meanwhile.
struct PixelAnswers {
  /// Whether the attributes have come, behind which nothing does.
  private(set) var isComplete = false
  private(set) var others: [UInt8] = []
  private var hasKitty = false
  private var hasSixels = false
  private var open: [UInt8] = []
  /// An answer is not longer.
  private static let limit = 256

  /// The better one of what the terminal has said.
  var way: PixelWay? { hasKitty ? .kitty : hasSixels ? .sixel : nil }

  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    open.append(byte)
    let escape: UInt8 = 0x1B
    switch open.count {
    case 1 where byte == escape: return
    case 2 where byte == UInt8(ascii: "[") || byte == UInt8(ascii: "_"): return
    case 3... where open.count < Self.limit:
      if open[1] == UInt8(ascii: "_") {
        guard open.suffix(2) == [escape, UInt8(ascii: "\\")] else { return }
        hasKitty = String(decoding: open, as: UTF8.self).contains(";OK")
        open = []
        return
      }
      if open.count == 3, byte == UInt8(ascii: "?") { return }
      if open[2] == UInt8(ascii: "?") {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"): return
        case UInt8(ascii: "c"):
          let numbers = open[3..<open.count - 1].split(separator: UInt8(ascii: ";"))
          hasSixels = numbers.dropFirst().contains([UInt8(ascii: "4")])
          isComplete = true
          open = []
          return
        default: break
        }
      }
    default: break
    }
    others += open
    open = []
  }
}
