import Support

/// One element of XML with what stands in it: the little that files of annotations use.
struct XMLElement: Equatable, Sendable {
  /// As written, with its prefix.
  let name: String
  /// The texts directly in it, one after the other, without blanks around.
  var text = ""
  /// In their order.
  var children: [XMLElement] = []

  /// The first child of this name.
  subscript(name: String) -> XMLElement? { children.first { $0.name == name } }
}

extension XMLElement {
  /// Bounds of what is read: no file of annotations comes near them.
  enum Limit {
    static let depth = 64
    static let elements = 1_000_000
    static let bytes = 64 << 20
  }

  /// Reads one document.
  ///
  /// Strict: UTF-8, one root, every element closed in turn. A document type is refused, and with it all entities but the
  /// five that XML has itself: nothing expands. Attributes are checked and left out.
  static func read(_ bytes: [UInt8]) throws(FormatError) -> XMLElement {
    guard bytes.count <= Limit.bytes else {
      throw FormatError(
        format: "XML", .wholeFile, expected: "at most \(Limit.bytes >> 20) MiB", found: "more")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw FormatError(format: "XML", .wholeFile, expected: "UTF-8", found: "other bytes")
    }
    var reader = XMLReader(bytes: bytes)
    return try reader.document()
  }
}

/// Goes through the bytes once; open elements stand on a stack, so that depth costs no calls.
private struct XMLReader {
  let bytes: [UInt8]
  var place = 0
  var count = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func document() throws(FormatError) -> XMLElement {
    var open: [XMLElement] = []
    var texts: [[UInt8]] = []
    var root: XMLElement?
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "<") {
        let text = try characters()
        if texts.isEmpty {
          guard text.allSatisfy(Self.isBlank) else { throw fault("an element") }
        } else {
          texts[texts.count - 1] += text
        }
      } else if skip("<!--") {
        try passed("-->")
      } else if skip("<?") {
        try passed("?>")
      } else if !open.isEmpty, skip("<![CDATA[") {
        let start = place
        try passed("]]>")
        texts[texts.count - 1] += bytes[start..<place - 3]
      } else if skip("</") {
        let name = try name()
        skipBlanks()
        guard skip(">") else { throw fault("`>`") }
        guard var element = open.popLast(), element.name == name, let text = texts.popLast() else {
          throw fault("the end of another element", found: "`</\(name.prefix(40))>`")
        }
        element.text = Self.trimmed(text)
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
      } else {
        guard root == nil || !open.isEmpty else { throw fault("the end of the file") }
        let (element, isEmpty) = try start()
        if !isEmpty {
          guard open.count < XMLElement.Limit.depth else {
            throw fault("at most \(XMLElement.Limit.depth) elements in one another", found: "more")
          }
          open.append(element)
          texts.append([])
        } else if open.isEmpty {
          root = element
        } else {
          open[open.count - 1].children.append(element)
        }
      }
    }
    guard let root, open.isEmpty else {
      throw fault(open.isEmpty ? "an element" : "`</\(open[open.count - 1].name.prefix(40))>`")
    }
    return root
  }

  /// `<name a="b" …>`, or `/>` at its end.
  private mutating func start() throws(FormatError) -> (XMLElement, isEmpty: Bool) {
    count += 1
    if count & 0x3FF == 0 { try FormatError.checkInterrupt("XML") }
    guard count <= XMLElement.Limit.elements else {
      throw fault(
        "at most \(NumberText.grouped(XMLElement.Limit.elements)) elements", found: "more")
    }
    place += 1
    if place < bytes.count, bytes[place] == UInt8(ascii: "!") {
      throw fault("an element; a document type with entities of its own is not read")
    }
    let element = XMLElement(name: try name())
    var known: Set<String> = []
    while true {
      let hadBlank = skipBlanks()
      if skip(">") { return (element, false) }
      if skip("/>") { return (element, true) }
      guard hadBlank else { throw fault("`>`") }
      let attribute = try name()
      guard known.insert(attribute).inserted else {
        throw fault("each attribute once", found: "`\(attribute.prefix(40))` again")
      }
      skipBlanks()
      guard skip("=") else { throw fault("`=`") }
      skipBlanks()
      guard place < bytes.count, [0x22, 0x27].contains(bytes[place]) else { throw fault("a quote") }
      let quote = bytes[place]
      place += 1
      while place < bytes.count, bytes[place] != quote {
        guard bytes[place] != UInt8(ascii: "<") else { throw fault("a closing quote") }
        if bytes[place] == UInt8(ascii: "&") { _ = try reference() } else { place += 1 }
      }
      guard place < bytes.count else { throw fault("a closing quote") }
      place += 1
    }
  }

  /// Text up to the next `<`.
  private mutating func characters() throws(FormatError) -> [UInt8] {
    var text: [UInt8] = []
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
      if bytes[place] == UInt8(ascii: "&") {
        text += try reference()
      } else {
        text.append(bytes[place])
        place += 1
      }
    }
    return text
  }

  /// `&lt;`, `&#65;`, `&#x41;` as the bytes of what it stands for.
  private mutating func reference() throws(FormatError) -> [UInt8] {
    let start = place + 1
    guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
      throw fault("an entity that ends with `;`")
    }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    let known = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
    var text = known[name]
    if text == nil, name.hasPrefix("#") {
      let isHexadecimal = name.hasPrefix("#x")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      if digits.allSatisfy({ $0.isHexDigit }),
        let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), number > 0,
        let scalar = Unicode.Scalar(number)
      {
        text = String(scalar)
      }
    }
    guard let text else {
      throw fault("one of &lt; &gt; &amp; &quot; &apos;", found: "`&\(name);`")
    }
    place = end + 1
    return Array(text.utf8)
  }

  private mutating func name() throws(FormatError) -> String {
    let start = place
    while place < bytes.count, Self.isOfName(bytes[place], isFirst: place == start) { place += 1 }
    guard place > start else { throw fault("a name") }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static func isOfName(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3A, 0x80...0xFF: true
    case 0x30...0x39, 0x2D, 0x2E: !isFirst
    default: false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func trimmed(_ text: [UInt8]) -> String {
    guard let first = text.firstIndex(where: { !isBlank($0) }),
      let last = text.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: text[first...last], as: UTF8.self)
  }

  /// Goes behind a text, where it stands here.
  private mutating func skip(_ text: StaticString) -> Bool {
    let isThere = text.withUTF8Buffer { bytes[place...].starts(with: $0) }
    if isThere { place += text.utf8CodeUnitCount }
    return isThere
  }

  /// Goes behind the next one of these.
  private mutating func passed(_ end: StaticString) throws(FormatError) {
    while place < bytes.count {
      if skip(end) { return }
      place += 1
    }
    throw fault("`\(end)`")
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = place
    while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
    return place > start
  }

  private func fault(_ expected: String, found: String? = nil) -> FormatError {
    let here = place < bytes.count ? "`\(Character(Unicode.Scalar(bytes[place])))`" : "the end"
    let line = 1 + bytes[..<min(place, bytes.count)].count { $0 == 0x0A }
    return FormatError(format: "XML", .line(line), expected: expected, found: found ?? here)
  }
}
