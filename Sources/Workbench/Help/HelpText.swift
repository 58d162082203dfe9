import Catalog
import Language
import Plots
import Support

/// What `?word` prints, made from the word's own signature.
package struct HelpText {
  private let vocabulary: Vocabulary

  /// Help on the words of this vocabulary.
  package init(_ vocabulary: Vocabulary = .standard) { self.vocabulary = vocabulary }

  /// All meanings of the word, one after the other, or of the argument; `nil` for an unknown word.
  package func text(for word: String) -> String? {
    let signatures = vocabulary.catalog[word]
    guard !signatures.isEmpty else {
      return argument(word) ?? chart(word) ?? ReportWords.text(of: word)
    }
    return signatures.map(page).joined(separator: "\n\n")
  }

  /// A kind of chart; its name is a word only after `kind=`.
  private func chart(_ name: String) -> String? {
    Charts.all.map { $0.signature }.first { $0.name == name }.map(page)
  }

  /// What an argument means to the words that take it: `?validation_split`.
  private func argument(_ name: String) -> String? {
    var found: [(text: String, words: [String])] = []
    for signature in vocabulary.catalog.signatures {
      guard let parameter = signature.parameters.first(where: { $0.name == name }) else { continue }
      let text = described(parameter)
      if let known = found.firstIndex(where: { $0.text == text }) {
        found[known].words.append(signature.name)
      } else {
        found.append((text, [signature.name]))
      }
    }
    guard !found.isEmpty, name.count > 1 else { return nil }
    return found.prefix(4).map { text, words in
      let shown = words.prefix(5).joined(separator: ", ") + (words.count > 5 ? ", …" : "")
      return "\(name)  (argument of \(shown))\n  \(text)"
    }.joined(separator: "\n\n")
  }

  /// What a parameter is, what it can be and what it is when it is left out.
  private func described(_ parameter: ParameterDescription) -> String {
    var line = parameter.summary
    if !parameter.words.isEmpty || parameter.defaultText != nil, let last = line.last,
      !".?!".contains(last)
    {
      line += "."
    }
    if !parameter.words.isEmpty {
      line += " One of: \(parameter.words.joined(separator: ", "))."
    }
    if let fallback = parameter.defaultText { line += " Default: \(fallback)." }
    return line
  }

  /// All there is to tell of a word: as a word of the language, a topic, a name of the user's own, a word of checks, and what
  /// the field means by it where the language has no word of that name.
  package func whole(of word: String, own: String? = nil) -> String? {
    let known = text(for: word) ?? topic(word) ?? own ?? CheckHelp.page(of: word)
    let concept = vocabulary.catalog[word].isEmpty ? Concepts.text(of: word) : nil
    let parts = [known, concept].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  /// Words whose name, summary or details mention the text, then concepts and errors.
  package func search(_ text: String) -> [(name: String, summary: String)] {
    let wanted = text.lowercased()
    guard !wanted.isEmpty else { return [] }
    return vocabulary.catalog.signatures
      .filter { "\($0.name) \($0.summary) \($0.details)".lowercased().contains(wanted) }
      .map { ($0.name, $0.summary) }
      + Concepts.all.filter { $0.mentions(wanted) }.map { ($0.name, $0.summary) }
      + ErrorPages.all.filter { " \($0.title.lowercased())".contains(" " + wanted) }
      .map { ($0.code, $0.title) }
  }

  /// The words of one topic, `layers`, `optimizers`; `nil` for an unknown topic.
  package func topic(_ word: String) -> String? {
    guard
      let kind = Signature.Kind.allCases.first(where: { plural($0) == word || $0.rawValue == word })
    else { return nil }
    let entries =
      kind == .chart
      ? Charts.all.map { $0.signature } : vocabulary.catalog.signatures.filter { $0.kind == kind }
    guard !entries.isEmpty else { return nil }
    return TextTable(rows: entries.map { [$0.name, $0.summary] }).lines(indent: 2)
      .joined(separator: "\n")
  }

  /// What `:help` prints first: the kinds of words and how to ask for more.
  package var overview: String {
    let kinds = Signature.Kind.allCases.filter { kind in
      vocabulary.catalog.signatures.contains { $0.kind == kind }
    }
    var table = TextTable(
      rows: kinds.map { kind in
        let names = vocabulary.catalog.names(of: [kind])
        let shown = names.prefix(6).joined(separator: " ") + (names.count > 6 ? " …" : "")
        return [plural(kind), shown]
      })
    table.firstWidth = 13
    return """
      Type a line and press Enter; a line that needs more goes on.
        sigmoid(2)                                    a value
        plot sigmoid, tanh, -6..6                     a chart
        m = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }
        train m, generated(xor, 200), epochs=50       a run

      ?word explains a word, ??name shows how you defined it, Tab Tab lists what fits.

      """ + table.lines(indent: 2).joined(separator: "\n")
  }

  private func page(_ signature: Signature) -> String {
    var lines = ["\(signature.name)  (\(signature.kind.rawValue))", "  \(signature.summary)"]
    if !signature.parameters.isEmpty {
      lines.append("  " + usage(signature))
      let meanings = signature.parameters.map { [$0.name, described($0)] }
      lines += TextTable(rows: meanings).lines(indent: 4)
    }
    if !signature.details.isEmpty {
      lines += signature.details.split(separator: "\n", omittingEmptySubsequences: false).map {
        "  \($0)"
      }
    }
    lines.append("  example: \(signature.example)")
    return lines.joined(separator: "\n")
  }

  /// Verbs, layers and steps are written as lines, functions as calls.
  private func usage(_ signature: Signature) -> String {
    switch signature.kind {
    case .verb, .layer, .step, .structure:
      let parts = signature.parameters.map { parameter in
        parameter.defaultText.map { "\(parameter.name)=\($0)" } ?? parameter.name
      }
      return "\(signature.name) \(parts.joined(separator: ", "))"
    default: return signature.callForm
    }
  }

  private func plural(_ kind: Signature.Kind) -> String {
    NumberText.noun(2, kind.rawValue, kind == .loss ? "losses" : nil)
  }
}
