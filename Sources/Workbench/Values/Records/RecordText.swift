import Engine
import Language
import Support

/// How records print: as they can be typed again, `{age: 41, sex: "male"}`.
///
/// What is long inside is folded as in tensors: the first and the last three of more than twelve.
enum RecordText {
  /// On one line.
  static func line(_ record: RecordValue, digits: Int = NumberText.digits) -> String {
    var text = ""
    append(.record(record), digits, to: &text)
    return text
  }

  /// By itself: a long one has a line for each field.
  static func alone(_ record: RecordValue, digits: Int) -> String {
    let line = line(record, digits: digits)
    guard line.count > width, record.names.count > 1 else { return line }
    let brackets = Brackets(record)
    var text = brackets.opening
    for (name, value) in record.fields {
      if isFull(text) { return text + "\n  …\n" + brackets.closing }
      text += "\n  \(self.name(name))" + brackets.sign
      append(value, digits, to: &text)
      text += ","
    }
    return text + "\n" + brackets.closing
  }

  /// `{age: 41}`, or the call that made it: `device(count=1)`.
  private struct Brackets {
    let opening: String
    let sign: String
    let closing: String

    init(_ record: RecordValue) {
      (opening, sign, closing) = record.word.map { ($0 + "(", "=", ")") } ?? ("{", ": ", "}")
    }
  }

  /// The name of a field as it is written: a word as it is, any other text in quotes.
  static func name(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { $0 < 0x80 && !(0x30...0x39).contains($0) } ?? false
      && name.utf8.allSatisfy { $0 < 0x80 && PlainWord.bytes.contains($0) }
    return isPlain || Lexer.isWord(name) ? name : quoted(name)
  }

  /// A text as it is written.
  static func quoted(_ text: String) -> String { QuotedText.of(text) }

  /// Records that are wider have a line for each field.
  private static let width = 100
  /// From here on nothing is added.
  private static let longest = 1 << 20

  private static func isFull(_ text: String) -> Bool {
    text.utf8.count > longest || Interrupt.isRaised
  }

  private static func append(_ value: Value, _ digits: Int, to text: inout String) {
    switch value {
    case .record(let record):
      let brackets = Brackets(record)
      text += brackets.opening
      for (index, field) in record.fields.enumerated() {
        if index > 0 { text += ", " }
        if isFull(text) {
          text += "…"
          break
        }
        text += name(field.name) + brackets.sign
        append(field.value, digits, to: &text)
      }
      text += brackets.closing
    case .list(let items):
      text += "["
      for (index, item) in folded(items.count).enumerated() {
        if index > 0 { text += ", " }
        guard let item, !isFull(text) else {
          text += "…"
          continue
        }
        append(items[item], digits, to: &text)
      }
      text += "]"
    case .text(let own): text += quoted(own)
    case .tensor(let tensor): text += numbers(tensor, digits)
    case .function(let function):
      // One without a name is written as what it is.
      let hasName = function.text.hasPrefix("fn ") || function.text.contains("\n")
      text += hasName ? function.name : function.text
    default: text += ValueText.short(value, digits: digits)
    }
  }

  /// The positions to show; `nil` stands for those that are left out.
  private static func folded(_ count: Int) -> [Int?] {
    guard count > 12 else { return (0..<count).map { $0 } }
    return [0, 1, 2, nil, count - 3, count - 2, count - 1]
  }

  /// A few numbers in brackets; of more axes only the shape where there are many.
  private static func numbers(_ tensor: TensorValue, _ digits: Int) -> String {
    guard let known = tensor.known else { return ValueText.short(.tensor(tensor)) }
    let shape = known.shape
    guard shape.rank == 1 || known.count <= 12 && (known.count > 0 || shape.rank == 0) else {
      return "tensor\(shape)"
    }
    if shape.rank == 1, known.count > 12 {
      let shown = (0..<3).map { $0 } + (known.count - 3..<known.count).map { $0 }
      let texts = shown.map { NumberText.general(known[$0], digits: digits) }
      return "[\((texts.prefix(3) + ["…"] + texts.suffix(3)).joined(separator: ", "))]"
    }
    let texts = known.doubles.map { NumberText.general($0, digits: digits) }
    return nested(texts[...], shape.extents[...])
  }

  private static func nested(_ texts: ArraySlice<String>, _ extents: ArraySlice<Int>) -> String {
    guard let first = extents.first else { return texts.first ?? "" }
    let step = texts.count / max(first, 1)
    let rows = (0..<first).map { row in
      let start = texts.startIndex + row * step
      return nested(texts[start..<start + step], extents.dropFirst())
    }
    return "[\(rows.joined(separator: ", "))]"
  }
}

private enum PlainWord {
  static let bytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_".utf8)
}
