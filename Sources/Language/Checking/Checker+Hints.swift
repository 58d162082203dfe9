import Catalog

/// What to offer in place of a word that is not known, and messages about misplaced lines.
extension Checker {
  func strayStep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error, "E0109", "`step` stands only in the braces of `train`", at: span,
      hint: "write `train d, epochs=5 { step m, optimizer=adam, loss=x -> … }`")
  }

  func strayTrainVerb(_ verb: Name) -> Diagnostic {
    Diagnostic(
      .error, "E0109", "`\(verb.text)` cannot stand in the braces of `train`",
      at: verb.span, hint: "write `step m, optimizer=adam, loss=x -> …`")
  }

  func noBraces(after word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error, "E0112", "`\(word)` takes no lines in braces", at: span,
      hint: "remove the braces, or end the line before them")
  }

  func hint(for word: String, among names: [String], otherwise: String) -> String {
    suggestion(for: word, among: names).map { "did you mean `\($0)`?" } ?? otherwise
  }

  /// `x <- 3` of R and Julia compares here, which nobody who writes it so wants.
  mutating func noteArrow(_ expression: Expression) {
    guard case .binary(.less, let target, let right) = expression.kind,
      case .name(let name) = target.kind, scopes.allNames.contains(name),
      case .unary(.negate, let value) = right.kind,
      source(SourceSpan(target.span.end, value.span.start)).filter({ $0 != " " }) == "<-",
      source(SourceSpan(target.span.end, value.span.start)).contains("<-")
    else { return }
    report(
      Diagnostic(
        .note, "", "`\(name) <- \(source(value.span))` compares \(name) with a negative number",
        at: expression.span,
        hint: "a name gets its value with `=`: `\(name) = \(source(value.span))`"))
  }

  /// The closest name, or what another library's word is called here.
  func suggestion(for word: String, among names: [String]) -> String? {
    let folded = word.lowercased()
    if let same = names.first(where: { $0.lowercased() == folded && $0 != word }) { return same }
    if let synonym = DidYouMean.synonym(of: word, among: names) { return synonym }
    // What is known elsewhere is no slip of the hand, unless the user has a name like it.
    let likely = FunctionHabits.hasNoCounterpart(word) ? scopes.allNames.sorted() : names
    return DidYouMean.closest(to: word, among: likely).first
  }

  /// Everything that a bare name may mean, the user's names first.
  var valueNames: [String] {
    scopes.allNames.sorted() + catalog.names(of: valueKinds) + ["true", "false", "none"]
      + catalog.names(of: [.verb])
  }

  /// Whether a later version gives the word a meaning; then it has none now.
  func isReserved(_ word: String) -> Bool {
    ReservedWords.functions.contains(word) || ReservedWords.choices.contains(word)
      || ReservedWords.layers.contains(word) || ReservedWords.steps.contains(word)
      || ReservedWords.sources.contains(word)
  }

  /// The first four, then an ellipsis.
  func listed(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? shown + ", …" : shown
  }
}
