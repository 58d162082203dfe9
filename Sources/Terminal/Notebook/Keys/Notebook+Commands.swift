import Sessions
import Support

// What the keys of the command mode do; which they are stands in `NotebookKey.all`.
extension NotebookState {
  mutating func command(_ key: ScreenKey, after first: Character?) -> [NotebookEffect] {
    if let action = NotebookKey.action(of: key, after: first) { return action(&self) }
    switch key {
    case .character(let letter) where NotebookKey.isFirst(letter): pendingKey = letter
    case .character: return [.bell]
    case .wheel(let rows): scroll(rows)
    case .click(let row, _): focusRow(row)
    default: break
    }
    return []
  }

  mutating func leave() -> [NotebookEffect] {
    guard isModified, !session.isReadOnly else { return [.leave] }
    mode = .question(.leave)
    return []
  }
}

// Going about.
extension NotebookState {
  /// Whole screens down, or up.
  mutating func scrollScreen(_ direction: Int) { scroll(direction * max(1, size.rows - 4)) }

  private mutating func focusRow(_ row: Int) {
    var start = -top.row
    var index = top.index
    while index < session.parts.count, start <= row {
      if !isHidden(index) {
        start += NotebookRows(self, index).rows.count
        if start > row { focus = index }
      }
      index += 1
    }
  }

  mutating func fold(_ closes: Bool) {
    guard let part, headingLevel(focus) != nil else { return foldOutputs(closes) }
    if closes { closed.insert(part.id) } else { closed.remove(part.id) }
  }

  mutating func foldOutputs(_ closes: Bool? = nil) {
    guard let part, isProgram(part) else { return }
    if closes ?? !folded.contains(part.id) {
      folded.insert(part.id)
    } else {
      folded.remove(part.id)
    }
  }

  /// Goes to the next part that holds what is looked for, around the end.
  mutating func find(_ direction: Int, includesFocus: Bool) -> [NotebookEffect] {
    let count = session.parts.count
    guard !wanted.isEmpty, count > 0 else { return [.bell] }
    let wanted = wanted.lowercased()
    for step in (includesFocus ? 0 : 1)...count {
      let index = ((focus + direction * step) % count + count) % count
      let part = session.parts[index]
      guard !lesson.hides(part.id) else { continue }
      let shown = lesson.quiz(part.id).map { quiz in
        ([quiz.question] + quiz.options.map(\.text)).joined(separator: "\n")
      }
      let texts = [shown ?? program(of: part) ?? part.text] + part.outputs.map(\.body)
      guard texts.contains(where: { $0.lowercased().contains(wanted) }) else { continue }
      openSections(around: index)
      focus = index
      notice = "/\(self.wanted)"
      return []
    }
    notice = "nothing holds \"\(self.wanted)\""
    return [.bell]
  }

  private mutating func openSections(around index: Int) {
    while isHidden(index),
      let heading = (0..<index).last(where: { closed.contains(session.parts[$0].id) })
    {
      closed.remove(session.parts[heading].id)
    }
  }
}

// Changing the order.
extension NotebookState {
  mutating func add(_ kind: SessionPart.Kind, _ text: String, at index: Int) {
    guard mayChange() else { return }
    let place = session.parts.isEmpty ? 0 : index
    session.insert(kind, text, at: place)
    focus = place
    changed()
  }

  mutating func removeFocused() {
    guard let part, mayChange() else { return }
    removed.append((focus, part))
    if removed.count > NotebookHistory.limit { removed.removeFirst() }
    session.remove(part.id)
    changed()
    notice = "z brings it back"
  }

  /// Over its neighbour. What is folded away goes with nobody: a closed section is opened first.
  mutating func moveFocused(_ direction: Int) {
    guard let part, let place = neighbour(of: focus, direction), mayChange() else { return }
    let next = session.parts[place].id
    guard !closed.contains(part.id), direction < 0 || !closed.contains(next) else {
      notice = "a closed section is in the way: → opens it"
      return
    }
    session.remove(part.id)
    session.insert(part, at: place)
    focus = place
    changed()
  }

  mutating func bringBack() {
    guard let last = removed.popLast(), mayChange() else { return }
    session.insert(last.part, at: last.index)
    focus = last.index
    changed()
  }

  mutating func paste() {
    guard let clipboard, mayChange() else { return }
    let copy = session.copy(of: clipboard)
    let place = session.parts.isEmpty ? 0 : focus + 1
    session.insert(copy, at: place)
    focus = place
    changed()
  }

  mutating func convert(_ kind: SessionPart.Kind) {
    guard let part, part.kind != .other, part.kind != kind, mayChange() else { return }
    session.setKind(kind, of: part.id)
    changed()
  }

  mutating func mergeWithNext() {
    guard let part, focus + 1 < session.parts.count, mayChange() else { return }
    let next = session.parts[focus + 1]
    guard part.kind == next.kind, part.kind != .other else {
      notice = "only two cells, or two pieces of prose, become one"
      return
    }
    let between = part.kind == .cell ? "\n" : "\n\n"
    session.remove(next.id)
    session.setText(part.text + between + next.text, of: part.id)
    changed()
  }
}

// Running.
extension NotebookState {
  func cellIDs(from index: Int) -> [Int] {
    session.parts.dropFirst(index).filter(runs).map(\.id)
  }

  /// The cells of the section around the focus: from its heading to the next as high.
  var section: [Int] {
    var start = focus
    while start > 0, headingLevel(start) == nil { start -= 1 }
    let level = session.parts.isEmpty ? 7 : headingLevel(start) ?? 7
    var end = start + 1
    while end < session.parts.count, (headingLevel(end) ?? 7) > level || headingLevel(end) == nil {
      end += 1
    }
    guard start < end else { return [] }
    return session.parts[start..<min(end, session.parts.count)]
      .filter(runs).map(\.id)
  }

  mutating func run(_ index: Int) -> [NotebookEffect] {
    guard session.parts.indices.contains(index), isProgram(session.parts[index]) else {
      return []
    }
    lesson.change(session.parts[index].id) { $0.runsSolution = false }
    return [.run([session.parts[index].id])]
  }

  mutating func runAndGoOn() -> [NotebookEffect] {
    let effects = run(focus)
    if let next = neighbour(of: focus, 1) {
      focus = next
    } else if !session.isReadOnly {
      add(.cell, "", at: session.parts.count)
    }
    return effects
  }

  mutating func runAndInsert() -> [NotebookEffect] {
    let effects = run(focus)
    add(.cell, "", at: focus + 1)
    startEditing()
    return effects
  }
}
