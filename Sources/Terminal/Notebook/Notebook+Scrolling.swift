import Sessions

// What is on the screen: sections that are folded away, and the part that is looked at.
extension NotebookState {
  /// How deep a part's heading is; `nil` for what begins with none.
  func headingLevel(_ index: Int) -> Int? {
    let part = session.parts[index]
    guard part.kind == .prose else { return nil }
    let marks = part.text.prefix { $0 == "#" }.count
    return marks > 0 && marks <= 6 ? marks : nil
  }

  /// Whether the part belongs to a section that is folded away.
  func isHidden(_ index: Int) -> Bool {
    if lesson.hides(session.parts[index].id) { return true }
    guard !closed.isEmpty else { return false }
    var level = headingLevel(index) ?? 7
    var place = index - 1
    while place >= 0, level > 1 {
      if let heading = headingLevel(place), heading < level {
        if closed.contains(session.parts[place].id) { return true }
        level = heading
      }
      place -= 1
    }
    return false
  }

  /// The next part that is not hidden, in a direction; `nil` at the end.
  func neighbour(of index: Int, _ direction: Int) -> Int? {
    var place = index + direction
    while session.parts.indices.contains(place) {
      if !isHidden(place) { return place }
      place += direction
    }
    return nil
  }

  /// The parts of which something may be on the screen, by their numbers.
  var partsOnScreen: Set<Int> {
    var found: Set<Int> = []
    var start = -top.row
    var index = top.index
    while start < room, index < session.parts.count {
      if !isHidden(index) {
        found.insert(session.parts[index].id)
        start += NotebookRows(self, index).rows.count
      }
      index += 1
    }
    return found
  }

  private var room: Int { max(1, size.rows - NotebookView.footRows) }

  /// Scrolls as little as brings the focused part, and the caret in it, onto the screen.
  mutating func showFocus() {
    let count = session.parts.count
    guard count > 0 else {
      (focus, top) = (0, (0, 0))
      return
    }
    focus = max(0, min(focus, count - 1))
    if isHidden(focus) { focus = neighbour(of: focus, -1) ?? focus }
    top.index = max(0, min(top.index, count - 1))
    let rows = NotebookRows(self, focus)
    // What has to be seen: the caret with a row around it, or as much of the part as there is room for.
    let first = mode == .edit ? max(0, (rows.caret?.row ?? 0) - 1) : 0
    let last = mode == .edit ? (rows.caret?.row ?? 0) + 1 : min(rows.rows.count, room) - 1
    if focus < top.index || (focus == top.index && first < top.row) {
      top = (focus, first)
      return
    }
    var start = -top.row
    var index = top.index
    while index < focus {
      if !isHidden(index) { start += NotebookRows(self, index).rows.count }
      if start > room { break }
      index += 1
    }
    if index == focus, start + last < room { return }
    // From the focused part upwards until the screen is full.
    var above = room - 1 - last
    index = focus
    guard above > 0 else {
      top = (focus, -above)
      return
    }
    while let place = neighbour(of: index, -1) {
      let height = NotebookRows(self, place).rows.count
      index = place
      if height >= above {
        top = (place, height - above)
        return
      }
      above -= height
    }
    top = (index, 0)
  }

  var isFocusOnScreen: Bool { part.map { partsOnScreen.contains($0.id) } ?? true }

  /// Goes to the next part in a direction; a part that is taller than the window is gone through first.
  mutating func goOn(_ direction: Int) {
    let hidden = direction > 0 ? rowsBelow : (focus == top.index ? top.row : 0)
    if hidden > 0 {
      scroll(direction * min(hidden, max(1, room / 2)))
    } else if let next = neighbour(of: focus, direction) {
      focus = next
    }
  }

  /// Rows of the focused part that are below the window.
  private var rowsBelow: Int {
    var start = -top.row
    var index = top.index
    while index < focus, start <= room {
      if !isHidden(index) { start += NotebookRows(self, index).rows.count }
      index += 1
    }
    guard index == focus, session.parts.indices.contains(focus) else { return 0 }
    // The blank row behind it is nothing to see.
    return max(0, start + NotebookRows(self, focus).rows.count - 1 - room)
  }

  /// Scrolls by rows; the focus stays on the screen.
  mutating func scroll(_ rows: Int) {
    guard !session.parts.isEmpty else { return }
    hasScrolled = true
    var left = abs(rows)
    while left > 0 {
      if rows > 0 {
        let height = NotebookRows(self, top.index).rows.count
        if top.row + left < height {
          top.row += left
          break
        }
        guard let next = neighbour(of: top.index, 1) else {
          top.row = max(0, height - 1)
          break
        }
        left -= height - top.row
        top = (next, 0)
      } else {
        if top.row >= left {
          top.row -= left
          break
        }
        left -= top.row
        guard let before = neighbour(of: top.index, -1) else {
          top.row = 0
          break
        }
        top = (before, NotebookRows(self, before).rows.count)
      }
    }
    if focus < top.index { focus = top.index }
    keepFocusOnScreen()
  }

  private mutating func keepFocusOnScreen() {
    var start = -top.row
    var index = top.index
    var last = index
    while start < room, index < session.parts.count {
      if !isHidden(index) {
        last = index
        start += NotebookRows(self, index).rows.count
      }
      index += 1
    }
    focus = min(focus, last)
  }
}
