import Sessions
import Support

// What messages do to a notebook. Pure: what is to be done outside comes back as effects.
extension NotebookState {
  mutating func update(_ message: NotebookMessage) -> [NotebookEffect] {
    var effects: [NotebookEffect] = []
    switch message {
    case .key(let key):
      hasScrolled = false
      effects = press(key)
    case .resized(let size): self.size = size
    case .cells(let statuses, let running):
      (cells, self.running) = (statuses, running)
      // Charts grow and outputs come while somebody reads: the screen stays where it is.
      if mode != .edit, isFocusOnScreen { return [] }
    case .starts(let id, let group):
      history.starts(id, hasRun: [.done, .failed].contains(cells[id]?.phase), group)
      return []
    case .kept(let id, let action):
      history.kept(id, action)
      return []
    case .discarded(let id, let action):
      history.discarded(id, action)
      return []
    case .ran(let id, let outputs):
      let before = session.parts.first { $0.id == id }?.outputs
      session.setOutputs(outputs, of: id)
      if session.parts.first(where: { $0.id == id })?.outputs != before { isModified = true }
      history.follow(session)
      return []
    case .recorded(let id, let text):
      guard let index = session.index(of: id) else { return [] }
      session.insert(.cell, text, at: index + 1)
      if focus > index { focus += 1 }
      history.follow(session)
      changed()
    case .rewritten(let id, let text):
      setText(text, of: id)
      history.follow(session)
    case .judged(let id, let verdict): effects = judged(id, verdict)
    case .paused(let line):
      if mode != .pause, mode == .edit { finishEditing() }
      (mode, pause) = (.pause, line)
    case .proceeded:
      if mode == .pause { mode = .command }
    case .candidates(let answer): take(answer)
    case .page(let lines): mode = .page(lines, from: 0)
    case .saved(let path) where path == self.path:
      isModified = false
      notice = "saved " + path + staleNotice
    // As an editor's `:w` does it: what is edited stays the same file.
    case .saved(let path): notice = "wrote a copy to " + path + staleNotice
    case .changedOnDisk: mode = .question(.changedOnDisk)
    case .reloaded(let session):
      self.session = session
      lesson = NotebookLesson(session)
      history = NotebookHistory(session)
      (mode, editor, cells, isModified) = (.command, nil, [:], false)
      changed()
      isModified = false
      notice = "read again"
    case .notice(let text): notice = text
    case .mayRecover(let time): mode = .question(.recover(time: time))
    case .asksToTrain(let ids, let text): mode = .question(.train(ids: ids, text: text))
    }
    if !hasScrolled { showFocus() }
    return effects
  }

  private var staleNotice: String {
    let stale = cells.values.count { $0.phase == .done && $0.staleness != nil }
    return stale == 0 ? "" : "; \(stale) stale: ea runs them again"
  }

  /// Notes that the text of the session is another one.
  mutating func changed() {
    version += 1
    isModified = true
    history.changed(to: session)
  }

  /// Whether parts may be changed; tells why not.
  mutating func mayChange() -> Bool {
    guard let reason = session.readOnlyReasons.first else { return true }
    notice = "read only: " + Self.words(of: reason)
    return false
  }

  private mutating func press(_ key: ScreenKey) -> [NotebookEffect] {
    let outer = pendingKey
    pendingKey = nil
    switch mode {
    case .command:
      notice = ""
      return command(key, after: outer)
    case .edit:
      notice = ""
      return edit(key)
    case .line(let text): return type(key, text, { .line($0) }) { $0.obey($1) }
    case .search(let text):
      return type(key, text, { .search($0) }) { state, text in
        if !text.isEmpty { state.wanted = text }
        return state.find(1, includesFocus: false)
      }
    case .reply(let text): return type(key, text, { .reply($0) }) { $0.reply($1) }
    case .page(let lines, let start): return turn(key, lines, start)
    case .question(let question): return answer(key, question)
    case .pause:
      switch key {
      case .character(let character): return [.pauseKey(character)]
      case .enter: return [.pauseKey("\r")]
      case .backspace: return [.pauseKey("\u{7F}")]
      case .escape: return [.pauseKey("\u{1B}")]
      case .interrupt: return [.interrupt]
      default: return []
      }
    }
  }

  /// One line of typing at the foot.
  private mutating func type(
    _ key: ScreenKey, _ text: String, _ mode: (String) -> Mode,
    _ finish: (inout NotebookState, String) -> [NotebookEffect]
  ) -> [NotebookEffect] {
    switch key {
    case .character(let character): self.mode = mode(text + String(character))
    case .paste(let pasted): self.mode = mode(text + pasted.replacing("\n", with: " "))
    case .backspace:
      self.mode = text.isEmpty ? .command : mode(String(text.dropLast()))
    case .control("u"): self.mode = mode("")
    case .escape, .interrupt: self.mode = .command
    case .enter:
      self.mode = .command
      return finish(&self, text)
    default: break
    }
    return []
  }

  private mutating func turn(_ key: ScreenKey, _ lines: [String], _ start: Int) -> [NotebookEffect]
  {
    let height = max(1, size.rows - 1)
    let last = max(0, lines.count - height)
    let next: Int
    switch key {
    case .character("j"), .down, .enter, .wheel(3): next = start + 1
    case .character("k"), .up, .wheel(-3): next = start - 1
    case .character(" "), .pageDown, .control("d"), .control("f"): next = start + height
    case .character("b"), .pageUp, .control("u"), .control("b"): next = start - height
    case .character("g"), .home: next = 0
    case .character("G"), .end: next = last
    case .character("q"), .character("h"), .character("?"), .escape, .interrupt, .function(1):
      mode = .command
      return []
    default: return []
    }
    mode = .page(lines, from: max(0, min(last, next)))
    return []
  }

  private mutating func answer(_ key: ScreenKey, _ question: Question) -> [NotebookEffect] {
    mode = .command
    let letter: Character? = if case .character(let character) = key { character } else { nil }
    switch (question, letter) {
    case (.leave, "s"): return [.save(path: path, overwrites: false), .leave]
    case (.leave, "d"):
      isModified = false
      return [.leave]
    case (.reload, "r"): return [.reload]
    case (.reload, "s"): return [.save(path: path, overwrites: false)]
    case (.open(let other), "s"): return [.save(path: path, overwrites: false), .open(other)]
    case (.open(let other), "d"):
      isModified = false
      return [.open(other)]
    case (.restart, "y"):
      notice = "all values are gone"
      return [.restart]
    case (.changedOnDisk, "o"): return [.save(path: path, overwrites: true)]
    case (.changedOnDisk, "r"): return [.reload]
    case (.recover, "r"): return [.recover(true)]
    case (.recover, "f"): return [.recover(false)]
    case (.train(let ids, _), "y"): return [.run(ids)]
    default: return []
    }
  }
}
