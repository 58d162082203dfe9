import Catalog
import Language

/// The text of a model as lines, to be written again with some of them changed.
struct ModelLines {
  /// The lines outside all braces.
  let lines: [Line]
  private let source: String
  private let catalog: Catalog

  /// What keeps each unit in its place, so that it belongs to the layer before.
  private static let followers: Set<String> = [
    "activation", "dropout", "gaussian_noise", "batch_normalization", "layer_normalization",
    "group_normalization", "rms_normalization",
  ]

  /// `nil` for what is no model with lines.
  init?(_ source: String, _ catalog: Catalog) {
    let parsed = Parser.parse(source)
    guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
      case .expression(let expression) = parsed.program.statements[0].kind,
      case .model(let syntax) = expression.kind, !syntax.lines.isEmpty
    else { return nil }
    (lines, self.source, self.catalog) = (syntax.lines, source, catalog)
  }

  /// The model with the lines of each `repeat` written out as often as they count, labelled as `repeat` labels them; `nil`
  /// where none stands outside all braces.
  var unrolled: String? {
    guard lines.contains(where: { $0.word.text == "repeat" }) else { return nil }
    return model(of: lines.flatMap { repeated($0) ?? [text(of: $0)] })
  }

  private func repeated(_ line: Line) -> [String]? {
    guard line.word.text == "repeat", line.label == nil, let inner = line.lines,
      let times = Self.units(of: line).flatMap({ Int($0.value.span.text(in: source)) }),
      (1...1000).contains(times)
    else { return nil }
    return (0..<times).flatMap { time in
      inner.map { one in
        guard let label = one.label?.text else { return text(of: one) }
        return "\(label)\(time == 0 ? "" : "_\(time)"): \(unlabelled(one))"
      }
    }
  }

  /// All lines as they stand.
  var texts: [String] { lines.map { text(of: $0) } }

  /// A line as it stands.
  func text(of line: Line) -> String { Self.trimmed(line.span.text(in: source)) }

  /// A line without its label.
  func unlabelled(_ line: Line) -> String {
    Self.trimmed(SourceSpan(line.word.span.start, line.span.end).text(in: source))
  }

  /// The line whose word stands at a place of the text.
  func index(at place: Int) -> Int? { lines.firstIndex { $0.word.span.start == place } }

  /// The line and those behind it that belong to it: its activation, its dropout.
  func group(at index: Int) -> Range<Int> {
    var end = index + 1
    while end < lines.count, lines[end].lines == nil, isFollower(lines[end].word.text) { end += 1 }
    return index..<end
  }

  private func isFollower(_ word: String) -> Bool {
    Self.followers.contains(word) || catalog.signature(word, .activation) != nil
  }

  /// A line with another number of units; `nil` where it says none.
  func resized(_ line: Line, to units: Int) -> String? {
    guard let number = Self.units(of: line)?.value.span else { return nil }
    return SourceSpan(line.span.start, number.start).text(in: source) + String(units)
      + Self.trimmed(SourceSpan(number.end, line.span.end).text(in: source))
  }

  /// A line like a dense one, with a label and a number of units of its own.
  func line(like line: Line, label: String, units: Int) -> String {
    let number = Self.units(of: line)?.span
    let others = line.arguments.filter { $0.span != number }.map { $0.span.text(in: source) }
    return (["\(label): dense \(units)"] + others).joined(separator: ", ")
  }

  /// The model with other lines.
  func model(of texts: [String]) -> String {
    SourceSpan(0, lines[0].span.start).text(in: source) + texts.joined(separator: "; ") + " }"
  }

  private static func units(of line: Line) -> ArgumentSyntax? {
    line.arguments.first { ["units", "filters"].contains($0.label?.text) }
      ?? line.arguments.first { $0.label == nil }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
