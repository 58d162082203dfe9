import Support

// What is typed behind `:`.
extension NotebookState {
  mutating func obey(_ line: String) -> [NotebookEffect] {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let word = words.first else { return [] }
    if let command = NotebookCommand.named(word) {
      return command.action(&self, words.count > 1 ? words[1] : "")
    }
    if let number = Int(word) {
      focusCell(number)
      return []
    }
    notice =
      "no command :\(word); there are \(NotebookCommand.listed), and the number of a cell"
    return [.bell]
  }

  /// `:run`, `:run all`, `:run above`, `:run below`.
  mutating func run(which cells: String) -> [NotebookEffect] {
    let ids = session.parts.filter(runs).map(\.id)
    guard let part else { return [] }
    let place = ids.firstIndex(of: part.id) ?? 0
    switch cells {
    case "", "all": return [.run(ids)]
    case "above": return [.run(Array(ids.prefix(place)))]
    case "below": return [.run(Array(ids.dropFirst(place)))]
    default:
      notice = ":run all, :run above or :run below"
      return [.bell]
    }
  }

  /// Reads the file again, or opens another one; asks first where edits would be lost.
  mutating func read(_ other: String, losesEdits: Bool) -> [NotebookEffect] {
    guard losesEdits || !isModified || session.isReadOnly else {
      mode = .question(other.isEmpty ? .reload : .open(other))
      return []
    }
    if losesEdits, !other.isEmpty { isModified = false }
    return [other.isEmpty ? .reload : .open(other)]
  }

  mutating func showCard() {
    mode = .page(NotebookKey.card(columns: size.columns), from: 0)
  }

  private mutating func focusCell(_ number: Int) {
    var count = 0
    for (index, part) in session.parts.enumerated() where isProgram(part) {
      count += 1
      if count == number {
        focus = index
        return
      }
    }
    notice = "there are \(count) cells"
  }
}
