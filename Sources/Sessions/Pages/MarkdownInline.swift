/// Reads the text of a paragraph: emphasis, code, links, pictures, line breaks; formulas between dollar signs stay
/// as they are written.
struct MarkdownInline {
  private struct Bracket {
    let node: Int
    let isPicture: Bool
  }

  private let scalars: [Unicode.Scalar]
  private let picture: (String) -> String?
  private var position = 0
  private var pieces: [MarkdownEmphasis.Piece] = []
  private var text = ""
  private var brackets: [Bracket] = []
  /// Lengths of runs of backticks that nothing closes from here on.
  private var unclosed: Set<Int> = []

  /// HTML; `picture` gives the address of a picture that may be shown.
  static func html(_ text: String, picture: (String) -> String?) -> String {
    withoutActuallyEscaping(picture) { picture in
      var reader = MarkdownInline(text, picture)
      return reader.read()
    }
  }

  private init(_ text: String, _ picture: @escaping (String) -> String?) {
    (scalars, self.picture) = (Array(text.unicodeScalars), picture)
  }

  private mutating func read() -> String {
    while let scalar = peek(0) {
      switch scalar {
      case "\\": takeEscape()
      case "`": takeCode()
      case "$": takeFormula()
      case "*", "_": takeSigns(scalar)
      case "[": open(isPicture: false)
      case "!" where peek(1) == "[": open(isPicture: true)
      case "]": takeClosingBracket()
      case "<": takeAngle()
      case "&": takeEntity()
      case "\n": takeLineEnd()
      default:
        text.unicodeScalars.append(scalar)
        position += 1
      }
    }
    flush()
    return MarkdownEmphasis.html(pieces)
  }

  private func peek(_ offset: Int) -> Unicode.Scalar? {
    scalars.indices.contains(position + offset) ? scalars[position + offset] : nil
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private mutating func flush() {
    if !text.isEmpty { pieces.append(.html(HTMLText.escaped(text))) }
    text = ""
  }

  private mutating func append(html: String) {
    flush()
    pieces.append(.html(html))
  }

  private mutating func takeEscape() {
    if let next = peek(1), next.isASCIIPunctuation {
      text.unicodeScalars.append(next)
      position += 2
    } else if peek(1) == "\n" {
      append(html: "<br>\n")
      position += 2
    } else {
      text += "\\"
      position += 1
    }
  }

  private mutating func takeCode() {
    let length = run(of: "`", at: position)
    let start = position + length
    guard !unclosed.contains(length) else {
      text += String(repeating: "`", count: length)
      position = start
      return
    }
    var end = start
    while end < scalars.count {
      guard scalars[end] == "`" else {
        end += 1
        continue
      }
      let count = run(of: "`", at: end)
      if count == length {
        var code = string(start..<end).replacing("\n", with: " ")
        if code.hasPrefix(" "), code.hasSuffix(" "), code.contains(where: { $0 != " " }) {
          code = String(code.dropFirst().dropLast())
        }
        append(html: "<code>\(HTMLText.escaped(code))</code>")
        position = end + length
        return
      }
      end += count
    }
    unclosed.insert(length)
    text += String(repeating: "`", count: length)
    position = start
  }

  private func run(of scalar: Unicode.Scalar, at start: Int) -> Int {
    scalars[start...].prefix { $0 == scalar }.count
  }

  /// `$x_1 * x_2$`, as Pandoc knows it: no blank behind the first sign and before the last, no digit behind it.
  private mutating func takeFormula() {
    let isBlock = peek(1) == "$"
    let length = isBlock ? 2 : 1
    let start = position + length
    let limit = min(scalars.count, start + 2000)
    let isBlank = { (scalar: Unicode.Scalar?) in scalar == nil || scalar == " " || scalar == "\n" }
    var end = start
    while end < limit, scalars[end] != "$" || scalars[end - 1] == "\\" { end += 1 }
    let behind = end + length < scalars.count ? scalars[end + length] : nil
    let isDigit = behind.map { ("0"..."9").contains($0) } ?? false
    let isClosed = end < limit && (!isBlock || (end + 1 < limit && scalars[end + 1] == "$"))
    guard isClosed, end > start,
      isBlock || (!isBlank(scalars[start]) && !isBlank(scalars[end - 1])),
      !isDigit
    else {
      text += "$"
      position += 1
      return
    }
    let formula = HTMLText.escaped(string(position..<end + length))
    append(html: "<span class=\"math\">\(formula)</span>")
    position = end + length
  }

  private mutating func takeSigns(_ scalar: Unicode.Scalar) {
    flush()
    let length = run(of: scalar, at: position)
    let before = position > 0 ? scalars[position - 1] : "\n"
    let after = peek(length) ?? "\n"
    let (blankBefore, blankAfter) = (before.properties.isWhitespace, after.properties.isWhitespace)
    let (signBefore, signAfter) = (before.isPunctuation, after.isPunctuation)
    let left = !blankAfter && (!signAfter || blankBefore || signBefore)
    let right = !blankBefore && (!signBefore || blankAfter || signAfter)
    let isWord = scalar == "_"
    pieces.append(
      .signs(
        MarkdownEmphasis.Signs(
          character: scalar, count: length, opens: left && (!isWord || !right || signBefore),
          closes: right && (!isWord || !left || signAfter), length: length)))
    position += length
  }

  private mutating func open(isPicture: Bool) {
    flush()
    brackets.append(Bracket(node: pieces.count, isPicture: isPicture))
    pieces.append(.html(isPicture ? "![" : "["))
    position += isPicture ? 2 : 1
  }

  private mutating func takeClosingBracket() {
    flush()
    position += 1
    guard let bracket = brackets.popLast() else {
      text += "]"
      return
    }
    guard let (address, end) = MarkdownAddress.read(scalars, at: position) else {
      text += "]"
      return
    }
    position = end
    let inside = MarkdownEmphasis.html(Array(pieces[(bracket.node + 1)...]))
    pieces.removeSubrange(bracket.node...)
    if bracket.isPicture {
      let words = MarkdownInline.plain(inside)
      if let source = picture(address) {
        append(html: "<img src=\"\(HTMLText.escaped(source))\" alt=\"\(words)\">")
      } else {
        append(html: "<span class=\"picture\">\(words)</span>")
      }
    } else if let target = HTMLText.link(address) {
      append(html: "<a href=\"\(target)\">\(inside)</a>")
      // A link holds no other.
      brackets.removeAll { !$0.isPicture }
    } else {
      append(html: inside)
    }
  }

  /// HTML without its tags.
  private static func plain(_ html: String) -> String {
    var (result, isTag) = ("", false)
    for scalar in html.unicodeScalars {
      if scalar == "<" { isTag = true }
      if !isTag { result.unicodeScalars.append(scalar) }
      if scalar == ">" { isTag = false }
    }
    return result
  }

  /// `<https://example.org>` is a link, a comment nothing, and all else is text.
  private mutating func takeAngle() {
    let rest = scalars[position...].prefix(2048)
    if rest.starts(with: "<!--".unicodeScalars),
      let end = string(position..<rest.endIndex).firstRange(of: "-->")
    {
      let whole = string(position..<rest.endIndex)
      position += whole.unicodeScalars.distance(from: whole.startIndex, to: end.upperBound)
      return
    }
    if let end = rest.firstIndex(of: ">") {
      let address = string(position + 1..<end)
      let isWeb = ["http://", "https://"].contains { address.lowercased().hasPrefix($0) }
      if isWeb, let target = HTMLText.link(address) {
        append(html: "<a href=\"\(target)\">\(HTMLText.escaped(address))</a>")
        position = end + 1
        return
      }
    }
    text += "<"
    position += 1
  }

  private mutating func takeEntity() {
    if let (scalar, length) = MarkdownAddress.entity(scalars, at: position) {
      text.unicodeScalars.append(scalar)
      position += length
    } else {
      text += "&"
      position += 1
    }
  }

  /// Two blanks before it make a line of their own.
  private mutating func takeLineEnd() {
    let blanks = text.reversed().prefix { $0 == " " }.count
    text.removeLast(blanks)
    position += 1
    while peek(0) == " " { position += 1 }
    if blanks >= 2 { append(html: "<br>\n") } else { text += "\n" }
  }
}

extension Unicode.Scalar {
  var isASCIIPunctuation: Bool {
    switch value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  var isPunctuation: Bool {
    if isASCIIPunctuation { return true }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }
}
