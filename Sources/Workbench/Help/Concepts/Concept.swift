/// Something that lessons, messages and the field speak of and that is no word of the language: `?overfitting`.
package struct Concept: Sendable {
  /// What it is called.
  package let name: String
  /// What else it is called: other spellings, short forms.
  package let otherNames: [String]
  /// What it is, in two sentences.
  package let meaning: String
  /// A line that shows it, which can be typed at a fresh prompt.
  package let line: String
  /// Words and concepts that lie near it.
  package let seeAlso: [String]

  /// Its first sentence.
  var summary: String {
    meaning.firstRange(of: ". ").map { String(meaning[..<$0.lowerBound]) }
      ?? String(meaning.dropLast(meaning.hasSuffix(".") ? 1 : 0))
  }

  /// Whether its names or its meaning have a text in them, which is in small letters.
  func mentions(_ text: String) -> Bool {
    ([name, meaning] + otherNames).contains { $0.lowercased().contains(text) }
  }

  init(
    _ name: String, _ otherNames: [String] = [], _ meaning: String, try line: String, see: [String]
  ) {
    (self.name, self.otherNames, self.meaning, self.line) = (name, otherNames, meaning, line)
    seeAlso = see
  }
}

/// All concepts that help explains.
package enum Concepts {
  /// In the order in which one meets them.
  package static let all =
    numbers + nets + pictures + sequences + learning + optimizing + judging + data + costs

  /// The page of a concept; `nil` for other words. Case, hyphens and a plural `s` do not matter.
  package static func text(of word: String) -> String? {
    found(word).map { concept in
      """
      \(concept.name)  (concept)
        \(concept.meaning)
        try: `\(concept.line)`
        see also: \(concept.seeAlso.map { "`?\($0)`" }.joined(separator: ", "))
      """
    }
  }

  /// The concept that a word means.
  package static func found(_ word: String) -> Concept? {
    let wanted = plain(word)
    guard !wanted.isEmpty else { return nil }
    let singular = wanted.last == "s" ? String(wanted.dropLast()) : wanted
    return all.first { concept in
      ([concept.name] + concept.otherNames).contains {
        plain($0) == wanted || plain($0) == singular
      }
    }
  }

  private static func plain(_ word: String) -> String {
    word.lowercased().filter { !" -_".contains($0) }
  }
}
