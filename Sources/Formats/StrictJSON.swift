/// The part of JSON that headers of files and journals need: objects, lists, texts, whole numbers ≥ 0.
///
/// Foundation's reader accepts an object that names a key twice, and others keep the other value; a
/// file must not mean two things, so this one refuses it.
package indirect enum StrictJSON: Equatable {
  case object([Member])
  case list([StrictJSON])
  case text(String)
  case number(Int)

  package struct Member: Equatable {
    package let name: String
    package let value: StrictJSON
  }

  /// The fault, at a byte of the input.
  package struct Fault: Error, Equatable {
    let offset: Int
    let expected: String
    let found: String
  }

  /// Reads one value; after it only blanks may follow.
  package static func read(_ bytes: [UInt8], depthLimit: Int = 16) throws(Fault) -> StrictJSON {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(offset: 0, expected: "UTF-8 text", found: "other bytes")
    }
    _ = text
    var parser = Parser(bytes: bytes, depthLimit: depthLimit)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.position == bytes.count else { throw parser.fault("the end of the header") }
    return value
  }

  /// A text in quotes, with everything escaped that must be.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private struct Parser {
    let bytes: [UInt8]
    let depthLimit: Int
    var position = 0

    mutating func value(depth: Int) throws(Fault) -> StrictJSON {
      guard depth < depthLimit else { throw fault("at most \(depthLimit) levels") }
      skipBlanks()
      switch peek {
      case UInt8(ascii: "{"): return try object(depth)
      case UInt8(ascii: "["): return try list(depth)
      case UInt8(ascii: "\""): return .text(try text())
      default: return .number(try number())
      }
    }

    private mutating func object(_ depth: Int) throws(Fault) -> StrictJSON {
      var members: [Member] = []
      var names: Set<String> = []
      try expect("{")
      skipBlanks()
      if accept("}") { return .object([]) }
      repeat {
        skipBlanks()
        let start = position
        let name = try text()
        guard names.insert(name).inserted else {
          throw Fault(offset: start, expected: "different names", found: "`\(name)` twice")
        }
        skipBlanks()
        try expect(":")
        members.append(Member(name: name, value: try value(depth: depth + 1)))
        skipBlanks()
      } while accept(",")
      try expect("}")
      return .object(members)
    }

    private mutating func list(_ depth: Int) throws(Fault) -> StrictJSON {
      var items: [StrictJSON] = []
      try expect("[")
      skipBlanks()
      if accept("]") { return .list([]) }
      repeat {
        items.append(try value(depth: depth + 1))
        skipBlanks()
      } while accept(",")
      try expect("]")
      return .list(items)
    }

    private mutating func number() throws(Fault) -> Int {
      let start = position
      var result = 0
      while let byte = peek, byte >= 0x30, byte <= 0x39 {
        let (tens, overflowsTens) = result.multipliedReportingOverflow(by: 10)
        let (sum, overflows) = tens.addingReportingOverflow(Int(byte - 0x30))
        guard !overflowsTens, !overflows else { throw fault("a number below 2^63") }
        result = sum
        position += 1
      }
      guard position > start else { throw fault("a text, a whole number, a list or an object") }
      guard position == start + 1 || bytes[start] != 0x30 else {
        throw Fault(offset: start, expected: "a number without leading zeros", found: "0")
      }
      return result
    }

    private mutating func text() throws(Fault) -> String {
      try expect("\"")
      var content: [UInt8] = []
      while let byte = peek {
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
        case UInt8(ascii: "\\"): content.append(contentsOf: String(try escape()).utf8)
        case 0..<0x20:
          position -= 1
          throw fault("no control character in a text")
        default: content.append(byte)
        }
      }
      throw fault("a closing quote")
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
      guard let byte = peek else { throw fault("an escape") }
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return "\""
      case UInt8(ascii: "\\"): return "\\"
      case UInt8(ascii: "/"): return "/"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "u"): return try codePoint()
      default:
        position -= 1
        throw fault("an escape")
      }
    }

    private mutating func codePoint() throws(Fault) -> Unicode.Scalar {
      let first = try hexadecimal()
      if let scalar = Unicode.Scalar(first) { return scalar }
      // A pair of surrogates stands for one code point above U+FFFF.
      guard first < 0xDC00, accept("\\"), accept("u") else {
        throw fault("the second half of a surrogate pair")
      }
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw fault("the second half of a surrogate pair") }
      return scalar
    }

    private mutating func hexadecimal() throws(Fault) -> UInt32 {
      var result: UInt32 = 0
      for _ in 0..<4 {
        guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
          throw fault("four hexadecimal digits")
        }
        result = result << 4 | UInt32(digit)
        position += 1
      }
      return result
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipBlanks() {
      while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
      guard peek == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
      guard accept(character) else { throw fault("`\(character)`") }
    }

    func fault(_ expected: String) -> Fault {
      let found = peek.map { byte in
        byte >= 0x21 && byte < 0x7F
          ? "`\(Unicode.Scalar(byte))`" : "byte 0x" + String(byte, radix: 16)
      }
      return Fault(offset: position, expected: expected, found: found ?? "the end of the header")
    }
  }
}
