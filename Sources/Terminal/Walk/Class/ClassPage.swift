import Support

/// The page that a class looks at, in the middle of the window: what is full waits for the teacher before it is cleared.
///
/// Every text that the lesson shows comes through it, line by line.
final class ClassPage {
  /// Writes without looking.
  private let write: (String) -> Void
  /// Asks the teacher to go on; what it writes is no part of the page.
  private let waitForTeacher: () -> Void
  private let hasColor: Bool
  private var title = ""
  /// Rows that are taken, and columns of the last one.
  private var used = 0
  private var column = 0
  private var isWaiting = false

  /// Rows of the title and the rule below it, with a blank one; and those that the prompt takes at the foot.
  static let headRows = 3
  static let footRows = 2
  /// As wide as is read with ease from the last row of seats.
  private static let widest = 72

  init(hasColor: Bool, write: @escaping (String) -> Void, waitForTeacher: @escaping () -> Void) {
    (self.hasColor, self.write, self.waitForTeacher) = (hasColor, write, waitForTeacher)
  }

  private var window: WindowSize { WindowSize.current() }

  /// The columns that text may take.
  var textColumns: Int { max(16, min(Self.widest, window.columns - 1 - 2 * least)) }

  private var least: Int { window.columns >= 70 ? 6 : window.columns >= 50 ? 4 : 1 }

  /// The columns on the left of the text.
  var margin: Int { max(0, (window.columns - textColumns) / 2) }

  /// Rows of a page below its title.
  private var room: Int { max(4, window.rows - Self.footRows) }

  /// A new page under a title, which stands out: the page before has been read.
  func begin(_ title: String) {
    self.title = title
    clear(continues: false)
  }

  private func clear(continues: Bool) {
    (used, column) = (0, 0)
    write("\u{1B}[H\u{1B}[2J")
    guard !title.isEmpty else { return }
    let words = TextWidth.truncate(title + (continues ? " …" : ""), to: textColumns)
    let space = String(repeating: " ", count: margin)
    let rule = String(repeating: "=", count: TextWidth.columns(of: words))
    write(space + (hasColor ? TextColor.bold.applied(to: words) : words) + "\n")
    write(space + (hasColor ? TextColor.dim.applied(to: rule) : rule) + "\n\n")
    used = Self.headRows
  }

  /// What takes so many rows is to be seen whole: a page that has no room for it is read first.
  func makeRoom(rows: Int) {
    guard used + rows > room, used > (title.isEmpty ? 0 : Self.headRows), !isWaiting else { return }
    turn()
  }

  private func turn() {
    isWaiting = true
    waitForTeacher()
    isWaiting = false
    clear(continues: true)
  }

  /// Rows that the prompt has taken by itself.
  func note(rows: Int) { (used, column) = (used + rows, 0) }

  /// Shows a text: line by line, with its margin, and on pages.
  func take(_ text: String) {
    guard !isWaiting, !Self.movesCursor(text) else {
      if !isWaiting { used = max(0, used + Self.rowsMoved(by: text)) }
      return write(text)
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isEnded = lines.last?.isEmpty == true
    if isEnded { lines.removeLast() }
    let widths = lines.map { TextWidth.columns(of: Self.withoutStyles($0)) }
    let columns = max(1, window.columns)
    // What is too wide for a margin has as much of it as there is room for.
    let margin = max(0, min(self.margin, columns - 1 - (widths.max() ?? 0)))
    func rows(_ width: Int) -> Int { max(1, (margin + width + columns - 1) / columns) }
    let all = widths.reduce(0) { $0 + rows($1) }
    if column == 0, isEnded, all <= room - Self.headRows { makeRoom(rows: all) }
    for (index, line) in lines.enumerated() {
      if column == 0 { makeRoom(rows: rows(widths[index])) }
      let isLast = index == lines.count - 1
      let space = column == 0 && widths[index] > 0 ? String(repeating: " ", count: margin) : ""
      write(space + line + (isLast && !isEnded ? "" : "\n"))
      if isLast, !isEnded {
        column += space.utf8.count + widths[index]
      } else {
        used += max(1, (column + space.utf8.count + widths[index] + columns - 1) / columns)
        column = 0
      }
    }
  }

  /// Whether it is drawn in its place, as charts are that move.
  private static func movesCursor(_ text: String) -> Bool {
    if text.contains("\r") { return true }
    return sequences(in: text).contains { $0.last != "m" }
  }

  private static func rowsMoved(by text: String) -> Int {
    var rows = text.utf8.count { $0 == 0x0A }
    for sequence in sequences(in: text) where sequence.last == "A" {
      rows -= Int(sequence.dropLast()) ?? 1
    }
    return rows
  }

  /// What stands behind each `ESC [`, with the letter that ends it.
  private static func sequences(in text: String) -> [Substring] {
    guard text.utf8.contains(0x1B) else { return [] }
    return text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).dropFirst().map {
      part in
      let end = part.firstIndex { $0.isLetter } ?? part.startIndex
      return part.isEmpty ? part : part[...end]
    }
  }

  /// The text as it takes columns.
  static func withoutStyles(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var parts = text.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
    let first = parts.removeFirst()
    return parts.reduce(into: String(first)) { result, part in
      let end = part.firstIndex { $0.isLetter }
      result += end.map { String(part[part.index(after: $0)...]) } ?? ""
    }
  }
}
