import Plots
import Sessions
import Support

/// The picture of a notebook: a pure function of its state.
enum NotebookView {
  /// What is on the screen, and where the terminal's own cursor stands.
  struct Picture: Equatable {
    var grid: CellGrid
    var cursor: (row: Int, column: Int)

    static func == (left: Picture, right: Picture) -> Bool {
      left.grid == right.grid && left.cursor == right.cursor
    }
  }

  /// Rows below the parts: one for the status, one for what is told or typed.
  static let footRows = 2

  static func picture(of state: NotebookState) -> Picture {
    let size = state.size
    var grid = CellGrid(width: size.columns, height: size.rows)
    if case .page(let lines, let start) = state.mode {
      return page(lines, from: start, state, &grid)
    }
    var cursor = (row: 0, column: 0)
    let height = max(0, size.rows - footRows)
    var screenRow = -state.top.row
    var index = state.top.index
    while screenRow < height, index < state.session.parts.count {
      if state.isHidden(index) {
        index += 1
        continue
      }
      let part = NotebookRows(state, index)
      for (offset, row) in part.rows.enumerated() {
        let place = screenRow + offset
        guard place >= 0, place < height else { continue }
        draw(row, at: place, in: &grid, state.look.isASCII)
      }
      if index == state.focus, let caret = part.caret {
        cursor = (min(max(0, screenRow + caret.row), max(0, height - 1)), caret.column)
      }
      screenRow += part.rows.count
      index += 1
    }
    if state.session.parts.isEmpty, height > 0 {
      grid.write(
        "an empty session: b adds a cell, m makes it prose", row: 0, column: 0,
        like: state.look.cell(nil, .dim), isASCII: state.look.isASCII)
    }
    drawFoot(state, in: &grid, &cursor)
    return Picture(grid: grid, cursor: (cursor.row, min(cursor.column, max(0, size.columns - 1))))
  }

  private static func draw(
    _ row: NotebookRow, at place: Int, in grid: inout CellGrid, _ isASCII: Bool
  ) {
    var column = 0
    for (text, style) in row.pieces {
      grid.write(text, row: place, column: column, like: style, isASCII: isASCII)
      column += TextWidth.columns(of: text)
    }
    guard let (picture, source, start) = row.picture else { return }
    for offset in 0..<picture.width where start + offset < grid.width {
      grid[place, start + offset] = picture[source, offset]
    }
  }
}

// The foot.
extension NotebookView {
  private static func drawFoot(
    _ state: NotebookState, in grid: inout CellGrid, _ cursor: inout (row: Int, column: Int)
  ) {
    let (rows, columns) = (state.size.rows, state.size.columns)
    guard rows >= footRows else { return }
    put(statusLine(state), at: rows - 2, .reverse, state, in: &grid)
    let (text, typed) = lastLine(state)
    put(text, at: rows - 1, [], state, in: &grid)
    if typed { cursor = (rows - 1, min(TextWidth.columns(of: text), columns - 1)) }
  }

  private static func put(
    _ text: String, at row: Int, _ attributes: Cell.Attributes, _ state: NotebookState,
    in grid: inout CellGrid
  ) {
    let style = Cell(" ", attributes: attributes)
    for column in 0..<grid.width { grid[row, column] = style }
    grid.write(
      TextWidth.truncate(Sanitizer.visible(text), to: grid.width), row: row, column: 0, like: style,
      isASCII: state.look.isASCII)
  }

  private static func statusLine(_ state: NotebookState) -> String {
    let mode: String =
      switch state.mode {
      case .edit: "EDIT"
      case .pause: "PAUSED"
      default: "COMMAND"
      }
    let name = state.path.split(separator: "/").last.map(String.init) ?? "no name"
    var parts = [mode, name + (state.isModified ? " *" : "")]
    if state.session.isReadOnly { parts.append("read only") }
    let count = state.session.parts.count
    parts.append("\(min(count, state.focus + 1))/\(count)")
    let stale = state.cells.values.count { $0.phase == .done && $0.staleness != nil }
    if stale > 0 { parts.append("\(stale) stale") }
    if !state.running.isEmpty { parts.append(state.running) }
    return " " + parts.joined(separator: "  ")
  }

  /// The last row, and whether the cursor is behind it.
  private static func lastLine(_ state: NotebookState) -> (String, isTyped: Bool) {
    switch state.mode {
    case .line(let text): return (":" + text, true)
    case .search(let text): return ("/" + text, true)
    case .reply(let text): return ("answer> " + text, true)
    case .question(let question): return (words(of: question), true)
    case .pause: return (state.pause, true)
    case .edit:
      if !state.candidates.isEmpty { return (candidates(state), false) }
      return (
        state.notice.isEmpty ? "Esc command mode  M-Enter run  Tab complete" : state.notice, false
      )
    case .command, .page:
      return (
        state.notice.isEmpty
          ? "h help  Enter edit  C-e run  C-r run, next  s save  q leave" : state.notice, false
      )
    }
  }

  private static func candidates(_ state: NotebookState) -> String {
    if state.candidates.count == 1, let only = state.candidates.first {
      return only.text + "  " + only.summary
    }
    var text = ""
    for candidate in state.candidates {
      let longer = text + (text.isEmpty ? "" : "  ") + candidate.text
      if TextWidth.columns(of: longer) > state.size.columns - 2 { return text + " …" }
      text = longer
    }
    return text
  }

  private static func words(of question: NotebookState.Question) -> String {
    switch question {
    case .leave: "not saved: s)ave and leave  d)iscard changes  other keys stay "
    case .reload:
      "not saved: r)ead again, edits are gone  s)ave them  other keys stay "
    case .open: "not saved: s)ave and open  d)iscard changes and open  other keys stay "
    case .restart: "forget all values and end all trainings? y or n "
    case .changedOnDisk:
      "the file has changed on disk: o)verwrite  r)eload  other keys leave both "
    case .recover(let time): "changes of \(time) were not saved: r)estore them  f)orget them "
    case .train(_, let text): text + ": train again? y or n "
    }
  }
}

// Pages.
extension NotebookView {
  private static func page(
    _ lines: [String], from start: Int, _ state: NotebookState, _ grid: inout CellGrid
  ) -> Picture {
    let height = max(1, state.size.rows - 1)
    for (row, line) in lines.dropFirst(start).prefix(height).enumerated() {
      grid.write(
        Sanitizer.visible(line), row: row, column: 0, like: Cell(" "), isASCII: state.look.isASCII)
    }
    let last = min(lines.count, start + height)
    put(
      " \(start + 1)-\(last) of \(lines.count)  j k Space go along  q back",
      at: state.size.rows - 1,
      .reverse, state, in: &grid)
    return Picture(grid: grid, cursor: (0, 0))
  }
}
