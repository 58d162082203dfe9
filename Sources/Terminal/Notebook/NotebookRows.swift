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
  private(set) var rows: [NotebookRow] = []
  /// Row and column of the caret, of the focused part.
  private(set) var caret: (row: Int, column: Int)?

  private let state: NotebookState
  private let part: SessionPart
  private let isFocused: Bool
  private let width: Int
  private let margin: Int
  private var look: NotebookLook { state.look }

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
      if let editor { addText(editor) } else { addOther() }
    }
    if rows.isEmpty { rows.append(row([("", Cell(" "))])) }
    if isFocused, caret == nil { caret = (0, 0) }
    rows.append(NotebookRow())
  }

  private var status: CellStatus { state.status(of: part) }

  /// A row behind its margin.
  private func row(_ pieces: [(text: String, style: Cell)], isFirst: Bool = false) -> NotebookRow {
    let bar = isFocused ? look.bar : " "
    let barStyle = look.cell(state.mode == .edit ? 2 : 6, .bold)
    guard margin > 2 else { return NotebookRow(pieces: [(bar + mark(isFirst), barStyle)] + pieces) }
    let number = isFirst && part.kind == .cell ? "[\(status.number)]" : ""
    return NotebookRow(
      pieces: [
        (bar, barStyle), (mark(isFirst), markStyle),
        (TextWidth.padded(number, to: margin - 2), look.cell(nil, .dim)),
      ] + pieces)
  }

  private func mark(_ isFirst: Bool) -> String {
    guard isFirst, part.kind == .cell else { return " " }
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

  // MARK: Programs

  private mutating func addProgram(_ editor: CellEditor?) {
    let source = editor?.text ?? part.text
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
    func text(_ range: Range<Int>) -> String {
      Sanitizer.visible(String(decoding: bytes[range], as: UTF8.self))
    }
    for (range, style) in styles where range.lowerBound >= position && !range.isEmpty {
      if range.lowerBound > position { pieces.append((text(position..<range.lowerBound), base)) }
      pieces.append((text(range), style))
      position = range.upperBound
    }
    if position < bytes.count { pieces.append((text(position..<bytes.count), base)) }
    return pieces
  }

  /// One line of text, broken where the window ends.
  private mutating func add(
    _ pieces: [(text: String, style: Cell)], line: Int = -1, indent: Int = 0,
    _ editor: CellEditor? = nil, isFirst: Bool = false
  ) {
    let room = max(8, width - margin - 1)
    let first = rows.count
    var current: [(text: String, style: Cell)] = []
    var used = 0
    for (text, style) in pieces {
      var piece = ""
      for character in text {
        let columns = TextWidth.columns(of: character)
        if used + columns > room {
          current.append((piece, style))
          rows.append(row(current, isFirst: isFirst && rows.count == first))
          (current, piece, used) = ([], "", 0)
        }
        piece.append(character)
        used += columns
      }
      current.append((piece, style))
    }
    rows.append(row(current, isFirst: isFirst && rows.count == first))
    guard let editor, editor.caret.line == line else { return }
    let before = Sanitizer.visible(String(editor.lines[line][..<editor.caret.column]))
    let column = indent + TextWidth.columns(of: before)
    caret = (first + column / room, margin + column % room)
    while rows.count <= first + column / room { rows.append(row([])) }
  }

  private mutating func addRemark() {
    guard let reason = status.staleness, [.done, .failed].contains(status.phase) else { return }
    let text = status.phase == .failed ? reason : "stale: " + reason
    for line in wrapped(text, to: max(10, width - margin - 1)) {
      rows.append(row([(line, look.cell(status.phase == .failed ? 1 : 3))]))
    }
  }

  // MARK: Outputs

  private mutating func addOutputs() {
    let outputs = status.outputs ?? part.outputs.map(CellOutput.init)
    guard !outputs.isEmpty || status.live != nil else { return }
    if state.folded.contains(part.id) {
      rows.append(row([("\(outputs.count) outputs folded, o opens them", look.cell(nil, .dim))]))
      return
    }
    for output in outputs + [status.live].compactMap(\.self) { add(output) }
  }

  private mutating func add(_ output: CellOutput) {
    switch output {
    case .text(let text): addLines(text, Cell(" "))
    case .error(let text): addLines(text, look.cell(1))
    case .aside(let text): addLines(text, look.cell(nil, .dim))
    case .plot(let plot): add(plot, rows: min(14, max(6, state.size.rows - 10)))
    case .live(let grid, let line):
      add(grid)
      addLines(line, look.cell(nil, .bold))
    }
  }

  private mutating func addLines(_ text: String, _ style: Cell) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let room = max(8, width - margin - 1)
    for line in lines.prefix(Self.outputLimit) {
      for piece in NotebookRows.broken(Sanitizer.visible(String(line)), room) {
        add([(piece, style)])
      }
    }
    if lines.count > Self.outputLimit {
      let rest = NumberText.grouped(lines.count - Self.outputLimit)
      add([("… \(rest) more lines", look.cell(nil, .dim))])
    }
  }

  /// A line in pieces of at most so many columns, cut between words where there are any.
  static func broken(_ line: String, _ room: Int) -> [String] {
    guard TextWidth.columns(of: line) > room else { return [line] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in line {
      let columns = TextWidth.columns(of: character)
      if used + columns > room {
        // Words go to the next row whole, unless one fills most of it.
        if let blank = piece.lastIndex(of: " "),
          piece.distance(from: blank, to: piece.endIndex) < room / 2, character != " "
        {
          let rest = String(piece[piece.index(after: blank)...])
          pieces.append(String(piece[..<blank]))
          (piece, used) = (rest, TextWidth.columns(of: rest))
        } else {
          pieces.append(piece)
          (piece, used) = ("", 0)
        }
        if piece.isEmpty, character == " " { continue }
      }
      piece.append(character)
      used += columns
    }
    return pieces + [piece]
  }

  private mutating func add(_ plot: Plot, rows height: Int) {
    let columns = max(1, min(80, width - margin - 1))
    add(Picture.grid(of: plot, size: WindowSize(rows: height, columns: columns), look.plots))
  }

  private mutating func add(_ grid: CellGrid) {
    for index in 0..<grid.height {
      var row = self.row([])
      row.picture = (grid, index, margin)
      rows.append(row)
    }
  }

  // MARK: Prose

  private mutating func addProse() {
    let columns = max(10, min(width - margin - 1, 100))
    let isClosed = state.closed.contains(part.id)
    let text = isClosed ? String(part.text.prefix { $0 != "\n" }) : part.text
    let prose = ProseText(columns: columns, hasColor: true)
    for line in prose.rendered(text).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    {
      add(pieces(ofRendered: String(line)))
    }
    if isClosed { add([("… section folded, → opens it", look.cell(nil, .dim))]) }
  }

  /// Prose comes with the two looks that it has.
  private func pieces(ofRendered line: String) -> [(text: String, style: Cell)] {
    var pieces: [(text: String, style: Cell)] = []
    var style = Cell(" ")
    for part in line.split(separator: "\u{1B}", omittingEmptySubsequences: false) {
      var text = part
      for (code, next) in [
        ("[1m", look.cell(6, .bold)), ("[2m", look.cell(nil, .dim)), ("[0m", Cell(" ")),
      ] where text.hasPrefix(code) {
        (text, style) = (text.dropFirst(code.count), next)
      }
      if !text.isEmpty { pieces.append((String(text), style)) }
    }
    return pieces.isEmpty ? [("", Cell(" "))] : pieces
  }

  private mutating func addText(_ editor: CellEditor) {
    for (index, line) in editor.lines.enumerated() {
      add([(Sanitizer.visible(String(line)), Cell(" "))], line: index, editor)
    }
  }

  /// Exercises, questions and directives: their words, without the fences.
  private mutating func addOther() {
    let label = part.word.hasPrefix("nabla-") ? String(part.word.dropFirst(6)) : part.word
    var lines = part.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.count > 1 { lines = lines.dropFirst() }
    if lines.last?.drop(while: { $0 == " " }).first.map({ "`~".contains($0) }) == true {
      lines = lines.dropLast()
    }
    add([(label, look.cell(5, .bold))])
    for line in lines {
      for piece in NotebookRows.broken(Sanitizer.visible(String(line)), max(8, width - margin - 1))
      {
        add([(piece, look.cell(nil, .dim))])
      }
    }
  }
}

extension CellOutput {
  /// What is stored in a file; charts there have a picture.
  init(_ stored: StoredOutput) {
    switch stored.kind {
    case .error: self = .error(stored.body)
    case .plot, .curve: self = .text(stored.view ?? stored.body)
    case .text, .table, .value: self = .text(stored.body)
    }
  }
}
