extension JSON {
  /// What is wrong with a text, at a byte of it.
  package struct Fault: Error, Equatable {
    /// Of the first byte that does not fit.
    package let offset: Int
    /// What would fit there.
    package let expected: String
    /// What stands there.
    package let found: String

    /// A fault at a byte, counted from 0.
    package init(offset: Int, expected: String, found: String) {
      self.offset = offset
      self.expected = expected
      self.found = found
    }
  }

  /// Reads one value; behind it only blanks may follow.
  ///
  /// Refused are lists and objects in more than `depthLimit` levels, numbers beyond the range of a
  /// `Double`, and names that differ only in how an accented letter is put together. `name` is what
  /// faults call the text.
  package static func read(
    _ bytes: [UInt8], depthLimit: Int = 128, named name: String = "text"
  ) throws(Fault) -> JSON {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Fault(offset: 0, expected: "UTF-8 text", found: "other bytes")
    }
    var reader = Reader(bytes: bytes, depthLimit: depthLimit, name: name)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.position == bytes.count else { throw reader.fault("the end of the \(name)") }
    return value
  }

  private struct Reader {
    let bytes: [UInt8]
    let depthLimit: Int
    let name: String
    var position = 0

    mutating func value(depth: Int) throws(Fault) -> JSON {
      guard depth < depthLimit else { throw fault("at most \(depthLimit) levels") }
      skipBlanks()
      switch peek {
      case UInt8(ascii: "{"): return try object(depth)
      case UInt8(ascii: "["): return try list(depth)
      case UInt8(ascii: "\""): return .text(try text())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return try number()
      }
    }

    private mutating func object(_ depth: Int) throws(Fault) -> JSON {
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
        members.append(Member(name, try value(depth: depth + 1)))
        skipBlanks()
      } while accept(",")
      try expect("}")
      return .object(members)
    }

    private mutating func list(_ depth: Int) throws(Fault) -> JSON {
      var items: [JSON] = []
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

    private mutating func word(_ word: StaticString, _ value: JSON) throws(Fault) -> JSON {
      for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
        guard peek == byte else { throw fault("`\(word)`") }
        position += 1
      }
      return value
    }

    /// number = [ "-" ] ( "0" | digit19 { digit } ) [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]
    private mutating func number() throws(Fault) -> JSON {
      let start = position
      _ = accept("-")
      let first = position
      guard skipDigits() > 0 else {
        throw fault(first > start ? "a digit" : "a text, a number, a list or an object")
      }
      guard position == first + 1 || bytes[first] != UInt8(ascii: "0") else {
        throw Fault(offset: first, expected: "a number without leading zeros", found: "0")
      }
      let end = position
      if accept("."), skipDigits() == 0 { throw fault("a digit") }
      if accept("e") || accept("E") {
        if !accept("+") { _ = accept("-") }
        if skipDigits() == 0 { throw fault("a digit") }
      }
      let digits = String(decoding: bytes[start..<position], as: UTF8.self)
      // Digits alone; but -0 has a sign that no Int has.
      if position == end, digits != "-0", let whole = Int(digits) { return .whole(whole) }
      guard let number = Double(digits), number.isFinite else {
        throw Fault(offset: start, expected: "a number below 1.8e308", found: "a larger one")
      }
      return .number(number)
    }

    /// How many digits there were.
    private mutating func skipDigits() -> Int {
      let start = position
      while let byte = peek, byte >= 0x30, byte <= 0x39 { position += 1 }
      return position - start
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
      return Fault(offset: position, expected: expected, found: found ?? "the end of the \(name)")
    }
  }
}
