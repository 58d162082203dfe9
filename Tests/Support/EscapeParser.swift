/// Bytes of a terminal into characters and control functions.
struct EscapeParser {
  enum Action: Equatable {
    case print(Unicode.Scalar)
    case control(UInt8)
    /// ESC and one letter.
    case escape(UInt8)
    /// What stands between `ESC _` or `ESC P` and its end.
    case packed(UInt8, String)
    case sequence(final: Character, parameters: [Int], isPrivate: Bool, text: String)
  }

  private enum State {
    case ground, escape, sequence, text, charset, packed, packedEnd
  }

  private var state = State.ground
  private var parameters = ""
  private var bytes: [UInt8] = []
  private var introducer: UInt8 = 0

  mutating func take(_ byte: UInt8) -> [Action] {
    switch state {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .charset:
      state = .ground
    case .text:
      if byte == 7 { state = .ground }
      if byte == 0x1B { state = .escape }
    case .packed:
      if byte == 0x1B { state = .packedEnd } else { bytes.append(byte) }
    case .packedEnd:
      state = .ground
      defer { bytes = [] }
      return [.packed(introducer, String(decoding: bytes, as: UTF8.self))]
    case .sequence:
      guard (0x40...0x7E).contains(byte) else {
        parameters.unicodeScalars.append(Unicode.Scalar(byte))
        return []
      }
      state = .ground
      return [sequence(Character(Unicode.Scalar(byte)))]
    }
    return []
  }

  private mutating func ground(_ byte: UInt8) -> [Action] {
    if byte == 0x1B {
      state = .escape
      return []
    }
    if byte < 0x20 || byte == 0x7F { return [.control(byte)] }
    bytes.append(byte)
    let first = bytes[0]
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard bytes.count >= length else { return [] }
    defer { bytes = [] }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix(1).map { .print($0) }
  }

  private mutating func escape(_ byte: UInt8) -> [Action] {
    state = .ground
    switch byte {
    case UInt8(ascii: "["):
      state = .sequence
      parameters = ""
    case UInt8(ascii: "]"): state = .text
    case UInt8(ascii: "_"), UInt8(ascii: "P"):
      state = .packed
      (introducer, bytes) = (byte, [])
    case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
    default: return [.escape(byte)]
    }
    return []
  }

  private func sequence(_ final: Character) -> Action {
    let isPrivate = parameters.hasPrefix("?") || parameters.hasPrefix(">")
    let numbers = parameters.filter { $0.isNumber || $0 == ";" }
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    return .sequence(
      final: final, parameters: numbers, isPrivate: isPrivate, text: parameters)
  }
}
