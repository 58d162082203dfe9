/// What a terminal says of itself between the keys of a person: `ESC [ ? 62 ; 4 c`, `ESC ] 11 ; rgb:… BEL`.
///
/// An answer that comes late on a busy machine must not be taken for keys. A value: it is told what comes behind the
/// Escape and the first sign, one key after the other.
struct TerminalReply: Equatable {
  /// What a key is.
  enum Answer: Equatable {
    /// A part of the reply, which goes on.
    case inside
    /// The end of the reply.
    case end
    /// A key of a person: this is no reply, or it was cut off.
    case key
  }

  private enum Form {
    /// Parameters and one last letter (ECMA-48, CSI).
    case control
    /// A text up to BEL or ESC \ (OSC, DCS, APC, PM).
    case text
  }

  private let form: Form
  private var count = 0
  private var isEnding = false
  /// Longer ones are none.
  private static let longest = 4096

  /// A reply that begins with Escape and this sign; `nil` where none does.
  init?(_ start: Character) {
    switch start {
    case "[": form = .control
    case "]", "P", "_", "^": form = .text
    default: return nil
    }
  }

  /// Takes the next key.
  mutating func take(_ key: ScreenKey) -> Answer {
    guard let sign = Self.sign(of: key), count < Self.longest else { return .key }
    count += 1
    switch form {
    case .control: return control(sign)
    case .text: return text(sign)
    }
  }

  private func control(_ sign: UInt32) -> Answer {
    // Whether the window has the keyboard is said without parameters.
    if count == 1, sign == 0x49 || sign == 0x4F { return .end }
    if 0x30...0x3F ~= sign || count > 1 && 0x20...0x2F ~= sign { return .inside }
    return count > 1 && 0x40...0x7E ~= sign ? .end : .key
  }

  private mutating func text(_ sign: UInt32) -> Answer {
    // A person who types Alt-P and letters begins with no number.
    if count == 1 {
      let isStart = 0x30...0x39 ~= sign || [0x21, 0x24, 0x2B, 0x3E, 0x47, 0x7C].contains(sign)
      return isStart ? .inside : .key
    }
    if sign == 7 { return .end }
    if isEnding { return sign == 0x5C ? .end : .key }
    isEnding = sign == 0x1B
    return .inside
  }

  private static func sign(of key: ScreenKey) -> UInt32? {
    switch key {
    case .character(let character):
      character.unicodeScalars.count == 1 ? character.unicodeScalars.first?.value : nil
    case .escape: 0x1B
    case .control("g"): 7
    default: nil
    }
  }
}
