import Books
import Workbench

// One history: what was typed and what it did are taken back together.
extension NotebookDriver {
  /// Notes whether the run of a cell can be taken back, and by which number.
  func noteRun(_ part: Int) {
    let action = kernel.book?.book.lastAction
    send(.kept(part, action: action == state.history.lastAction ? nil : action))
  }

  /// A training in the background was discarded; one in the foreground leaves nothing to take back.
  func noteDiscard(_ part: Int) {
    guard let action = kernel.book?.book.lastAction, action != state.history.lastAction else {
      return
    }
    send(.discarded(part, action: action))
  }

  /// Takes back the last thing that the user did.
  func undo() {
    guard kernel.running == nil else {
      return send(.notice("a cell is running: ii interrupts it, then :undo takes it back"))
    }
    if let first = state.history.next.compactMap(\.action).last,
      kernel.book?.book.isForgotten(first) ?? false
    {
      return send(.notice("the weights before it are no longer kept: it is not taken back"))
    }
    guard let book = kernel.book, let steps = state.takeBack() else {
      return send(.notice("nothing to undo"))
    }
    updateBook()
    var undone: [Undone] = []
    for action in steps.compactMap(\.action) where book.book.lastAction == action {
      if let one = book.book.undo() { undone.append(one) }
    }
    // The cells have the texts that they had when they ran; what is typed decides.
    updateBook()
    send(.notice(Self.words(undone)))
  }

  private static func words(_ undone: [Undone]) -> String {
    switch (undone.count, undone.first) {
    case (1, .input(let number)): "cell \(number) has not run"
    case (1, .rerun(let number)): "cell \(number) is as it was before it ran again"
    case (1, .forgotten): "the weights before it are no longer kept"
    case (1, .discard(let name)): "`\(name)` is back, ended where it was discarded"
    case (0, _): "the text is as it was before"
    default: "\(undone.count) cells are as they were before they ran"
    }
  }
}
