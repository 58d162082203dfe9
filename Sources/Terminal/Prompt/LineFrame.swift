import Support

/// What the rows of the line look like on the terminal, with the prompt, colours and the grey hint.
///
/// A line that is taller than the window shows the rows around the cursor. A pure value: what is to
/// be written for another one is found by comparing the two.
struct LineFrame: Equatable {
  struct Row: Equatable {
    /// With its colours; they end with the row.
    var text = ""
    /// The terminal goes on in the next row by itself.
    var wraps = false
    /// Nothing may be erased behind the last column.
    var isFull = false
  }

  private(set) var rows: [Row] = []
  /// The first row that is shown.
  private(set) var top = 0
  /// Counted from the first row that is shown.
  private(set) var cursor = LineLayout.Position()

  /// `styles` are SGR codes by scalars. Without `height` all rows are shown.
  init(
    prompt: String, promptStyle: String = "", text: [Unicode.Scalar], styles: [String],
    layout: LineLayout, cursor: Int,
    hint: String?, height: Int?, near last: LineFrame? = nil
  ) {
    let head = Self.rows(ofPrompt: prompt, promptStyle, columns: layout.columns)
    var all = Self.rows(behind: head, text, styles, layout)
    if let hint = Self.shown(hint, behind: layout) { all[all.count - 1].text += hint }
    self.cursor = layout.position(of: cursor)
    if let height, all.count > height {
      // As little as possible moves.
      top = min(max(last?.top ?? 0, self.cursor.row - height + 1), self.cursor.row)
      top = min(top, all.count - height)
      all = Array(all[top..<top + height])
      self.cursor.row -= top
    }
    rows = all
  }

  /// In a narrow window the prompt takes several rows.
  private static func rows(ofPrompt prompt: String, _ style: String, columns: Int) -> [Row] {
    var rows = [Row()]
    var used = 0
    for character in prompt {
      rows[rows.count - 1].text.append(character)
      used += TextWidth.columns(of: character)
      guard used >= columns else { continue }
      rows[rows.count - 1].wraps = true
      rows.append(Row())
      used = 0
    }
    guard !style.isEmpty else { return rows }
    for index in rows.indices where !rows[index].text.isEmpty {
      // The blank behind the prompt is the user's.
      let isLast = index == rows.count - 1 && rows[index].text.last == " "
      let body = isLast ? String(rows[index].text.dropLast()) : rows[index].text
      rows[index].text = "\u{1B}[\(style)m\(body)\u{1B}[m" + (isLast ? " " : "")
    }
    return rows
  }

  private static func rows(
    behind prompt: [Row], _ text: [Unicode.Scalar], _ styles: [String], _ layout: LineLayout
  ) -> [Row] {
    var rows = prompt
    var row = String.UnicodeScalarView()
    var pen = ""
    func take(to place: Int, wraps: Bool) {
      if !pen.isEmpty { row.append(contentsOf: "\u{1B}[m".unicodeScalars) }
      pen = ""
      rows[rows.count - 1].text += String(row)
      rows[rows.count - 1].wraps = wraps
      row = String.UnicodeScalarView()
      while rows.count <= place { rows.append(Row()) }
    }
    for (index, scalar) in text.enumerated() {
      let place = layout.positions[index]
      if place.row >= rows.count { take(to: place.row, wraps: true) }
      if scalar == "\n" {
        take(to: place.row + 1, wraps: false)
        continue
      }
      let style = index < styles.count ? styles[index] : ""
      if style != pen {
        row.append(contentsOf: (style.isEmpty ? "\u{1B}[m" : "\u{1B}[0;\(style)m").unicodeScalars)
        pen = style
      }
      switch scalar {
      case "\t":
        let next = layout.position(of: index + 1)
        let end = next.row == place.row ? next.column : layout.columns
        row.append(contentsOf: String(repeating: " ", count: end - place.column).unicodeScalars)
      case _ where LineLayout.isControl(scalar):
        row.append("^")
        row.append(Unicode.Scalar(UInt8((scalar.value & 0x7F) ^ 0x40)))
      default: row.append(scalar)
      }
    }
    let endsWrapped = layout.end.row >= rows.count
    take(to: layout.end.row, wraps: endsWrapped)
    for index in rows.indices where rows[index].wraps { rows[index].isFull = true }
    return rows
  }

  /// The first line of the hint, as far as it fits; the last column stays free.
  private static func shown(_ hint: String?, behind layout: LineLayout) -> String? {
    guard let line = hint?.prefix(while: { $0 != "\n" }) else { return nil }
    var shown = ""
    var used = layout.end.column
    for character in line {
      let width = TextWidth.columns(of: character)
      if used + width >= layout.columns
        || character.unicodeScalars.contains(where: LineLayout.isControl)
      {
        break
      }
      used += width
      shown.append(character)
    }
    return shown.isEmpty ? nil : "\u{1B}[2m" + shown + "\u{1B}[m"
  }
}

// What a terminal is told.
extension LineFrame {
  /// Leads from the cursor of this frame to the beginning of its first row, and erases all of it.
  var erased: String { home + "\u{1B}[J" }

  private var home: String { "\r" + (cursor.row > 0 ? "\u{1B}[\(cursor.row)A" : "") }

  /// Draws it where `last` is; without one from the beginning of an empty row.
  func drawn(over last: LineFrame?) -> String {
    guard self != last else { return "" }
    var same = 0
    if let last, last.top == top {
      while same < min(rows.count, last.rows.count), rows[same] == last.rows[same] { same += 1 }
      // What follows a row that wraps is written behind it, so that the terminal knows that it does.
      if same > 0, same < rows.count, rows[same - 1].wraps, same >= last.rows.count { same -= 1 }
    }
    var output = last?.home ?? "\r"
    var row = 0
    if same == rows.count {
      // Only the cursor moves, and rows below go.
      row = same - 1
      if row > 0 { output += "\u{1B}[\(row)B" }
      if let last, last.rows.count > same, !rows[row].isFull {
        output += "\u{1B}[B\u{1B}[J\u{1B}[A"
      }
    } else {
      // Below the last row that there is only a new line makes room: at the foot of the window the
      // others move up.
      let down = min(same, (last?.rows.count ?? 0) - 1)
      if down > 0 { output += "\u{1B}[\(down)B" }
      if same > max(down, 0) { output += "\r\n" }
      for index in same..<rows.count {
        output += rows[index].text
        if !rows[index].isFull { output += "\u{1B}[K" }
        row = index
        guard index + 1 < rows.count else { break }
        if !rows[index].wraps || rows[index + 1].text.isEmpty { output += "\r\n" }
      }
      if let last, last.rows.count > rows.count, !rows[row].isFull { output += "\u{1B}[J" }
    }
    output += "\r"
    if row > cursor.row { output += "\u{1B}[\(row - cursor.row)A" }
    if row < cursor.row { output += "\u{1B}[\(cursor.row - row)B" }
    if cursor.column > 0 { output += "\u{1B}[\(cursor.column)C" }
    return "\u{1B}[?25l" + output + "\u{1B}[?25h"
  }
}
