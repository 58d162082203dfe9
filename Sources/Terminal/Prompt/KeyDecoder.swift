/// Bytes of the keyboard into characters, keys and pastes.
///
/// Bracketed paste is decoded here because libedit does not know it. A pure value: it neither
/// reads nor waits, but says when a sequence is unfinished.
struct KeyDecoder {
  enum Event: Equatable {
    case character(Unicode.Scalar)
    case key(EditorKey)
    case paste(String)
    /// The paste was longer than the limit and has been thrown away.
    case refusedPaste(bytes: Int)
    /// More bytes may follow soon; ask again with `isFinal` when they do not.
    case unfinished
  }

  /// Longest paste that is taken.
  static let pasteLimit = 1 << 20
  static let pasteStart = Array("\u{1B}[200~".utf8)
  static let pasteEnd = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  private var position = 0
  private var paste: [UInt8]?
  private var pastedCount = 0

  var isEmpty: Bool { position >= bytes.count }
  /// Between the two marks of a paste, where waiting has no time limit.
  var isPasting: Bool { paste != nil }

  mutating func append(_ more: some Sequence<UInt8>) {
    if position > 0 {
      bytes.removeFirst(position)
      position = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Forgets an unfinished paste: the way out when its end never comes.
  mutating func cancelPaste() { paste = nil }

  /// The next event, or `nil` when no byte is left.
  mutating func next(isFinal: Bool, isVi: Bool) -> Event? {
    if paste != nil { return nextOfPaste() }
    guard position < bytes.count else { return nil }
    return bytes[position] == 0x1B ? escape(isFinal, isVi) : character(isFinal)
  }

  private mutating func escape(_ isFinal: Bool, _ isVi: Bool) -> Event? {
    guard position + 1 < bytes.count else { return isFinal ? lone() : .unfinished }
    let second = bytes[position + 1]
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"): return sequence(isFinal)
    case 0x0D, 0x0A: return take(2, .key(.newline))
    case UInt8(ascii: "f") where !isVi: return take(2, .key(.hintWord))
    case UInt8(ascii: ".") where !isVi: return take(2, .key(.lastArgument))
    default: return lone()
    }
  }

  private mutating func lone() -> Event { take(1, .character("\u{1B}")) }

  private mutating func take(_ count: Int, _ event: Event) -> Event {
    position += count
    return event
  }

  private mutating func sequence(_ isFinal: Bool) -> Event? {
    let isShort = bytes[position + 1] == UInt8(ascii: "O")
    var end = position + 2
    while end < bytes.count {
      let byte = bytes[end]
      end += 1
      guard isShort || (0x40...0x7E).contains(byte) else {
        // Nothing of this length is a key: what came is not a sequence.
        if end - position > 32 || byte < 0x20 { return take(end - position, .key(.ignored)) }
        continue
      }
      let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
      position = end
      if text == "[200~" {
        paste = []
        pastedCount = 0
        return nextOfPaste()
      }
      if text == "OM" { return .character("\r") }
      return .key(EditorKey.sequences[text] ?? .ignored)
    }
    return isFinal ? lone() : .unfinished
  }

  private mutating func character(_ isFinal: Bool) -> Event {
    let first = bytes[position]
    let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
    let available = bytes[position...].prefix(length)
    guard first < 0x80 || available.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else {
      return take(1, .character("\u{FFFD}"))
    }
    guard available.count == length else {
      return isFinal ? take(available.count, .character("\u{FFFD}")) : .unfinished
    }
    let scalars = String(decoding: available, as: UTF8.self).unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else {
      return take(1, .character("\u{FFFD}"))
    }
    // C1 codes are ours; typed ones would call our commands.
    if (0x80...0x9F).contains(scalar.value) { return take(length, .key(.ignored)) }
    return take(length, .character(scalar))
  }

  private mutating func nextOfPaste() -> Event {
    guard var body = paste else { return .unfinished }
    paste = nil
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      pastedCount += 1
      // Beyond the limit only enough is kept to find the end mark.
      if pastedCount > Self.pasteLimit + Self.pasteEnd.count, body.count >= 64 {
        body = Array(body.suffix(Self.pasteEnd.count))
      }
      body.append(byte)
      if byte == UInt8(ascii: "~"), body.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
        let count = pastedCount - Self.pasteEnd.count
        if count > Self.pasteLimit { return .refusedPaste(bytes: count) }
        return .paste(String(decoding: body.dropLast(Self.pasteEnd.count), as: UTF8.self))
      }
    }
    paste = body
    return .unfinished
  }
}
