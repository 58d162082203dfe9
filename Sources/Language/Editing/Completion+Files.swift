import Catalog

// Names of files inside an open quotation mark.
extension Completion {
  /// Files of the kinds that can stand there, and folders on the way to others; all files where none is
  /// of these kinds, since a name does not always say what a file is.
  func file(
    _ token: Token, _ prefix: String, behind tokens: ArraySlice<Token>
  ) -> CompletionResult {
    let start = token.span.start + 1
    let typed = String(decoding: Array(prefix.utf8)[start...], as: UTF8.self)
    let items = fitting(files(typed), CursorContext(tokens, catalog))
      .map { CompletionResult.Item($0, "") }
    return CompletionResult(replace: SourceSpan(start, token.span.end), items: unique(items))
  }

  private func fitting(_ paths: [String], _ context: CursorContext) -> [String] {
    let kinds = fileKinds(at: context)
    var found = false
    let fitting = paths.filter { path in
      if path.hasSuffix("/") { return true }
      let fits = kinds.contains { $0.suffix(of: path) != nil }
      found = found || fits
      return fits
    }
    return found ? fitting : paths
  }

  /// Whether the text at the cursor is the name of a file.
  func expectsFile(at context: CursorContext) -> Bool {
    let frame = context.argumentFrame
    return meanings(of: frame).contains { signature in
      let parameter =
        frame.label.map { signature.parameter(named: $0) }
        ?? signature.parameter(at: frame.position)
      return !(parameter?.files.isEmpty ?? true)
    }
  }

  /// The kinds of file that the argument at the cursor may name.
  private func fileKinds(at context: CursorContext) -> [FileSignature] {
    let frame = context.argumentFrame
    return meanings(of: frame).flatMap { signature in
      let parameter =
        frame.label.map { signature.parameter(named: $0) }
        ?? signature.parameter(at: frame.position)
      let contents = parameter?.files ?? []
      return catalog.files.all.filter { kind in
        !kind.holds.isDisjoint(with: contents)
          && (signature.kind != .source || kind.source == signature.name)
      }
    }
  }
}
