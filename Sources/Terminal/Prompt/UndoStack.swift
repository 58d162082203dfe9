/// Earlier states of the line, for C-_; libedit has none outside vi mode.
struct UndoStack {
  struct State: Equatable {
    var text: [Unicode.Scalar]
    var cursor: Int
  }

  private var states: [State] = [State(text: [], cursor: 0)]
  private var isTyping = false

  /// Notes the line as it is now; a run of typed letters is one step.
  mutating func note(_ state: State) {
    guard let last = states.last else { return }
    if last.text == state.text {
      states[states.count - 1].cursor = state.cursor
      return
    }
    let isLetter =
      state.text.count == last.text.count + 1 && state.cursor == last.cursor + 1
      && state.cursor > 0 && state.text[state.cursor - 1].properties.isAlphabetic
    if isTyping, isLetter {
      states[states.count - 1] = state
    } else {
      states.append(state)
      // Memory is bounded: a long text keeps fewer steps.
      let most = max(2, min(1000, 4_000_000 / max(1, state.text.count)))
      if states.count > most { states.removeFirst(states.count - most) }
    }
    isTyping = isLetter
  }

  /// The state before the last change, which is forgotten.
  mutating func undo() -> State? {
    guard states.count > 1 else { return nil }
    states.removeLast()
    isTyping = false
    return states.last
  }
}
