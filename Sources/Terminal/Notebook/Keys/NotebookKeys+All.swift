import Sessions

/// What the keys do whose action only changes the state.
private func on(
  _ strokes: NotebookKey.Stroke..., change: @escaping @Sendable (inout NotebookState) -> Void
) -> ([NotebookKey.Stroke], NotebookKey.Action) {
  (
    strokes,
    {
      change(&$0)
      return []
    }
  )
}

/// The same of those that ask for something.
private func asks(
  _ strokes: NotebookKey.Stroke..., action: @escaping NotebookKey.Action
) -> ([NotebookKey.Stroke], NotebookKey.Action) { (strokes, action) }

extension NotebookKey.Stroke: ExpressibleByStringLiteral {
  /// A letter, or two in a row.
  init(stringLiteral text: String) {
    let letters = Array(text)
    self = letters.count == 2 ? .two(letters[0], letters[1]) : .one(.character(letters[0]))
  }
}

extension NotebookKey {
  /// Jupyter's letters, and run keys that every terminal sends; the wheel and clicks are no keys.
  static let all: [NotebookKey] = [
    NotebookKey(
      "j k  ↓ ↑", "next, previous",
      on("j", .one(.down), .one(.control("n"))) { $0.goOn(1) },
      on("k", .one(.up), .one(.control("p"))) { $0.goOn(-1) }),
    NotebookKey(
      "Space  C-u", "a screen down, up",
      on(" ", .one(.pageDown), .one(.control("d")), .one(.control("f"))) { $0.scrollScreen(1) },
      on(.one(.pageUp), .one(.control("u")), .one(.control("b"))) { $0.scrollScreen(-1) }),
    NotebookKey(
      "gg  G", "first, last",
      on("gg", .one(.home)) { $0.focus = 0 },
      on("G", .one(.end)) { $0.focus = $0.session.parts.count - 1 }),
    NotebookKey(":12", "cell 12"),
    NotebookKey(
      "C-e", "run the cell",
      asks(.one(.control("e")), .one(.controlEnter)) { $0.run($0.focus) }),
    NotebookKey("C-r", "run it, go to the next", asks(.one(.control("r"))) { $0.runAndGoOn() }),
    NotebookKey(
      "M-Enter", "run it, add one below", asks(.one(.metaEnter)) { $0.runAndInsert() }),
    NotebookKey(
      "Shift-Enter", "as C-r, where it is sent", asks(.one(.shiftEnter)) { $0.runAndGoOn() }),
    NotebookKey("ea", "run all that is stale", asks("ea") { [.refresh($0.cellIDs(from: 0))] }),
    NotebookKey("es", "the same in this section", asks("es") { [.refresh($0.section)] }),
    NotebookKey(
      "ii  C-c", "interrupt: pause, and ask", asks("ii", .one(.interrupt)) { _ in [.interrupt] }),
    NotebookKey("00", "restart: forget all values", on("00") { $0.mode = .question(.restart) }),
    NotebookKey(
      "a  b", "add a cell above, below",
      on("a") { $0.add(.cell, "", at: $0.focus) }, on("b") { $0.add(.cell, "", at: $0.focus + 1) }),
    NotebookKey(
      "dd  z", "delete, bring back", on("dd") { $0.removeFocused() }, on("z") { $0.bringBack() }),
    NotebookKey(
      "x  c  v", "cut, copy, paste",
      on("x") {
        $0.clipboard = $0.part
        $0.removeFocused()
      },
      on("c") {
        $0.clipboard = $0.part
        if $0.part != nil { $0.notice = "copied" }
      },
      on("v") { $0.paste() }),
    NotebookKey(
      "J  K", "move it down, up", on("J") { $0.moveFocused(1) }, on("K") { $0.moveFocused(-1) }),
    NotebookKey("M", "merge with the next", on("M") { $0.mergeWithNext() }),
    NotebookKey(
      "m  y", "make it prose, a cell", on("m") { $0.convert(.prose) }, on("y") { $0.convert(.cell) }
    ),
    NotebookKey("S", "split where the caret was", on("S") { $0.splitFocused() }),
    NotebookKey("o", "fold its outputs", on("o") { $0.foldOutputs() }),
    NotebookKey("f", "its chart, full screen", asks("f") { $0.showChart() }),
    NotebookKey(
      "← →", "fold a section, open it",
      on(.one(.left)) { $0.fold(true) }, on(.one(.right)) { $0.fold(false) }),
    NotebookKey(
      "/  n  N", "search, next, previous",
      on("/") { $0.mode = .search("") },
      asks("n") { $0.find(1, includesFocus: false) },
      asks("N") { $0.find(-1, includesFocus: false) }),
    NotebookKey("t", "a hint for an exercise", asks("t") { $0.hint() }),
    NotebookKey("w", "why it is stale", asks("w") { $0.part.map { [.explain($0.id)] } ?? [] }),
    NotebookKey("l", "line numbers", on("l") { $0.showsLineNumbers.toggle() }),
    NotebookKey(
      "s", "save",
      asks("s", .one(.control("s"))) { [.save(path: $0.path, overwrites: false)] }),
    NotebookKey(":", "a command", on(":") { $0.mode = .line("") }),
    NotebookKey("h  ?  F1", "this page", on("h", "?", .one(.function(1))) { $0.showCard() }),
    NotebookKey("q", "leave", asks("q") { $0.leave() }),
    NotebookKey("", "", on(.one(.enter)) { $0.startEditing() }),
  ]

  /// What the card says below its commands.
  static let words = [
    "Edit mode has the keys of the prompt. Tab completes, C-g explains the word at the cursor, C-_ "
      + "undoes, M-_ does it again, M-s splits, M-e opens $VISUAL or $EDITOR, M-Enter runs, Esc leaves.",
    "Marks: * runs, + waits, ~ is stale, ! failed. Opening a session runs nothing.",
  ]
}
