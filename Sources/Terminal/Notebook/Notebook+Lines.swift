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
    case "w!": return [.save(path: argument.isEmpty ? path : argument, overwrites: true)]
    case "wq", "x": return [.save(path: path, overwrites: false), .leave]
    case "q", "quit": return leave()
    case "q!":
      isModified = false
      return [.leave]
    case "e", "reload": return [.reload]
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
    case "restart": mode = .question(.restart)
    case "why": if let part { return [.explain(part.id)] }
    case "help": return argument.isEmpty ? helpCard() : [.help(argument)]
    case "keys": return helpCard()
    case let word where Int(word) != nil: focusCell(Int(word) ?? 1)
    default:
      notice =
        "no command :\(words[0]); there are w, q, wq, e, run, refresh, restart, why, help, keys, "
        + "and the number of a cell"
      return [.bell]
    }
    return []
  }

  private mutating func helpCard() -> [NotebookEffect] {
    mode = .page(NotebookKeys.card, from: 0)
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

/// The keys on one screen.
enum NotebookKeys {
  static let card = [
    "Command mode: letters act on the part with the bar. Enter edits it, Esc comes back.",
    "",
    "j k  ↓ ↑     next, previous               Space  C-u     a screen down, up",
    "gg  G        first, last                  :12            cell 12",
    "C-e          run the cell                 C-r            run it, go to the next",
    "M-Enter      run it, add one below        Shift-Enter    as C-r, where it is sent",
    "ea  es       run what is stale: all, section              (trainings ask first)",
    "ii  C-c      interrupt: pause, and ask    00             restart: forget all values",
    "a  b         add a cell above, below      dd  z          delete, bring back",
    "x  c  v      cut, copy, paste             M              merge with the next",
    "m  y         make it prose, a cell        S   M-s        split where the caret was, or is",
    "o            fold its outputs             ← →            fold a section, open it",
    "/  n  N      search, next, previous       w              why it is stale",
    "l            line numbers                 s              save",
    ":            a command: w q wq e run refresh restart why help",
    "h  ?  F1     this page                    q              leave",
    "",
    "Edit mode: the keys of the prompt. Tab completes, C-g explains the word at the cursor,",
    "C-_ undoes, M-_ does it again, M-e opens $VISUAL or $EDITOR, M-Enter runs, Esc leaves.",
    "",
    "Marks: * runs, + waits, ~ is stale, ! failed. Opening a session runs nothing.",
  ]
}
