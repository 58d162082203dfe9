import Books
import Language

/// A part of a cell: a command of the prompt on a line of its own, or the program up to the next one.
struct CellPiece {
  var input: ShellInput
  /// Of its first line in the cell, counted from 1.
  var firstLine: Int

  /// The parts in their order.
  ///
  /// A line is a command where no bracket is open before it, and its word is one that is known: `:3]` may go
  /// on with a slice.
  static func pieces(of code: String) -> [CellPiece] {
    // Whoever types only a command may misspell it.
    let whole = ShellInput(code)
    guard case .source = whole else {
      return code.contains("\n") && !isOneLine(code)
        ? split(code) : [CellPiece(input: whole, firstLine: 1)]
    }
    return split(code)
  }

  private static func isOneLine(_ code: String) -> Bool {
    code.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }.count < 2
  }

  private static func split(_ code: String) -> [CellPiece] {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: isMarked) else {
      return [CellPiece(input: .source(code), firstLine: 1)]
    }
    var pieces: [CellPiece] = []
    var (program, first) = ("", 1)
    let close = { (number: Int) in
      if !program.allSatisfy(\.isWhitespace) {
        pieces.append(CellPiece(input: .source(program), firstLine: first))
      }
      (program, first) = ("", number + 1)
    }
    for (index, line) in lines.enumerated() {
      if isMarked(line), KernelCommands.stands(String(line)), Nesting.depth(of: program) == 0 {
        close(index + 1)
        pieces.append(CellPiece(input: ShellInput(String(line)), firstLine: index + 1))
        first = index + 2
      } else {
        program += line + "\n"
      }
    }
    close(lines.count)
    return pieces
  }

  private static func isMarked(_ line: Substring) -> Bool {
    let first = line.first { !$0.isWhitespace }
    return first == ":" || first == "?" || first == "%"
  }
}
