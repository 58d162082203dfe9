/// The opening line of a fenced block, as CommonMark defines it.
struct Fence: Equatable {
  var character: UInt8
  var length: Int
  var indentation: Int
  /// What stands behind the fence, spaces around it cut off.
  var info: String

  var text: String {
    String(decoding: [UInt8](repeating: character, count: length), as: UTF8.self)
  }

  private static let backtick = UInt8(ascii: "`")
  private static let tilde = UInt8(ascii: "~")

  /// From a line without its end; `nil` when the line opens no block.
  init?(opening line: ArraySlice<UInt8>) {
    guard let (indentation, character, length) = Fence.run(in: line) else { return nil }
    let rest = line.dropFirst(indentation + length)
    // `a ``b`` c` on one line is inline code.
    if character == Fence.backtick, rest.contains(Fence.backtick) { return nil }
    self.indentation = indentation
    self.character = character
    self.length = length
    info = trimmed(String(decoding: rest, as: UTF8.self))
  }

  /// Whether the line closes the block that this fence opened.
  func isClosed(by line: ArraySlice<UInt8>) -> Bool {
    guard let (indentation, character, length) = Fence.run(in: line),
      character == self.character, length >= self.length
    else { return false }
    return line.dropFirst(indentation + length).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func run(in line: ArraySlice<UInt8>) -> (Int, UInt8, Int)? {
    let indentation = line.prefix(4).prefix { $0 == 0x20 }.count
    guard indentation <= 3, let character = line.dropFirst(indentation).first,
      character == backtick || character == tilde
    else { return nil }
    let length = line.dropFirst(indentation).prefix { $0 == character }.count
    return length >= 3 ? (indentation, character, length) : nil
  }

  /// A run of backticks that no line of `body` can close.
  static func enclosing(_ body: String) -> String {
    var longest = 0
    var current = 0
    for byte in body.utf8 {
      current = byte == backtick ? current + 1 : 0
      longest = max(longest, current)
    }
    return String(repeating: "`", count: max(3, longest + 1))
  }
}

/// The text without spaces and tabs at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
  let scalars = Substring(text).unicodeScalars
  guard let first = scalars.firstIndex(where: { !isBlank($0) }),
    let last = scalars.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(Substring(scalars[first...last]))
}
