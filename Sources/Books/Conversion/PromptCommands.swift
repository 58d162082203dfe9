import Sessions

/// Commands of the prompt in the code of a notebook, `:who` or `?dense`: a kernel does them, a session shows them.
enum PromptCommands {
  /// The notebook with commands in cells of their own, which are not run; the statements around them are cells as
  /// before. What a cell gave stays with its last statements.
  static func parted(_ notebook: Notebook) -> Notebook {
    guard notebook.isSession || notebook.language == "nabla" else { return notebook }
    var copy = notebook
    copy.cells = notebook.cells.flatMap(parts)
    return copy
  }

  private static func parts(of cell: Notebook.Cell) -> [Notebook.Cell] {
    // A session's own cell keeps its text, whatever it says.
    guard cell.kind == .code, cell.notes.text == nil, cell.notes.kind == nil else { return [cell] }
    let pieces = pieces(of: cell.source)
    guard pieces.contains(where: \.isCommand) else { return [cell] }
    let last = pieces.lastIndex { !$0.isCommand } ?? pieces.count - 1
    return pieces.enumerated().map { index, piece in
      var part = cell
      part.source = piece.lines.joined(separator: "\n")
      if index != last { part.outputs = [] }
      if index < pieces.count - 1 { part.notes.gap = nil }
      if index > 0 { part.notes.options = nil }
      if piece.isCommand { part.notes.options = "norun" }
      return part
    }
  }

  private static func pieces(of code: String) -> [(isCommand: Bool, lines: [Substring])] {
    var pieces: [(isCommand: Bool, lines: [Substring])] = []
    var program = ""
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy { $0 == " " || $0 == "\t" }
      if isBlank, !pieces.isEmpty {
        pieces[pieces.count - 1].lines.append(line)
        continue
      }
      let isCommand = isMarked(line) && Nesting.depth(of: program) == 0
      program = isCommand ? "" : program + line + "\n"
      if pieces.last?.isCommand == isCommand {
        pieces[pieces.count - 1].lines.append(line)
      } else if !isBlank {
        pieces.append((isCommand, [line]))
      }
    }
    for index in pieces.indices {
      while let line = pieces[index].lines.last, line.allSatisfy({ $0 == " " || $0 == "\t" }) {
        pieces[index].lines.removeLast()
      }
    }
    return pieces
  }

  /// No statement begins so; inside of brackets, which `Nesting` sees, `:3]` goes on with a slice.
  private static func isMarked(_ line: Substring) -> Bool {
    let start = line.drop { $0 == " " || $0 == "\t" }
    switch ShellInput(String(line)) {
    case .command: return start.first == ":" || start.first == "%"
    case .help, .definition: return start.first == "?"
    case .nothing, .source: return false
    }
  }
}
