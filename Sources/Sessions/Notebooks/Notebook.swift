import Support

/// A Jupyter notebook: cells in their order, each with what it gave.
///
/// Of the format (nbformat 4.5) only what a session can hold is kept; see `Notebook+Writing` for what is
/// written, and `NotebookReader` for what of other notebooks is left out.
package struct Notebook: Equatable, Sendable {
  /// One cell.
  package struct Cell: Equatable, Sendable {
    /// What a cell is for.
    package enum Kind: String, Sendable { case markdown, code, raw }

    /// What it is for.
    package var kind: Kind
    /// Letters, digits, hyphens and underscores, at most 64; every cell another. Empty where none is known.
    package var id = ""
    /// Lines joined by LF.
    package var source: String
    /// Of a code cell: what it gave.
    package var outputs: [Output] = []
    /// Of a code cell: the number of its run; `nil` where it did not run.
    package var count: Int?
    /// Words for programs that show or run notebooks, such as `skip-execution`.
    package var tags: [String] = []
    /// What a session knows of the cell and a notebook has no place for.
    package var notes = Notes()

    /// A cell without outputs.
    package init(_ kind: Kind, _ source: String) { (self.kind, self.source) = (kind, source) }
  }

  /// `metadata.nabla` of a cell.
  package struct Notes: Equatable, Sendable {
    /// The word of a block that is neither prose nor a cell: `nabla-quiz`, `directive`.
    package var kind: String?
    /// What stands in the braces behind the word: `#xor timeout=60s`.
    package var options: String?
    /// The blank lines behind the part, where they are not one.
    package var gap: String?
    /// The part as it stands in the session's file, where its cell does not say it exactly.
    package var text: String?
  }

  /// What a code cell gave.
  package enum Output: Equatable, Sendable {
    /// Printed lines.
    case stream(String)
    case error(name: String, text: String)
    case shown(Shown)
  }

  /// One value in several forms, of which a reader shows the best that it can.
  package struct Shown: Equatable, Sendable {
    /// Whether it is the value of the cell's last line.
    package var isResult = false
    /// Of the type text/plain.
    package var text: String
    /// A chart, of the type image/svg+xml.
    package var svg: String?
    /// A table, of the type text/html.
    package var html: String?
    /// What a session knows of it: kind, attributes, and the data where `text` is a picture of them.
    package var note: JSON?

    /// A value as text alone.
    package init(_ text: String) { self.text = text }
  }

  /// In the order of the file.
  package var cells: [Cell]
  /// The language of the code cells, in small letters: `nabla`, `python`.
  package var language: String
  /// Whether a session was written into it.
  package var isSession: Bool
  /// Of a session: its byte-order mark and front matter as they stand in its file.
  package var head: String
  /// Of a session: whether its lines end with CR and LF.
  package var hasCRLF: Bool
  /// Shown to readers; `nil` where it has none.
  package var title: String?

  /// The mime type of `Shown.note`.
  package static let noteType = "application/vnd.nabla.out+json"

  /// A notebook of nabla's language.
  package init(_ cells: [Cell] = [], language: String = "nabla") {
    self.cells = cells
    self.language = language
    (isSession, head, hasCRLF, title) = (false, "", false, nil)
  }
}
