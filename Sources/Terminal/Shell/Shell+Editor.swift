import Support

extension Shell {
  /// Makes the line editor of a terminal; `nil` where lines are read without editing them.
  func openEditor() -> LineEditor? {
    mailbox.watchSignals()
    gate.columns = { WindowSize.current().columns }
    editor = LineEditor(
      mailbox: mailbox, history: ownHistory, rules: rules,
      isPlain: capabilities.isPlain)
    guard let editor else {
      if !WindowSize.isEditable {
        gate.notice(
          "note: the window has more than \(NumberText.grouped(WindowSize.mostEditedCells)) cells: "
            + "lines are read without editing them")
      }
      return nil
    }
    editor.promptStyle =
      capabilities.hasColor && !capabilities.isPlain ? TextColor.prompt.parameters : ""
    if let problem = editor.history.problem {
      gate.notice("note: the history is not kept: \(problem.path): \(problem.reason)")
    }
    return editor
  }
}
