import Catalog

/// What could be written at the cursor.
package struct CompletionResult: Sendable {
  /// One of the texts to choose from.
  package struct Item: Equatable, Sendable {
    /// What is put in the place of `replace`.
    package var text: String
    /// One line, or empty.
    package var description: String

    /// A text, and what it is about; the description may be empty.
    package init(_ text: String, _ description: String) {
      self.text = text
      self.description = description
    }
  }

  /// The part of the source that an item replaces.
  package var replace: SourceSpan
  /// Each text once; empty where nothing fits.
  package var items: [Item]
}

/// Completion by context: a pure function of the text, the catalogue and the names given.
package struct Completion {
  let catalog: Catalog
  /// The names of the user; fields as dotted names, `m.hidden`.
  let names: [(name: String, description: String)]
  /// The commands of the prompt, without their colon.
  let commands: [(name: String, description: String)]
  /// Paths that start with the text inside an open quotation mark.
  let files: (String) -> [String]
  /// The columns of a table; empty where there are none.
  let columns: (ColumnOwner) -> [String]

  /// `files` answers with the paths that begin with the text inside an open quotation mark, `columns` with the names that a
  /// table or a file of one has.
  package init(
    catalog: Catalog, names: [(name: String, description: String)],
    commands: [(name: String, description: String)] = [],
    files: @escaping (String) -> [String] = { _ in [] },
    columns: @escaping (ColumnOwner) -> [String] = { _ in [] }
  ) {
    self.catalog = catalog
    self.names = names
    self.commands = commands
    self.files = files
    self.columns = columns
  }

  /// The same in one call.
  package static func candidates(
    _ source: String, cursor: Int, catalog: Catalog,
    names: [(name: String, description: String)],
    commands: [(name: String, description: String)] = [],
    files: @escaping (String) -> [String] = { _ in [] },
    columns: @escaping (ColumnOwner) -> [String] = { _ in [] }
  ) -> CompletionResult {
    Completion(catalog: catalog, names: names, commands: commands, files: files, columns: columns)
      .candidates(source, cursor: cursor)
  }

  /// `cursor` is a UTF-8 offset; one outside the text, or inside a character, is moved back.
  package func candidates(_ source: String, cursor: Int) -> CompletionResult {
    let prefix = self.prefix(source, cursor)
    let end = prefix.utf8.count
    guard end <= Limits.sourceBytes else { return nothing(at: end) }
    if let command = promptCommand(prefix) { return command }
    let tokens = Lexer.tokenize(prefix).tokens.dropLast()
    if let symbol = symbolName(prefix) { return symbol }
    if let last = tokens.last, last.span.end == end {
      if last.kind == .comment { return nothing(at: end) }
      if case .string = last.kind, isOpen(last, prefix) {
        let before = tokens.dropLast()
        return column(last, prefix, behind: before) ?? file(last, prefix, behind: before)
      }
      if case .number = last.kind { return nothing(at: end) }
      if last.isWord {
        return words(before: tokens.dropLast(), prefix: last.text, at: last.span)
      }
    }
    return words(before: tokens, prefix: "", at: SourceSpan(end, end))
  }

  private func words(before tokens: ArraySlice<Token>, prefix: String, at span: SourceSpan)
    -> CompletionResult
  {
    let context = CursorContext(tokens, catalog)
    if context.previous?.is(.dot) == true { return fields(tokens, prefix, at: span) }
    let found =
      formulaColumns(context, behind: tokens) + vocabulary(context)
      + fields(of: context, behind: tokens)
    var items = found.filter { $0.text.hasPrefix(prefix) }
    if items.isEmpty {
      let folded = prefix.lowercased()
      items = found.filter { $0.text.lowercased().hasPrefix(folded) }
    }
    return CompletionResult(replace: span, items: unique(items))
  }

  /// Fields of the names given: `m.` offers what follows in `m.hidden`.
  private func fields(_ tokens: ArraySlice<Token>, _ prefix: String, at span: SourceSpan)
    -> CompletionResult
  {
    var path = ""
    for token in tokens.reversed() {
      guard token.is(.dot) || token.isWord, token.is(.dot) != path.hasPrefix(".") || path.isEmpty
      else { break }
      path = (token.is(.dot) ? "." : token.text) + path
      if token.isWord, !token.hugs { break }
    }
    let items = names.filter { $0.name.hasPrefix(path + prefix) }.map { entry in
      let rest = entry.name.dropFirst(path.count).prefix { $0 != "." }
      return CompletionResult.Item(String(rest), entry.description)
    }
    return CompletionResult(replace: span, items: unique(items.filter { !$0.text.isEmpty }))
  }

  /// `:he` at the start of the text, and names behind `?`.
  private func promptCommand(_ prefix: String) -> CompletionResult? {
    let text = prefix.drop { $0 == " " }
    let start = prefix.utf8.count - text.utf8.count
    if text.first == ":" || text.first == "%", text.allSatisfy({ $0 != " " && !$0.isNewline }) {
      let items = commands.map { CompletionResult.Item(":" + $0.name, $0.description) }
        .filter { $0.text.dropFirst().hasPrefix(text.dropFirst()) }
      return CompletionResult(replace: SourceSpan(start, prefix.utf8.count), items: unique(items))
    }
    guard text.first == "?" else { return nil }
    let word = text.drop { $0 == "?" }
    let items = everything.filter { $0.text.hasPrefix(word) }
    let from = prefix.utf8.count - word.utf8.count
    return CompletionResult(replace: SourceSpan(from, prefix.utf8.count), items: unique(items))
  }

  /// `\eta` becomes η.
  private func symbolName(_ prefix: String) -> CompletionResult? {
    let tail = prefix.reversed().prefix { $0.isASCII && $0.isLetter }
    let typed = String(tail.reversed())
    let before = prefix.dropLast(typed.count)
    guard before.last == "\\" else { return nil }
    let span = SourceSpan(prefix.utf8.count - typed.utf8.count - 1, prefix.utf8.count)
    if let exact = SymbolNames.table.first(where: { $0.name == typed }) {
      return CompletionResult(
        replace: span, items: [CompletionResult.Item(exact.symbol, "\\" + exact.name)])
    }
    let items = SymbolNames.table.filter { $0.name.hasPrefix(typed) }
      .map { CompletionResult.Item($0.symbol, "\\" + $0.name) }
    return CompletionResult(replace: span, items: items)
  }

  private func isOpen(_ token: Token, _ prefix: String) -> Bool {
    let text = Array(prefix.utf8)[token.span.start...]
    guard text.first == ascii("\"") else { return false }
    if text.count == 1 || text.last != ascii("\"") { return true }
    // An odd number of backslashes before the last quote escapes it.
    let escapes = text.dropLast().reversed().prefix { $0 == ascii("\\") }.count
    return escapes % 2 == 1
  }

  private func prefix(_ source: String, _ cursor: Int) -> String {
    let bytes = Array(source.utf8)
    var end = min(max(0, cursor), bytes.count)
    while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  private func nothing(at end: Int) -> CompletionResult {
    CompletionResult(replace: SourceSpan(end, end), items: [])
  }

  func unique(_ items: [CompletionResult.Item]) -> [CompletionResult.Item] {
    var seen: Set<String> = []
    return items.filter { seen.insert($0.text).inserted }
  }
}
