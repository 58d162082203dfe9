import Catalog

/// The wording of everything the checker finds.
extension Checker {
  func unavailable(
    _ word: String, at span: SourceSpan,
    hint: String = "the word is kept for a later version; `:help` lists what there is"
  ) -> Diagnostic {
    Diagnostic(
      .error, "E0102", "\(word) is not available in this version", at: span, hint: hint)
  }

  func unknownValue(_ name: String, at span: SourceSpan, for expected: [ParameterDescription])
    -> Diagnostic
  {
    if let own = Self.constants[name] {
      return Diagnostic(
        .error, "E0101", "there is no value called `\(name)`", at: span, hint: "write `\(own)`")
    }
    // The charts that have a word of their own stand beside values of any kind.
    let kinds = expected.flatMap(\.kinds).filter { $0 != .chart }
    let words = expected.flatMap(\.words)
    let options = words + catalog.names(of: kinds)
    // Only words that can stand here are offered; names of the user can stand anywhere. Where any value may stand, a
    // word beside it is one of many, and is told only where it was meant.
    let takesAll = kinds.isEmpty && expected.contains { $0.expected == "a value" }
    if !options.isEmpty, !takesAll || !DidYouMean.closest(to: name, among: options).isEmpty {
      if isReserved(name), catalog[name].isEmpty { return unavailable(name, at: span) }
      let what = kinds.first?.rawValue ?? expected.first?.name ?? "word"
      let meant = suggestion(for: name, among: options + scopes.allNames.sorted())
      return Diagnostic(
        .error, "E0103", "unknown \(what) `\(name)`", at: span,
        hint: meant.map { "did you mean `\($0)`?" } ?? only(options, of: expected)
          ?? "known are \(listed(options))")
    }
    if let hint = quoted(name, for: expected) {
      return Diagnostic(
        .error, "E0101", "there is no value called `\(name)`", at: span, hint: hint)
    }
    if let problem = otherMeaning(of: name, at: span) { return problem }
    if GeneratedHabits.isKind(name, in: catalog) {
      return Diagnostic(
        .error, "E0101", "there is no value called `\(name)`", at: span,
        hint: "points are made by `generated(\(name))`")
    }
    if expected.contains(where: { $0.name == "device" }),
      catalog["device"].contains(where: { $0.parameters.contains { $0.words.contains(name) } })
    {
      return Diagnostic(
        .error, "E0101", "there is no value called `\(name)`", at: span,
        hint: "a device is named in brackets: `device(\(name))`")
    }
    if NumberSuffix.units.contains(name) {
      return Diagnostic(
        .error, "E0101", "there is no value called `\(name)`", at: span,
        hint: "a unit stands behind its number: `1\(name)`")
    }
    if ["df", "DataFrame", "dataframe"].contains(name) {
      return Diagnostic(
        .error, "E0101", "there is no value called `\(name)`", at: span,
        hint: "read a file first: `df = data csv(\"file.csv\")`; `df` and `plot df` show it")
    }
    if !scopes.allNames.contains(where: { DidYouMean.closest(to: name, among: [$0]) == [$0] }),
      name.contains("_") || name.first?.isUppercase == true,
      let hint = LayerHabits.hint(for: name, "")
    {
      return Diagnostic(
        .error, "E0101", "there is no value called `\(name)`", at: span, hint: hint)
    }
    return Diagnostic(
      .error, "E0101", "there is no value called `\(name)`", at: span,
      hint: FunctionHabits.line(for: name, []).map { "write `\($0)`" }
        ?? hint(for: name, among: valueNames, otherwise: "give it a value first: `\(name) = …`"))
  }

  /// What other languages call true, false and nothing.
  private static let constants = [
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "None": "none",
    "null": "none", "NULL": "none", "nil": "none",
  ]

  /// The one word that may stand here, with what else may.
  private func only(_ options: [String], of expected: [ParameterDescription]) -> String? {
    guard options.count == 1, let parameter = expected.first, parameter.expected != options[0]
    else { return nil }
    return "write `\(parameter.name)=\(options[0])`; it can be \(parameter.expected)"
  }

  /// The name of a class or a column, which stands in quotation marks.
  private func quoted(_ name: String, for expected: [ParameterDescription]) -> String? {
    guard
      let parameter = expected.first(where: {
        $0.expected.contains("the name o") || $0.expected.contains("column in quotes")
      }),
      DidYouMean.closest(to: name, among: scopes.allNames.sorted()).isEmpty
    else { return nil }
    return "names stand in quotation marks: `\(parameter.name)=\"\(name)\"`"
  }

  /// A layer, step, source or command where a value is wanted, or a word of a later version.
  private func otherMeaning(of name: String, at span: SourceSpan) -> Diagnostic? {
    if openFunctions.contains(name) { return callsItself(name, at: span) }
    let message: (String, String)? =
      switch catalog[name].first?.kind {
      case .layer, .structure:
        ("`\(name)` is a layer, not a value", "layers stand in lines: `model 784 { \(name) … }`")
      case .step:
        ("`\(name)` is a step of data, not a value", "write `data digits { \(name) … }`")
      case .source: ("`\(name)` is a source of data", "write `d = data \(name)`")
      default: nil
      }
    if let (text, hint) = message { return Diagnostic(.error, "E0101", text, at: span, hint: hint) }
    guard isReserved(name) else { return nil }
    return unavailable(name, at: span)
  }

  func unknownFunction(
    _ name: String, at span: SourceSpan, _ arguments: [ArgumentSyntax],
    for expected: [ParameterDescription]
  ) -> Diagnostic {
    if !expected.contains(where: { !$0.kinds.isEmpty }),
      let line = FunctionHabits.line(for: name, arguments.map { source($0.span) })
    {
      return Diagnostic(
        .error, "E0101", "there is no function called `\(name)`", at: span,
        hint: "write `\(line)`")
    }
    let end = arguments.last?.span.end ?? span.end
    let whole = source(SourceSpan(span.start, end)) + ")"
    if let line = LayerTranslation.line(of: whole), !expected.contains(where: { !$0.kinds.isEmpty })
    {
      return Diagnostic(
        .error, "E0101", "there is no function called `\(name)`", at: span,
        hint: "layers stand in lines: `model 784 { \(line) }`")
    }
    let problem = unknownValue(name, at: span, for: expected.filter { !$0.kinds.isEmpty })
    guard problem.message == "there is no value called `\(name)`" else { return problem }
    return Diagnostic(
      .error, "E0101", "there is no function called `\(name)`", at: span,
      hint: hint(for: name, among: valueNames, otherwise: "define it: `fn \(name)(x) = …`"))
  }

  func callsItself(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error, "E0110", "the function \(name) cannot call itself", at: span,
      hint: "every program ends; write `for i in 1..10 { … }` or `repeat 10 { … }`")
  }

  func unknownArgument(
    _ label: Name, of word: String, known: [String], written: String = ""
  ) -> Diagnostic {
    var unique: [String] = []
    for name in known where !unique.contains(name) { unique.append(name) }
    let meant = suggestion(for: label.text, among: unique)
    if let hint = ArgumentHabits.hint(for: label.text, of: word, written, catalog) {
      return Diagnostic(
        .error, "E0104", "\(word) has no argument `\(label.text)`", at: label.span, hint: hint)
    }
    let takes =
      unique.isEmpty ? "\(word) takes no named arguments" : "\(word) takes \(listed(unique))"
    return Diagnostic(
      .error, "E0104", "\(word) has no argument `\(label.text)`", at: label.span,
      hint: meant.map { "did you mean `\($0)`? \(takes)" } ?? takes)
  }

  func unknownLayer(_ line: Line) -> Diagnostic {
    let word = line.word.text
    let isActivation = catalog.signature(word, .activation) != nil
    let asActivation = "write `activation \(word)`"
    if ReservedWords.layers.contains(word) {
      return isActivation
        ? unavailable(word, at: line.word.span, hint: asActivation)
        : unavailable(word, at: line.word.span)
    }
    let message = "there is no layer called `\(word)`"
    let names =
      catalog.names(of: [.layer, .structure, .activation]) + ["repeat"] + scopes.allNames.sorted()
    if let translated = LayerTranslation.line(of: source(line.span)) {
      return Diagnostic(
        .error, "E0106", message, at: line.word.span, hint: "write `\(translated)`")
    }
    let fallback = "layers are \(listed(names))"
    let rest = source(SourceSpan(line.word.span.end, max(line.word.span.end, line.span.end)))
    if scopes.allNames.allSatisfy({ DidYouMean.closest(to: word, among: [$0]).isEmpty }),
      let hint = LayerHabits.hint(for: word, PythonText.trimmed(rest))
    {
      return Diagnostic(.error, "E0106", message, at: line.word.span, hint: hint)
    }
    return Diagnostic(
      .error, "E0106", message, at: line.word.span,
      hint: isActivation && line.arguments.isEmpty
        ? asActivation : hint(for: word, among: names, otherwise: fallback))
  }

  func unknownStep(_ line: Line) -> Diagnostic {
    let word = line.word.text
    if ReservedWords.steps.contains(word) { return unavailable(word, at: line.word.span) }
    let names = catalog.names(of: [.step])
    let rest = source(SourceSpan(line.word.span.end, max(line.word.span.end, line.span.end)))
    if let hint = StepHabits.hint(for: word, PythonText.trimmed(rest)) {
      return Diagnostic(
        .error, "E0107", "there is no data step called `\(word)`", at: line.word.span, hint: hint)
    }
    return Diagnostic(
      .error, "E0107", "there is no data step called `\(word)`", at: line.word.span,
      hint: hint(for: word, among: names, otherwise: "steps are \(listed(names))"))
  }

  func unknownSource(_ name: String, at span: SourceSpan) -> Diagnostic {
    if ReservedWords.sources.contains(name) { return unavailable(name, at: span) }
    let names = catalog.names(of: [.source])
    if GeneratedHabits.isKind(name, in: catalog) {
      return Diagnostic(
        .error, "E0108", "there is no data source called `\(name)`", at: span,
        hint: "write `generated(\(name))`")
    }
    return Diagnostic(
      .error, "E0108", "there is no data source called `\(name)`", at: span,
      hint: hint(
        for: name, among: names + scopes.allNames.sorted(),
        otherwise: "sources are \(listed(names))"))
  }
}
