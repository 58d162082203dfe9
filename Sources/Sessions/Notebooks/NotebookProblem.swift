/// Why a file is no notebook that can be read; worded in `Problems`.
package enum NotebookProblem: Error, Equatable, Sendable {
  /// No JSON: the line, counted from 1, what would fit there, what stands there.
  case noJSON(line: Int, expected: String, found: String)
  /// JSON without the cells of a notebook.
  case noCells
  /// A form of the format that is too old or too new; `nbformat` of the file.
  case version(Int)
  /// A part of a cell that is not what the format says; cells count from 1.
  case badCell(number: Int, part: String, expected: String)
  /// What is left without pictures and long texts is still longer than `limit` bytes.
  case tooLong(limit: Int)
  case tooManyValues(limit: Int)
  case tooManyCells(limit: Int)
}

/// What of a notebook does not come into a session.
package struct NotebookLeftOut: Equatable, Sendable {
  /// Pictures, sounds and pages among the outputs.
  package var media = 0
  /// Files that prose carries with it.
  package var attachments = 0
  /// Texts of more than a megabyte.
  package var longTexts = 0
  /// Cells and outputs of kinds that the format does not know.
  package var unknown = 0
  /// Questions that were changed in the notebook and are prose now.
  package var changedQuestions = 0

  /// Nothing is left out.
  package init() {}
}
