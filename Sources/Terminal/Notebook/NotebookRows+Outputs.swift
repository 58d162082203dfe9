import Plots
import Sessions
import Support

// What stands below a program, and what is no program.
extension NotebookRows {
  mutating func addOutputs() {
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
    case .report(let report): addLines(report.text(limit: outputRoom), Cell(" "))
    case .error(let text): addLines(text, look.cell(1))
    case .aside(let text): addLines(text, look.cell(nil, .dim))
    case .plot(let plot): add(plot, rows: min(width >= 140 ? 24 : 14, max(6, state.size.rows - 10)))
    case .live(let grid, let line):
      add(grid)
      addLines(line, look.cell(nil, .bold))
    }
  }

  /// The columns that an output has.
  private var outputRoom: Int { max(8, width - margin - 1) }

  private mutating func addLines(_ text: String, _ style: Cell) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let room = outputRoom
    for line in lines.prefix(Self.outputLimit) {
      for piece in WordWrap.pieces(of: Sanitizer.visible(String(line)), columns: room) {
        add([(piece, style)])
      }
    }
    if lines.count > Self.outputLimit {
      let rest = NumberText.grouped(lines.count - Self.outputLimit)
      add([("… \(rest) more lines", look.cell(nil, .dim))])
    }
  }

  /// A line in pieces of at most so many columns, cut between words where there are any.

  private mutating func add(_ plot: Plot, rows height: Int) {
    if look.describesCharts { return addLines(plot.description, look.cell()) }
    let columns = max(1, min(width >= 140 ? 160 : 80, width - margin - 1))
    add(Picture.grid(of: plot, size: WindowSize(rows: height, columns: columns), look.plots))
  }

  private mutating func add(_ grid: CellGrid) {
    for index in 0..<grid.height {
      var row = self.row([])
      row.picture = (grid, index, margin)
      rows.append(row)
    }
  }

  mutating func addProse() {
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
  func pieces(ofRendered line: String) -> [(text: String, style: Cell)] {
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

  mutating func addText(_ editor: CellEditor) {
    for (index, line) in editor.lines.enumerated() {
      add([(Sanitizer.visible(String(line)), Cell(" "))], line: index, editor)
    }
  }

  /// Exercises, questions and directives: their words, without the fences.
  mutating func addOther() {
    let label = part.word.hasPrefix("nabla-") ? String(part.word.dropFirst(6)) : part.word
    var lines = part.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    // A directive is one line, of which its name says all.
    lines = lines.dropFirst()
    if lines.last?.drop(while: { $0 == " " }).first.map({ "`~".contains($0) }) == true {
      lines = lines.dropLast()
    }
    add([(label, look.cell(5, .bold))])
    for line in lines {
      for piece in WordWrap.pieces(
        of: Sanitizer.visible(String(line)), columns: max(8, width - margin - 1))
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
