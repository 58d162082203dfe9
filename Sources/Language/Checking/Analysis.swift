import Catalog

/// Everything that can be said about a source before it runs.
package struct Analysis: Sendable {
  /// The statements that could be read.
  package var program: Program
  /// Errors of syntax, words and arguments in the order of the source, and notes.
  package var diagnostics: [Diagnostic]

  /// How many errors of one cell are shown.
  package static let shownErrors = 5

  /// Whether anything stands against running it; notes and warnings do not.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The errors to show, at most five.
  package var errors: [Diagnostic] {
    Array(diagnostics.filter { $0.severity == .error }.prefix(Self.shownErrors))
  }

  /// Reads and checks a source; nothing runs. `scope` holds the user's names that exist before.
  package static func of(_ source: String, catalog: Catalog, scope: Scope = Scope()) -> Analysis {
    of(ProgramText(source), catalog: catalog, scope: scope)
  }

  /// The same for a text that others read as well.
  package static func of(
    _ text: ProgramText, catalog: Catalog, scope: Scope = Scope()
  ) -> Analysis {
    let (source, parsed) = (text.source, text.parsed)
    var known = scope
    // What a broken statement would have defined is known, so that one mistake is told once.
    for name in parsed.namesOfDamagedStatements where known.names[name] == nil {
      known.names[name] = .value
    }
    let checked = Checker.check(parsed.program, catalog: catalog, scope: known)
    let syntax = parsed.diagnostics.map { withCommandHint($0, source, catalog) }
    let all = (syntax + checked).enumerated()
      .sorted {
        ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
      }
      .map(\.element)
    let told = HabitLines(source: source, catalog: catalog, scope: scope).translated(all)
    return Analysis(program: parsed.program, diagnostics: told)
  }

  /// Whether it is two names, as a model and its data are.
  private static func namesTwo(_ given: String) -> Bool {
    let parts = given.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        let name = part.drop { $0 == " " }
        return name.first?.isLetter == true
          && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      }
  }

  /// The reader of syntax does not know which commands this version has.
  private static func withCommandHint(_ found: Diagnostic, _ source: String, _ catalog: Catalog)
    -> Diagnostic
  {
    guard found.code == "E0113", let span = found.span else { return found }
    let word = span.text(in: source)
    let verbs = catalog.names(of: [.verb])
    var better = found
    let functions = Set(catalog.names(of: valueKinds))
    if functions.contains(word) {
      let rest = source.utf8.dropFirst(span.end).prefix { $0 != 0x0A && $0 != 0x3B }
      let given = PythonText.trimmed(String(decoding: rest.prefix(200), as: UTF8.self))
      better.hint =
        catalog[word].contains { $0.kind == .metric } && namesTwo(given)
        ? "write `\(word)(\(given))` of true and predicted values; a model is measured by `evaluate \(given)`"
        : "write `\(word)(\(given))`"
    } else if let meant = DidYouMean.synonym(of: word, among: verbs)
      ?? DidYouMean.closest(to: word, among: verbs).first
    {
      better.hint = "did you mean `\(meant)`?"
    } else if catalog[word].contains(where: { $0.kind == .layer || $0.kind == .structure }) {
      better.hint = "layers stand in a model: `model 784 { \(word) … }`"
    } else if catalog[word].contains(where: { $0.kind == .step }) {
      better.hint = "steps stand in a data set: `data digits { \(word) … }`"
    }
    return better
  }
}
