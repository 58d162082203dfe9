import Catalog

/// Rewrites short spellings into the full words, so that a saved session holds one form.
package enum AliasExpander {
  /// The source with all aliases written out, and one note for each that was found.
  ///
  /// A name of the user is never an alias. A source with syntax errors comes back unchanged.
  package static func expand(_ source: String, catalog: Catalog, scope: Scope = Scope())
    -> (source: String, notes: [Diagnostic])
  {
    let unchanged = (source: source, notes: [Diagnostic]())
    guard source.utf8.count <= Limits.sourceBytes, mayHoldAlias(source) else { return unchanged }
    let result = Parser.parse(source)
    guard !result.hasErrors else { return unchanged }
    let found = Checker.run(result.program, catalog, scope).replacements
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
    return (String(decoding: expanded, as: UTF8.self), ordered)
  }

  /// Most sources hold none, and need no second reading.
  private static func mayHoldAlias(_ source: String) -> Bool {
    Lexer.tokenize(source).tokens.contains {
      $0.kind == .name && Aliases.table[$0.text] != nil
    }
  }
}
