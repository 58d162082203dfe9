/// A cell with the outputs that are stored for it.
package struct SessionCell: Equatable, Sendable {
  /// A stored output and where it stands.
  package struct Stored: Equatable, Sendable {
    /// What is stored.
    package var output: StoredOutput
    /// The bytes of its block in the document, without its pictures.
    package var range: Range<Int>
    /// The line of its opening fence, counted from 1.
    package var line: Int
    var indentation: Int
    /// The pictures of this output.
    var views: [Range<Int>] = []
  }

  /// Counted from 1, for messages; never written to the file.
  package let number: Int
  /// The block that holds the program.
  package let block: SessionBlock
  /// What its author asks.
  package let options: CellOptions
  /// What is stored for it, in the order of the file.
  package internal(set) var outputs: [Stored] = []

  /// The program.
  package var source: String { block.body }
  /// What its author calls it: `#xor`.
  package var identifier: String? { block.attributes.identifier }
}

/// Gives every output to the nearest cell above it and looks for identifiers used twice.
struct CellGrouping {
  private(set) var cells: [SessionCell] = []
  private(set) var warnings: [SessionWarning] = []
  private var identifiers: [String: Int] = [:]
  private var hasExercise = false
  private var hasQuiz = false

  mutating func add(_ block: SessionBlock) {
    if let identifier = block.attributes.identifier {
      if let first = identifiers[identifier] {
        warn(block, .duplicateIdentifier(identifier, firstLine: first))
      } else {
        identifiers[identifier] = block.line
      }
    }
    switch block.kind {
    case .cell:
      var problems: [SessionWarning.Kind] = []
      let options = CellOptions(block.attributes, problems: &problems)
      for problem in problems { warn(block, problem) }
      cells.append(SessionCell(number: cells.count + 1, block: block, options: options))
    case .output:
      if cells.isEmpty { return warn(block, .outputWithoutCell) }
      cells[cells.count - 1].outputs.append(
        SessionCell.Stored(
          output: StoredOutput(block), range: block.range, line: block.line,
          indentation: block.indentation))
    case .view:
      let count = cells.last?.outputs.count ?? 0
      if count == 0 { return warn(block, .outputWithoutCell) }
      cells[cells.count - 1].outputs[count - 1].views.append(block.range)
      cells[cells.count - 1].outputs[count - 1].output.view = block.body
    case .exercise: hasExercise = true
    case .hint, .solution:
      if !hasExercise, !hasQuiz || block.kind == .solution {
        warn(block, .withoutExercise(block: block.kind.word))
      }
    case .check:
      if !hasExercise, block.attributes["cell"] == nil {
        warn(block, .withoutExercise(block: block.kind.word))
      }
    case .quiz: hasQuiz = true
    case .unknown: break
    }
  }

  private mutating func warn(_ block: SessionBlock, _ kind: SessionWarning.Kind) {
    warnings.append(SessionWarning(line: block.line, kind: kind))
  }
}
