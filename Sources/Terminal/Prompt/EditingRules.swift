/// What the line editor asks the shell about the text: the editor itself knows no language.
package struct EditingRules {
  /// Whether the text, which ends with a new line, can run as it is, be it right or wrong; else it
  /// gets another line.
  package var isComplete: (String) -> Bool
  /// Candidates for the word before the cursor, which counts Unicode scalars.
  package var completions: (_ text: String, _ cursor: Int) -> CompletionAnswer
  /// Coloured ranges, in Unicode scalars; overlaps: the later one wins.
  package var highlights: (String) -> [HighlightSpan]
  /// Blanks that begin the line after this text.
  package var indentation: (String) -> Int
  /// What the hint would add behind the text; `nil` leaves it to the history.
  package var hint: (String) -> String?

  /// Rules that leave the text alone unless one is given: every text can run, nothing is completed
  /// or coloured, and the history gives the hints.
  package init(
    isComplete: @escaping (String) -> Bool = { _ in true },
    completions: @escaping (String, Int) -> CompletionAnswer = { _, cursor in
      CompletionAnswer(start: cursor, candidates: [])
    },
    highlights: @escaping (String) -> [HighlightSpan] = { _ in [] },
    indentation: @escaping (String) -> Int = { _ in 0 },
    hint: @escaping (String) -> String? = { _ in nil }
  ) {
    self.isComplete = isComplete
    self.completions = completions
    self.highlights = highlights
    self.indentation = indentation
    self.hint = hint
  }
}

/// A part of the line with one look.
package struct HighlightSpan: Hashable, Sendable {
  /// Where it stands in the text, in Unicode scalars.
  package var range: Range<Int>
  /// SGR parameters, `1;34`.
  package var style: String

  /// A range, and SGR parameters without escape and `m`.
  package init(_ range: Range<Int>, style: String) {
    self.range = range
    self.style = style
  }
}

/// What may stand from `start` to the cursor.
package struct CompletionAnswer {
  /// What the word may become.
  package struct Candidate: Hashable, Sendable {
    /// Stands in the word's place if it is chosen.
    package var text: String
    /// One line, shown in the list.
    package var summary: String
    /// Added when this is the only candidate: `=`, `(` or a blank.
    package var suffix: String

    /// A word, what the list says of it, and what follows it where it is the only one.
    package init(_ text: String, summary: String = "", suffix: String = "") {
      self.text = text
      self.summary = summary
      self.suffix = suffix
    }
  }

  /// Offset of the word in Unicode scalars.
  package var start: Int
  /// In the order of the list; empty where nothing fits.
  package var candidates: [Candidate]

  /// What fits the word that begins at `start`, in Unicode scalars.
  package init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }
}
