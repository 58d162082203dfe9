import Language
import Support

/// The text that made a data set of generated points, to be written again with other noise.
struct GeneratedText {
  /// How much the points are disturbed there.
  let noise: Double
  private let text: String
  /// Where the noise stands, or where it is to be put.
  private let place: SourceSpan
  private let isWritten: Bool

  /// Kinds whose points noise disturbs.
  private static let kinds: Set<String> = [
    "xor", "circle", "gauss", "spiral", "moons", "plane", "gaussian_ring",
  ]

  /// `nil` for the text of anything else.
  init?(_ definition: String) {
    let parsed = Parser.parse(definition)
    guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
      case .assignment(_, let value) = parsed.program.statements[0].kind
    else { return nil }
    var source = value
    if case .data(let inner, _) = value.kind { source = inner }
    guard case .call(let function, let arguments) = source.kind,
      case .name("generated") = function.kind, let first = arguments.first,
      case .name(let kind) = first.value.kind, Self.kinds.contains(kind)
    else { return nil }
    text = value.span.text(in: definition)
    let written = arguments.first { $0.label?.text == "noise" }
    isWritten = written != nil
    if let written {
      guard case .number(let number) = written.value.kind else { return nil }
      noise = number
      place = Self.moved(written.value.span, by: value.span.start)
    } else {
      noise = 0
      let end = arguments.map(\.span.end).max() ?? first.span.end
      place = Self.moved(SourceSpan(end, end), by: value.span.start)
    }
  }

  /// The same data with so much noise, without the name that they get.
  func with(noise: Double) -> String {
    let number = NumberText.exact(noise)
    return SourceSpan(0, place.start).text(in: text) + (isWritten ? number : ", noise=\(number)")
      + SourceSpan(place.end, text.utf8.count).text(in: text)
  }

  private static func moved(_ span: SourceSpan, by start: Int) -> SourceSpan {
    SourceSpan(span.start - start, span.end - start)
  }
}
