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
  package var range: Range<Int>
  /// SGR parameters, `1;34`.
  package var style: String

  package init(_ range: Range<Int>, style: String) {
    self.range = range
    self.style = style
  }
}

/// What may stand from `start` to the cursor.
package struct CompletionAnswer {
  package struct Candidate: Hashable, Sendable {
    package var text: String
    /// One line, shown in the list.
    package var summary: String
    /// Added when this is the only candidate: `=`, `(` or a blank.
    package var suffix: String

    package init(_ text: String, summary: String = "", suffix: String = "") {
      self.text = text
      self.summary = summary
      self.suffix = suffix
    }
  }

  /// Offset of the word in Unicode scalars.
  package var start: Int
  package var candidates: [Candidate]

  package init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }
}
