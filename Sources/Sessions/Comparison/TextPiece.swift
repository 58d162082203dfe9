/// A line cut into numbers, words, signs and blanks.
enum TextPiece: Equatable {
  case word(String)
  /// One character that is part of no word or number.
  case sign(UInt8)
  /// A run of blanks between two other pieces.
  case blank
  case number(NumberPiece)
  /// `...`: whatever stands here.
  case anything
}

/// A number in a text, and how many digits of it were written.
struct NumberPiece: Equatable {
  var value: Double
  /// Without point and exponent.
  var isWhole: Bool
  /// The value of one unit of the last digit written.
  var unit: Double
}

extension TextPiece {
  /// Blanks at the ends and around wildcards are left out.
  static func pieces(of line: some StringProtocol, wildcards: Bool) -> [TextPiece] {
    var reader = PieceReader(Array(line.utf8), wildcards: wildcards)
    return reader.read()
  }
}

private struct PieceReader {
  private let bytes: [UInt8]
  private let wildcards: Bool
  private var position = 0
  private var pieces: [TextPiece] = []

  init(_ bytes: [UInt8], wildcards: Bool) {
    self.bytes = bytes
    self.wildcards = wildcards
  }

  mutating func read() -> [TextPiece] {
    while position < bytes.count {
      if wildcards, takeDots() { continue }
      if let (number, end) = number(at: position) {
        pieces.append(.number(number))
        position = end
      } else if isBlank(bytes[position]) {
        if let last = pieces.last, last != .blank, last != .anything { pieces.append(.blank) }
        position += 1
      } else if isWordByte(bytes[position]) {
        let word = bytes[position...].prefix { isWordByte($0) || isDigit($0) }
        pieces.append(.word(String(decoding: word, as: UTF8.self)))
        position += word.count
      } else {
        pieces.append(.sign(bytes[position]))
        position += 1
      }
    }
    if pieces.last == .blank { pieces.removeLast() }
    return pieces
  }

  private mutating func takeDots() -> Bool {
    let dots = bytes[position...].prefix { $0 == UInt8(ascii: ".") }.count
    guard dots >= 3 else { return false }
    if pieces.last == .blank { pieces.removeLast() }
    if pieces.last != .anything { pieces.append(.anything) }
    position += dots
    return true
  }

  /// `dense_1`, `conv2d` and `m1-f32` are words: a digit behind a letter starts no number.
  private func number(at start: Int) -> (NumberPiece, Int)? {
    let before = start > 0 ? bytes[start - 1] : 0x20
    if isWordByte(before) || isDigit(before) || before == UInt8(ascii: ".") { return nil }
    var index = start
    if bytes[index] == UInt8(ascii: "-") {
      if before == UInt8(ascii: "-") { return nil }
      index += 1
    }
    guard index < bytes.count, isDigit(bytes[index]) else { return nil }
    var digits = Array(bytes[start..<index])
    while index < bytes.count, isDigit(bytes[index]) || isThousandsComma(index) {
      if isDigit(bytes[index]) { digits.append(bytes[index]) }
      index += 1
    }
    var isWhole = true
    var decimals = 0
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), isDigit(bytes[index + 1]) {
      isWhole = false
      digits.append(bytes[index])
      index += 1
      while index < bytes.count, isDigit(bytes[index]) {
        digits.append(bytes[index])
        decimals += 1
        index += 1
      }
    }
    var exponent = 0
    if let (end, value) = exponentPart(at: index) {
      digits += bytes[index..<end]
      exponent = value
      isWhole = false
      index = end
    }
    guard let value = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
    return (NumberPiece(value: value, isWhole: isWhole, unit: power(exponent - decimals)), index)
  }

  private func exponentPart(at start: Int) -> (Int, Int)? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      index += 1
    }
    let first = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    guard index > first, index - first <= 4 else { return nil }
    return Int(String(decoding: bytes[(start + 1)..<index], as: UTF8.self)).map { (index, $0) }
  }

  private func isThousandsComma(_ index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: ","), index + 3 < bytes.count else { return false }
    let group = bytes[(index + 1)...(index + 3)].allSatisfy(isDigit)
    return group && !(index + 4 < bytes.count && isDigit(bytes[index + 4]))
  }
}

private func power(_ exponent: Int) -> Double {
  Double("1e\(exponent)") ?? (exponent < 0 ? 0 : .infinity)
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
private func isWordByte(_ byte: UInt8) -> Bool {
  (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x5F || byte >= 0x80
}
