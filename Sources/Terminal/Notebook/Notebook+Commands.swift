import Sessions
import Support

// Keys of the command mode: Jupyter's letters, and run keys that every terminal sends.
extension NotebookState {
  mutating func command(_ key: ScreenKey, after first: Character?) -> [NotebookEffect] {
    switch key {
    case .character(let letter): return command(letter, after: first)
    case .enter: startEditing()
    case .up: goOn(-1)
    case .down: goOn(1)
    case .left: fold(true)
    case .right: fold(false)
    case .home: focus = 0
    case .end: focus = session.parts.count - 1
    case .pageDown, .control("d"), .control("f"): scroll(max(1, size.rows - 4))
    case .pageUp, .control("u"), .control("b"): scroll(-max(1, size.rows - 4))
    case .wheel(let rows): scroll(rows)
    case .click(let row, _): focusRow(row)
    case .control("e"), .controlEnter: return run(focus)
    case .control("r"), .shiftEnter: return runAndGoOn()
    case .metaEnter: return runAndInsert()
    case .control("s"): return [.save(path: path, overwrites: false)]
    case .control("p"): goOn(-1)
    case .control("n"): goOn(1)
    case .interrupt: return [.interrupt]
    case .function(1): mode = .page(NotebookKeys.card(columns: size.columns), from: 0)
    default: break
    }
    return []
  }

  private mutating func command(_ letter: Character, after first: Character?) -> [NotebookEffect] {
    switch (first, letter) {
    case ("d", "d"): removeFocused()
    case ("i", "i"): return [.interrupt]
    case ("0", "0"): mode = .question(.restart)
    case ("e", "a"): return [.refresh(cellIDs(from: 0))]
    case ("e", "s"): return [.refresh(section)]
    case ("g", "g"): focus = 0
    case (_, "d"), (_, "i"), (_, "0"), (_, "e"), (_, "g"): pendingKey = letter
    case (_, "j"): goOn(1)
    case (_, "k"): goOn(-1)
    case (_, "G"): focus = session.parts.count - 1
    case (_, " "): scroll(max(1, size.rows - 4))
    case (_, "a"): add(.cell, "", at: focus)
    case (_, "b"): add(.cell, "", at: focus + 1)
    case (_, "x"):
      clipboard = part
      removeFocused()
    case (_, "c"):
      clipboard = part
      if part != nil { notice = "copied" }
    case (_, "v"): paste()
    case (_, "z"): bringBack()
    case (_, "m"): convert(.prose)
    case (_, "y"): convert(.cell)
    case (_, "M"): mergeWithNext()
    case (_, "o"): foldOutputs()
    case (_, "l"): showsLineNumbers.toggle()
    case (_, "n"): return find(1, includesFocus: false)
    case (_, "N"): return find(-1, includesFocus: false)
    case (_, "/"): mode = .search("")
    case (_, ":"): mode = .line("")
    case (_, "s"): return [.save(path: path, overwrites: false)]
    case (_, "w"): if let part { return [.explain(part.id)] }
    case (_, "S"): splitFocused()
    case (_, "h"), (_, "?"): mode = .page(NotebookKeys.card(columns: size.columns), from: 0)
    case (_, "q"): return leave()
    default: return [.bell]
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

  private mutating func fold(_ closes: Bool) {
    guard let part, headingLevel(focus) != nil else { return foldOutputs(closes) }
    if closes { closed.insert(part.id) } else { closed.remove(part.id) }
  }

  private mutating func foldOutputs(_ closes: Bool? = nil) {
    guard let part, part.kind == .cell else { return }
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
      let texts = [part.text] + part.outputs.map(\.body)
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

  private mutating func removeFocused() {
    guard let part, mayChange() else { return }
    removed.append((focus, part))
    session.remove(part.id)
    changed()
    notice = "z brings it back"
  }

  private mutating func bringBack() {
    guard let last = removed.popLast(), mayChange() else { return }
    session.insert(last.part, at: last.index)
    focus = last.index
    changed()
  }

  private mutating func paste() {
    guard let clipboard, mayChange() else { return }
    let copy = session.copy(of: clipboard)
    let place = session.parts.isEmpty ? 0 : focus + 1
    session.insert(copy, at: place)
    focus = place
    changed()
  }

  private mutating func convert(_ kind: SessionPart.Kind) {
    guard let part, part.kind != .other, part.kind != kind, mayChange() else { return }
    session.setKind(kind, of: part.id)
    changed()
  }

  private mutating func mergeWithNext() {
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
  private func cellIDs(from index: Int) -> [Int] {
    session.parts.dropFirst(index).filter { $0.kind == .cell && !$0.options.isNotRun }.map(\.id)
  }

  /// The cells of the section around the focus: from its heading to the next as high.
  private var section: [Int] {
    var start = focus
    while start > 0, headingLevel(start) == nil { start -= 1 }
    let level = session.parts.isEmpty ? 7 : headingLevel(start) ?? 7
    var end = start + 1
    while end < session.parts.count, (headingLevel(end) ?? 7) > level || headingLevel(end) == nil {
      end += 1
    }
    guard start < end else { return [] }
    return session.parts[start..<min(end, session.parts.count)]
      .filter { $0.kind == .cell && !$0.options.isNotRun }.map(\.id)
  }

  func run(_ index: Int) -> [NotebookEffect] {
    guard session.parts.indices.contains(index), session.parts[index].kind == .cell else {
      return []
    }
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
