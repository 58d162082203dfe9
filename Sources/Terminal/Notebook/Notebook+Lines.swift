import Support

// What is typed behind `:`.
extension NotebookState {
  mutating func obey(_ line: String) -> [NotebookEffect] {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = words.count > 1 ? words[1] : ""
    switch words.first ?? "" {
    case "": return []
    case "w", "save":
      return [.save(path: argument.isEmpty ? path : argument, overwrites: false)]
    case "w!", "save!": return [.save(path: argument.isEmpty ? path : argument, overwrites: true)]
    case "wq", "x": return [.save(path: path, overwrites: false), .leave]
    case "q", "quit": return leave()
    case "q!":
      isModified = false
      return [.leave]
    case "e", "reload", "open": return read(argument, losesEdits: false)
    case "e!", "reload!", "open!": return read(argument, losesEdits: true)
    case "run":
      let ids = session.parts.filter { $0.kind == .cell && !$0.options.isNotRun }.map(\.id)
      guard let part else { return [] }
      let place = ids.firstIndex(of: part.id) ?? 0
      switch argument {
      case "", "all": return [.run(ids)]
      case "above": return [.run(Array(ids.prefix(place)))]
      case "below": return [.run(Array(ids.dropFirst(place)))]
      default:
        notice = ":run all, :run above or :run below"
        return [.bell]
      }
    case "refresh":
      return [.refresh(session.parts.filter { $0.kind == .cell }.map(\.id))]
    case "undo": return [.undo]
    case "restart": mode = .question(.restart)
    case "why": if let part { return [.explain(part.id)] }
    case "help": return argument.isEmpty ? helpCard() : [.help(argument)]
    case "keys": return helpCard()
    case "conflicts": mode = .page(conflicts, from: 0)
    case let word where Int(word) != nil: focusCell(Int(word) ?? 1)
    default:
      notice =
        "no command :\(words[0]); there are w, q, wq, e, run, refresh, undo, restart, why, help, keys, "
        + "conflicts, and the number of a cell"
      return [.bell]
    }
    return []
  }

  /// Reads the file again, or opens another one; asks first where edits would be lost.
  private mutating func read(_ other: String, losesEdits: Bool) -> [NotebookEffect] {
    guard losesEdits || !isModified || session.isReadOnly else {
      mode = .question(other.isEmpty ? .reload : .open(other))
      return []
    }
    if losesEdits, !other.isEmpty { isModified = false }
    return [other.isEmpty ? .reload : .open(other)]
  }

  private mutating func helpCard() -> [NotebookEffect] {
    mode = .page(NotebookKeys.card(columns: size.columns), from: 0)
    return []
  }

  private mutating func focusCell(_ number: Int) {
    var count = 0
    for (index, part) in session.parts.enumerated() where part.kind == .cell {
      count += 1
      if count == number {
        focus = index
        return
      }
    }
    notice = "there are \(count) cells"
  }
}
