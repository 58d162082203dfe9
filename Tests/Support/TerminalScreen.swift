/// A small xterm: enough for libedit and ncurses with `TERM=xterm-256color`.
package struct TerminalScreen {
  /// One place of the screen.
  package struct Place: Equatable {
    package var scalar: Unicode.Scalar = " "
    /// Marks and joined code points behind it.
    package var marks: [Unicode.Scalar] = []
    /// The second half of a wide character.
    package var isContinuation = false
    /// The SGR parameters that are on.
    package var style = ""
  }

  package internal(set) var rows: Int
  package internal(set) var columns: Int
  package internal(set) var row = 0
  package internal(set) var column = 0
  /// ncurses draws there; the text screen comes back when it leaves.
  package internal(set) var isAlternate = false
  package internal(set) var showsCursor = true
  package internal(set) var takesPastes = false
  /// Rows that have left at the top.
  package internal(set) var scrollBack: [String] = []
  /// Whether it draws emoji of several code points as one; then it answers so.
  package var joins = false
  /// What it has to say to the program: where its cursor is, when asked.
  package var replies: [UInt8] = []
  package var answers = true
  /// The numbers of its device attributes; with 4 it shows sixels.
  package var attributes = "62;22"
  /// Whether it has kitty's protocol for pictures.
  package var hasKitty = false
  /// What came in `ESC P` or `ESC _`: pictures, or questions for them.
  package internal(set) var packed: [String] = []
  var places: [[Place]]
  var saved: [[Place]]?
  var savedCursor = (row: 0, column: 0)
  var top = 0
  var bottom: Int
  var style = ""
  /// A character in the last column: the next one begins a row.
  var wrapsNext = false
  var lastScalar: Unicode.Scalar = " "
  var parser = EscapeParser()

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    bottom = rows - 1
    places = Self.blank(rows, columns)
  }

  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      for action in parser.take(byte) { perform(action) }
    }
  }

  /// A row without the blanks at its end.
  package func line(_ row: Int) -> String {
    var text = String.UnicodeScalarView()
    for place in places[row] where !place.isContinuation {
      text.append(place.scalar)
      text.append(contentsOf: place.marks)
    }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  package var lines: [String] { (0..<rows).map(line) }

  /// All rows down to the last that shows something.
  package var text: String {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  package var cursorLine: String { line(row) }

  package func place(_ row: Int, _ column: Int) -> Place { places[row][column] }

  /// Cells that a braille chart has drawn.
  package var brailleCount: Int {
    places.joined().count { (0x2801...0x28FF).contains($0.scalar.value) }
  }

  package mutating func resize(rows newRows: Int, columns newColumns: Int) {
    func fit(_ grid: [[Place]]) -> [[Place]] {
      var grid = grid.map { row in
        row.prefix(newColumns)
          + [Place](repeating: Place(), count: max(0, newColumns - row.count))
      }.map { Array($0) }
      while grid.count > newRows { grid.removeFirst() }
      while grid.count < newRows { grid.append([Place](repeating: Place(), count: newColumns)) }
      return grid
    }
    row = min(max(0, row - max(0, rows - newRows)), newRows - 1)
    places = fit(places)
    saved = saved.map(fit)
    (rows, columns) = (newRows, newColumns)
    (top, bottom) = (0, newRows - 1)
    column = min(column, newColumns - 1)
    wrapsNext = false
  }

  static func blank(_ rows: Int, _ columns: Int) -> [[Place]] {
    [[Place]](repeating: [Place](repeating: Place(), count: columns), count: rows)
  }
}
