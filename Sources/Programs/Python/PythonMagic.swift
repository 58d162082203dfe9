// Lines of notebooks that run a statement and say how long it took.
extension PythonLine {
  /// Whether it is `%time` with a statement behind it.
  var isTimed: Bool {
    fault == nil && tokens.count > 2 && tokens[0].isSymbol("%") && tokens[1].isName("time")
  }

  /// The code of `get_ipython().run_line_magic('time', '…')` and `run_cell_magic('time', '', '…')`, as scripts have what
  /// was `%time` in a notebook; `nil` for other lines.
  var cellOfMagic: String? {
    guard fault == nil, tokens.count >= 10, tokens[0].isName("get_ipython"),
      tokens[4].isName("run_line_magic") || tokens[4].isName("run_cell_magic")
    else { return nil }
    let texts = tokens.compactMap { token -> String? in
      if case .text(let text) = token { text } else { nil }
    }
    guard texts.count >= 2, texts.first == "time" else { return nil }
    return texts.last
  }
}
