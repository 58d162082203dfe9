import Learning

/// A program of Keras in nabla's words.
///
/// `translate` reads a subset of Python's grammar and evaluates nothing of it. What it does not understand stays in the
/// text as a comment, and is named in the remarks with its line.
package struct KerasProgram {
  /// Something that is told of one statement of the program.
  package struct Remark: Equatable, Sendable {
    /// What kind of remark it is.
    package enum Kind: Equatable, Sendable {
      /// The statement is a comment in the result.
      case left
      /// It means something else here, or must be done by hand.
      case changed
      /// A warning that `train` gives, too.
      case lint(Lint)
    }

    /// The first line of the statement, counted from 1.
    package var line: Int
    /// What kind of remark it is.
    package var kind: Kind
    /// A sentence without a dot; empty for a lint, which is worded elsewhere.
    package var text: String
    /// The cell of a notebook, counted from 0; 0 in a program.
    package var cell = 0
  }

  /// The program in this language, with a line end behind each line.
  package var text: String
  /// In the order of lines.
  package var remarks: [Remark]
  /// Lines of the program that are not needed here: settings of a machine, decorations of charts.
  package var unneededLines: [Int]
  /// Whether a model, a layer or data of Keras stands in it.
  package var usesKeras: Bool
  /// Whose program it is where it is none of Keras; `nil` where nothing says so.
  package var framework: ForeignFramework?

  /// Whether each statement is translated, or not needed here.
  package var isWhole: Bool { !remarks.contains { $0.kind == .left } }

  /// The program in nabla's words; never throws, and takes time in proportion to its length.
  package static func translate(_ source: String) -> KerasProgram {
    let program = PythonProgram(source)
    let reader = ProgramReader()
    reader.run(program.statements)
    return reader.result
  }

  /// The cells of a notebook, each in nabla's words: a cell knows what those before it say.
  ///
  /// A model or data of which a later cell says more stand in the cell that makes them.
  package static func translate(cells: [String]) -> [KerasProgram] {
    guard !cells.isEmpty else { return [] }
    let reader = ProgramReader()
    for (place, cell) in cells.enumerated() {
      reader.cell = place
      reader.run(PythonProgram(cell).statements)
    }
    return reader.results(of: cells.count)
  }

  /// More than this was written by no hand.
  package static let longest = 1 << 20
}
