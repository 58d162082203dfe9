import Language
import Plots
import Sessions
import Support

/// One row of a part: words in their looks, or a row of a picture.
struct NotebookRow {
  var pieces: [(text: String, style: Cell)] = []
  var picture: (grid: CellGrid, row: Int, column: Int)?

  init(_ text: String = "", _ style: Cell = Cell(" ")) { pieces = [(text, style)] }

  init(pieces: [(text: String, style: Cell)]) { self.pieces = pieces }

  init(picture: CellGrid, row: Int, at column: Int) { self.picture = (picture, row, column) }
}

/// The rows of one part at a width; where the caret stands among them.
struct NotebookRows {
  var rows: [NotebookRow] = []
  /// Row and column of the caret, of the focused part.
  var caret: (row: Int, column: Int)?

  let state: NotebookState
  let part: SessionPart
  private let isFocused: Bool
  let width: Int
  let margin: Int
  var look: NotebookLook { state.look }

  /// Rows of an output that are shown; the rest is a count.
  static let outputLimit = 200

  /// How large the chart of a training is that is on.
  static func liveSize(_ window: WindowSize, cells: Int) -> WindowSize {
    WindowSize(
      rows: min(12, max(6, window.rows - 12)),
      columns: max(1, min(80, window.columns - margin(cells: cells, columns: window.columns) - 1)))
  }

  /// Columns before the text: a bar, a mark, the number of the cell.
  static func margin(cells: Int, columns: Int) -> Int {
    columns < 50 ? 2 : 5 + String(max(1, cells)).count
  }

  init(_ state: NotebookState, _ index: Int) {
    self.state = state
    part = state.session.parts[index]
    isFocused = index == state.focus
    width = state.size.columns
    margin = Self.margin(cells: state.cells.count, columns: width)
    build()
  }

  private mutating func build() {
    let editor = isFocused && state.mode == .edit ? state.editor : nil
    switch part.kind {
    case .cell:
      addProgram(editor)
      addRemark()
      addOutputs()
    case .prose:
      if let editor { addText(editor) } else { addProse() }
    case .other:
      if let exercise = state.lesson.exercise(part.id) {
        add(exercise, editor)
      } else if let quiz = state.lesson.quiz(part.id) {
        add(quiz)
      } else if let editor {
        addText(editor)
      } else {
        addOther()
      }
    }
    if rows.isEmpty { rows.append(row([("", Cell(" "))])) }
    if isFocused, caret == nil { caret = (0, 0) }
    rows.append(NotebookRow())
  }

  var status: CellStatus { state.status(of: part) }

  /// A row behind its margin.
  func row(_ pieces: [(text: String, style: Cell)], isFirst: Bool = false) -> NotebookRow {
    let bar = isFocused ? look.bar : " "
    let barStyle = look.cell(state.mode == .edit ? 2 : 6, .bold)
    guard margin > 2 else { return NotebookRow(pieces: [(bar + mark(isFirst), barStyle)] + pieces) }
    let number = isFirst && state.isProgram(part) ? "[\(status.number)]" : ""
    return NotebookRow(
      pieces: [
        (bar, barStyle), (mark(isFirst), markStyle),
        (TextWidth.padded(number, to: margin - 2), look.cell(nil, .dim)),
      ] + pieces)
  }

  private func mark(_ isFirst: Bool) -> String {
    guard isFirst, state.isProgram(part) else { return " " }
    switch status.phase {
    case .running: return "*"
    case .queued: return "+"
    case .failed: return "!"
    case .stored: return " "
    case .done: return status.staleness == nil ? " " : "~"
    }
  }

  private var markStyle: Cell {
    switch status.phase {
    case .running, .queued: look.cell(2, .bold)
    case .failed: look.cell(1, .bold)
    case .stored, .done: look.cell(3, .bold)
    }
  }

  mutating func addProgram(_ editor: CellEditor?) {
    let source = editor?.text ?? state.program(of: part) ?? part.text
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let spans = look.highlights(source)
    let numberWidth = state.showsLineNumbers ? String(lines.count).count + 1 : 0
    var offset = 0
    var next = 0
    for (index, line) in lines.enumerated() {
      let end = offset + line.utf8.count
      while next < spans.count, spans[next].0.end <= offset { next += 1 }
      var styles: [(range: Range<Int>, style: Cell)] = []
      var place = next
      while place < spans.count, spans[place].0.start < end {
        let range = max(0, spans[place].0.start - offset)..<min(end, spans[place].0.end) - offset
        styles.append((range, look.cell(spans[place].1)))
        place += 1
      }
      let dim = status.isShadowed && editor == nil
      var pieces = styled(line, dim ? [] : styles, base: dim ? look.cell(nil, .dim) : Cell(" "))
      if numberWidth > 0 {
        let number = TextWidth.rightAligned("\(index + 1)", to: numberWidth - 1) + " "
        pieces.insert((number, look.cell(nil, .dim)), at: 0)
      }
      add(pieces, line: index, indent: numberWidth, editor, isFirst: index == 0)
      offset = end + 1
    }
  }

  /// The pieces of a line; what could steer the terminal is made visible.
  private func styled(
    _ line: Substring, _ styles: [(range: Range<Int>, style: Cell)], base: Cell = Cell(" ")
  ) -> [(text: String, style: Cell)] {
    let bytes = Array(line.utf8)
    var pieces: [(text: String, style: Cell)] = []
    var position = 0
    let ends = line.utf8.count == line.count ? [] : line.indices.map { end(of: $0, in: line) }
    // A mark belongs to the letter before it, whatever the language makes of the two.
    func whole(_ offset: Int) -> Int { ends.first { $0 >= offset } ?? offset }
    func text(_ range: Range<Int>) -> String {
      Sanitizer.visible(String(decoding: bytes[range], as: UTF8.self))
    }
    for (part, style) in styles where !part.isEmpty {
      let range = max(position, whole(part.lowerBound))..<max(position, whole(part.upperBound))
      if part.lowerBound < position && range.isEmpty || range.isEmpty { continue }
      if range.lowerBound > position { pieces.append((text(position..<range.lowerBound), base)) }
      pieces.append((text(range), style))
      position = range.upperBound
    }
    if position < bytes.count { pieces.append((text(position..<bytes.count), base)) }
    return pieces
  }

  private func end(of index: Substring.Index, in line: Substring) -> Int {
    line.utf8.distance(from: line.startIndex, to: line.index(after: index))
  }

  /// One line of text, broken where the window ends.
  mutating func add(
    _ pieces: [(text: String, style: Cell)], line: Int = -1, indent: Int = 0,
    _ editor: CellEditor? = nil, isFirst: Bool = false
  ) {
    let room = max(8, width - margin - 1)
    let first = rows.count
    var current: [(text: String, style: Cell)] = []
    var used = 0
    // How much of the line stands before the caret, in bytes; the number of the line counts, too.
    var left: Int?
    if let editor, editor.caret.line == line {
      let before = String(editor.lines[line][..<editor.caret.column])
      left = indent + Sanitizer.visible(before).utf8.count
    }
    for (text, style) in pieces {
      var piece = ""
      for character in text {
        let columns = TextWidth.columns(of: character)
        if used + columns > room {
          current.append((piece, style))
          rows.append(row(current, isFirst: isFirst && rows.count == first))
          (current, piece, used) = ([], "", 0)
        }
        if let bytes = left {
          if bytes <= 0 {
            caret = (rows.count, margin + used)
            left = nil
          } else {
            left = bytes - character.utf8.count
          }
        }
        piece.append(character)
        used += columns
      }
      current.append((piece, style))
    }
    rows.append(row(current, isFirst: isFirst && rows.count == first))
    guard left != nil else { return }
    caret = (rows.count - 1, margin + used)
    // Behind a full row it stands at the beginning of the next.
    if used >= room {
      caret = (rows.count, margin)
      rows.append(row([]))
    }
  }

  mutating func addRemark() {
    guard let reason = status.staleness, [.done, .failed].contains(status.phase) else { return }
    let text = status.phase == .failed ? reason : "stale: " + reason
    for line in WordWrap.lines(of: text, columns: max(10, width - margin - 1)) {
      rows.append(row([(line, look.cell(status.phase == .failed ? 1 : 3))]))
    }
  }
}
