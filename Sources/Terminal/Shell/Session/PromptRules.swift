import Books
import Catalog
import Language
import Workbench

/// What the line editor asks about the text, answered by the language module.
struct PromptRules {
  private let session: WorkbenchSession

  init(_ session: WorkbenchSession) { self.session = session }

  var rules: EditingRules {
    let session = session
    let catalog = session.interpreter.vocabulary.catalog
    return EditingRules(
      isComplete: { Completeness.of($0) != .incomplete },
      completions: { text, cursor in
        CompletionAnswer(
          PromptCompletion(
            text, cursor: cursor, interpreter: session.interpreter,
            commands: Commands.all.map { ($0.signature.name, $0.signature.summary) }))
      },
      highlights: { highlights($0, catalog) },
      indentation: { Nesting.depth(of: $0) * 2 })
  }
}

extension CompletionAnswer {
  init(_ found: PromptCompletion) {
    self.init(
      start: found.start,
      candidates: found.items.map { Candidate($0.text, summary: $0.description) })
  }
}

/// Coloured spans in Unicode scalars; colours as charts name them, so that 16 colours suffice.
private func highlights(_ text: String, _ catalog: Catalog) -> [HighlightSpan] {
  let offsets = ScalarOffsets(text)
  return Highlighter.spans(text, catalog: catalog).compactMap { span, style in
    let code = TextColor(style).parameters
    return code.isEmpty
      ? nil : HighlightSpan(offsets[span.start]..<offsets[span.end], style: code)
  }
}

/// UTF-8 offsets as positions of Unicode scalars.
private struct ScalarOffsets {
  private var table: [Int] = []

  init(_ text: String) {
    var count = 0
    for scalar in text.unicodeScalars {
      for _ in 0..<UTF8.width(scalar) { table.append(count) }
      count += 1
    }
    table.append(count)
  }

  subscript(_ offset: Int) -> Int { table[max(0, min(offset, table.count - 1))] }
}
