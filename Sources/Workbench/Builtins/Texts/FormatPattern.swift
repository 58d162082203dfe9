import Support

/// What is wrong with a text that becomes a number or a pattern; data, worded in `Problems`.
enum TextProblem: Error, Equatable {
  case noNumber(String)
  /// A brace that is not closed, or not opened.
  case brace(String)
  /// What stands between braces and means nothing.
  case field(String)
  /// Fewer values than the pattern asks for.
  case values(needed: Int, found: Int)
  /// A number's form for something else.
  case kind(form: String, found: String)
}

/// `"{} of {:.2f}"` taken apart: texts, and places for values with a form.
struct FormatPattern {
  enum Piece: Equatable {
    case text(String)
    case value(Int, FormatForm)
  }
  let pieces: [Piece]

  /// Throws for braces without partner and for forms that are none.
  init(_ text: String) throws(TextProblem) {
    var pieces: [Piece] = []
    var literal = ""
    var next = 0
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "{" where rest.first == "{", "}" where rest.first == "}":
        literal.append(character)
        rest = rest.dropFirst()
      case "{":
        guard let end = rest.firstIndex(of: "}") else { throw .brace("{") }
        let inside = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let place = parts.first.map(String.init) ?? ""
        guard place.isEmpty || Int(place).map({ (0..<1_000).contains($0) }) == true else {
          throw .field(inside)
        }
        if !literal.isEmpty { pieces.append(.text(literal)) }
        literal = ""
        guard let form = FormatForm(parts.count > 1 ? String(parts[1]) : "") else {
          throw .field(inside)
        }
        pieces.append(.value(Int(place) ?? next, form))
        next += 1
      case "}": throw .brace("}")
      default: literal.append(character)
      }
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
    self.pieces = pieces
  }

  /// How many values it takes.
  var count: Int {
    pieces.lazy.map { piece in
      if case .value(let place, _) = piece { place + 1 } else { 0 }
    }.max() ?? 0
  }
}

/// How a value is written: `.2f`, `8.3f`, `>10`, `+.1%`, `,` as in Python.
struct FormatForm: Equatable {
  enum Alignment: Character { case left = "<", right = ">", middle = "^" }
  var fill: Character = " "
  var alignment: Alignment?
  var showsPlus = false
  var width = 0
  var groups = false
  var decimals: Int?
  /// One of `f e g % d s`; `nil` for the form in which a value prints.
  var letter: Character?

  /// `nil` for what is no form.
  init?(_ text: String) {
    var rest = text[...]
    if rest.count > 1, let found = Alignment(rawValue: rest[rest.index(after: rest.startIndex)]) {
      (fill, alignment) = (rest.removeFirst(), found)
      rest = rest.dropFirst()
    } else if let first = rest.first, let found = Alignment(rawValue: first) {
      alignment = found
      rest = rest.dropFirst()
    }
    if rest.first == "+" {
      showsPlus = true
      rest = rest.dropFirst()
    }
    if rest.first == "0", alignment == nil {
      (fill, alignment) = ("0", .right)
      rest = rest.dropFirst()
    }
    guard let width = Self.number(&rest) else { return nil }
    self.width = width ?? 0
    if rest.first == "," {
      groups = true
      rest = rest.dropFirst()
    }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard let decimals = Self.number(&rest), let decimals, decimals <= 50 else { return nil }
      self.decimals = decimals
    }
    if let last = rest.popFirst() {
      guard "fegds%".contains(last) else { return nil }
      letter = last
    }
    guard rest.isEmpty, self.width <= 1_000 else { return nil }
  }

  /// The digits in front as a number; an inner `nil` where there are none, an outer one where they are too many.
  private static func number(_ text: inout Substring) -> Int?? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    text = text.dropFirst(digits.count)
    if digits.isEmpty { return .some(nil) }
    guard digits.count <= 4 else { return nil }
    return .some(Int(digits))
  }

  /// Whether it needs a number.
  var isNumeric: Bool { groups || showsPlus || letter.map { "fegd%".contains($0) } == true }

  /// A number in this form; `nil` where it must be whole and is not.
  func number(_ number: Double) -> String? {
    var text: String
    switch letter {
    case "f": text = NumberText.fixed(number, decimals: decimals ?? 6)
    case "%": text = NumberText.fixed(number * 100, decimals: decimals ?? 6) + "%"
    case "e": text = NumberText.scientific(number, digits: (decimals ?? 6) + 1)
    case "g": text = NumberText.significant(number, digits: decimals ?? 6)
    case "d":
      guard let whole = Int(whole: number) else { return nil }
      text = String(whole)
    default:
      text =
        decimals.map { NumberText.significant(number, digits: $0) } ?? NumberText.general(number)
    }
    if groups { text = Self.grouped(text) }
    if showsPlus, !text.hasPrefix("-"), !number.isNaN { text = "+" + text }
    return padded(text, .right)
  }

  /// A text in this form: cut to so many characters where a number stands behind the point.
  func text(_ text: String) -> String {
    padded(decimals.map { String(text.prefix($0)) } ?? text, .left)
  }

  /// Commas between thousands in front of the point.
  private static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.dropFirst(sign.count).prefix { $0.isNumber }
    guard let whole = Int(digits) else { return text }
    return sign + NumberText.grouped(whole) + text.dropFirst(sign.count + digits.count)
  }

  private func padded(_ text: String, _ usual: Alignment) -> String {
    let missing = width - text.count
    guard missing > 0 else { return text }
    func run(_ count: Int) -> String { String(repeating: fill, count: count) }
    switch alignment ?? usual {
    case .left: return text + run(missing)
    case .right:
      // Zeros stand behind the sign.
      if fill == "0", let sign = text.first, sign == "-" || sign == "+" {
        return String(sign) + run(missing) + text.dropFirst()
      }
      return run(missing) + text
    case .middle: return run(missing / 2) + text + run(missing - missing / 2)
    }
  }
}
