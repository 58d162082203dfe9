import Catalog

/// Gives the errors of lines that are written for another library the whole line in this language.
struct HabitLines {
  let source: String
  let catalog: Catalog
  let scope: Scope

  /// The same errors; where a line can be translated, its first one alone, with the translation.
  func translated(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard diagnostics.contains(where: { Self.codes.contains($0.code) }) else { return diagnostics }
    var result: [Diagnostic] = []
    var done: [SourceSpan] = []
    for diagnostic in diagnostics {
      guard let span = diagnostic.span else {
        result.append(diagnostic)
        continue
      }
      if done.contains(where: { $0.start <= span.start && span.start < $0.end }) { continue }
      guard Self.codes.contains(diagnostic.code) else {
        result.append(diagnostic)
        continue
      }
      let line = line(around: span)
      let text = line.text(in: source)
      let word = diagnostic.code == "E0101" ? span.text(in: source) : ""
      guard let better = translation(of: text, code: diagnostic.code, unknown: word) else {
        result.append(diagnostic)
        continue
      }
      var told = diagnostic
      told.hint = better
      result.append(told)
      done.append(line)
    }
    return result
  }

  /// No value, quotation marks, commas, words before dots: where lines of Python fail first.
  private static let codes: Set<String> = [
    "E0101", "E0105", "E0113", "E0201", "E0207", "E0209", "E0211", "E0212", "E0213", "E0214",
    "E0216",
  ]

  /// Longer lines were written by no hand, and would be looked through many times.
  private static let longest = 2000

  private func translation(of line: String, code: String, unknown word: String) -> String? {
    guard line.utf8.count <= Self.longest else { return nil }
    let foreign = ForeignLine(
      isValue: { word in
        catalog[word].contains { valueKinds.contains($0.kind) || $0.kind == .source }
      },
      isOwn: { scope.names[$0] != nil })
    if let hint = PromptHabits.hint(for: line) { return hint }
    let charts = ChartForms(isOwn: foreign.isOwn) { text in
      let line = ChartValue.line(text)
      return foreign.translated(line) ?? line
    }
    if let hint = charts.hint(for: line, unknown: word) {
      // A line that cannot be read helps nobody.
      let offered = hint.hasPrefix("write `") ? hint.dropFirst(7).prefix { $0 != "`" } : ""
      if offered.isEmpty || isReadable(String(offered)) { return hint }
    }
    if let hint = ModelFileForms(isOwn: { scope.names[$0] != nil }).hint(for: line) { return hint }
    let text = foreign.translated(line)
    if let record = RecordForms.line(for: text ?? line), isReadable(record) {
      return method(record) ?? "write `\(record)`"
    }
    let sources = SourceForms(catalog: catalog)
    let named = FileForms(files: catalog.files)
    let form =
      TableFiles(files: catalog.files).line(for: line) ?? named.command(for: line) ?? sources.line(
        for: text ?? line) ?? sources.options(
        for: text ?? line) ?? PythonForms.line(
        for: text ?? line)
      ?? named.line(for: text ?? line)
      ?? PlotForms.line(for: line, unknown: word)
    if let form, isReadable(form) {
      return "write `\(form)`"
    }
    if let text, isReadable(text) { return "write `\(text)`" }
    if line.hasPrefix("plt.") || line.hasPrefix("sns.") {
      return "`plot y, x=x` draws, and `?plot` shows which other charts there are"
    }
    if let module = ForeignLine.modules.first(where: { line.contains("\($0).") }),
      scope.names[module] == nil, isAtWordStart(module, in: line)
    {
      return "words stand without a library: `:apropos` finds them, `:help` lists them"
    }
    if ["E0212", "E0214"].contains(code), let hint = DecimalComma.hint(for: line) { return hint }
    if LoopHabits.isDone(line) { return LoopHabits.hint }
    // That a name has no value is told first.
    return code == "E0101" ? nil : method(line)
  }

  private func isReadable(_ line: String) -> Bool {
    Parser.parse(line).diagnostics.allSatisfy { $0.severity != .error }
  }

  private func isAtWordStart(_ module: String, in line: String) -> Bool {
    guard let place = line.range(of: module + ".") else { return false }
    guard place.lowerBound > line.startIndex else { return true }
    let before = line[line.index(before: place.lowerBound)]
    return !PythonText.isWordPart(before) && before != "."
  }

  /// `m.fit(x, y)` where the line cannot be read any further.
  private func method(_ line: String) -> String? {
    var text = Substring(line)
    var target = ""
    if let (name, value) = PythonText.named(line) {
      (target, text) = ("\(name) = ", Substring(value))
    }
    guard let dot = text.firstIndex(of: "."), let open = text.firstIndex(of: "("), dot < open
    else { return nil }
    let receiver = String(text[..<dot])
    let word = String(text[text.index(after: dot)..<open])
    let characters = Array(text)
    guard PythonText.isWord(receiver), Self.methods.contains(word),
      let (items, close) = PythonText.arguments(
        characters, from: text.distance(from: text.startIndex, to: open)),
      close == characters.count - 1
    else { return nil }
    // `model` is a word of the language; a name of one's own is shorter anyway.
    let owner = receiver == "model" ? "m" : receiver
    return MethodHabits(.model, owner, files: catalog.files).line(for: word, items).map {
      "write `\(target)\($0)`"
    }
  }

  /// Methods that only models have.
  private static let methods: Set<String> = [
    "fit", "compile", "evaluate", "predict", "summary", "add", "load_weights", "save_weights",
  ]

  /// The line at a place, with what brackets carry over to later lines, without blanks around it.
  private func line(around span: SourceSpan) -> SourceSpan {
    let bytes = Array(source.utf8)
    let isEnd: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: ";") }
    var start = min(span.start, bytes.count)
    while start > 0, !isEnd(bytes[start - 1]) { start -= 1 }
    var (end, depth) = (start, 0)
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case let byte where isEnd(byte) && depth <= 0: return trimmed(bytes, start, end)
      default: break
      }
      end += 1
    }
    return trimmed(bytes, start, end)
  }

  private func trimmed(_ bytes: [UInt8], _ start: Int, _ end: Int) -> SourceSpan {
    var (start, end) = (start, end)
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return SourceSpan(start, end)
  }
}
