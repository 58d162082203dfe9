import CEditline
import CTerminal
import Support

// Tab: what is common to all candidates, and on the second Tab their list.
extension LineEditor {
  func complete() -> UInt8 {
    let text = text
    let cursor = cursor
    if let symbol = Symbols.replacement(before: cursor, in: text) {
      el_deletestr(edit, Int32(symbol.length))
      insert(symbol.text)
      return UInt8(CC_REFRESH)
    }
    // At the start of a line Tab indents, as everywhere.
    if text[..<cursor].reversed().prefix(while: { $0 != "\n" }).allSatisfy({ $0 == " " }),
      text.contains("\n")
    {
      insert("  ")
      return UInt8(CC_REFRESH)
    }
    let answer = rules.completions(string(text), cursor)
    let start = max(0, min(answer.start, cursor))
    guard let first = answer.candidates.first else { return UInt8(CC_ERROR) }
    let word = string(text[start..<cursor])
    if answer.candidates.count == 1 {
      return put(first.text + first.suffix, for: word)
    }
    let common = CompletionList.commonPrefix(answer.candidates)
    if common.unicodeScalars.count > word.unicodeScalars.count { return put(common, for: word) }
    guard listedText == text else {
      listedText = text
      return UInt8(CC_ERROR)
    }
    show(answer.candidates)
    return UInt8(CC_NORM)
  }

  private func put(_ replacement: String, for word: String) -> UInt8 {
    guard replacement != word else { return UInt8(CC_ERROR) }
    let count = word.unicodeScalars.count
    if count > 0 { el_deletestr(edit, Int32(count)) }
    // A name of a file may hold anything.
    insert(PastedText.cleaned(replacement))
    listedText = nil
    return UInt8(CC_REFRESH)
  }

  /// Below the whole block; the line is drawn anew below the list.
  private func show(_ candidates: [CompletionAnswer.Candidate]) {
    let window = WindowSize.current()
    let lines = CompletionList.lines(
      candidates, columns: window.columns, rows: window.rows - 2)
    finish(text)
    write("\n" + lines.joined(separator: "\n") + "\n")
    redraw()
  }
}

/// `\alpha` and Tab: letters of formulas that keyboards lack.
enum Symbols {
  private static let table: [String: String] = [
    "nabla": "∇", "sigma": "σ", "eta": "η", "lambda": "λ", "partial": "∂", "to": "→",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ",
    "mu": "μ", "pi": "π", "rho": "ρ", "tau": "τ", "phi": "φ", "omega": "ω",
  ]

  /// The symbol for the word before the cursor, and the scalars that it replaces.
  static func replacement(
    before cursor: Int, in text: [Unicode.Scalar]
  ) -> (text: String, length: Int)? {
    let letters = text[..<cursor].reversed().prefix { ("a"..."z").contains($0) }
    let start = cursor - letters.count - 1
    guard start >= 0, text[start] == "\\" else { return nil }
    guard let symbol = table[string(text[(start + 1)..<cursor])] else { return nil }
    return (symbol, letters.count + 1)
  }
}
