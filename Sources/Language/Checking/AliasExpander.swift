import Catalog

/// Rewrites short spellings into the full words, so that a saved session holds one form.
package enum AliasExpander {
  /// The text with all aliases written out, and one note for each that was found.
  ///
  /// A name of the user is never an alias. A text with syntax errors, or without aliases, comes back
  /// as it is.
  package static func expand(_ text: ProgramText, catalog: Catalog, scope: Scope = Scope())
    -> (text: ProgramText, notes: [Diagnostic])
  {
    let unchanged = (text: text, notes: [Diagnostic]())
    let source = text.source
    guard source.utf8.count <= Limits.sourceBytes, mayHoldAlias(source), !text.parsed.hasErrors
    else { return unchanged }
    let found = Checker.run(text.parsed.program, catalog, scope).replacements
      .sorted { $0.span.start < $1.span.start }
    guard !found.isEmpty else { return unchanged }

    let bytes = Array(source.utf8)
    var expanded: [UInt8] = []
    var position = 0
    var notes: [String: Diagnostic] = [:]
    for (span, full) in found where span.start >= position {
      let short = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      notes[short] =
        notes[short] ?? Diagnostic(.note, "", "\(short) is \(full)", at: span, hint: nil)
      expanded += bytes[position..<span.start]
      expanded += Array(full.utf8)
      position = span.end
    }
    expanded += bytes[position...]
    let ordered = notes.values.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    return (ProgramText(String(decoding: expanded, as: UTF8.self)), ordered)
  }

  /// Most sources hold none, and need not be looked through for them.
  private static func mayHoldAlias(_ source: String) -> Bool {
    Lexer.tokenize(source).tokens.contains {
      $0.kind == .name && Aliases.table[$0.text] != nil
    }
  }
}
