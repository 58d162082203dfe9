import Support

/// The keys on one screen; in a narrow window one below the other.
enum NotebookKeys {
  private static let keys = [
    ("j k  ↓ ↑", "next, previous"), ("Space  C-u", "a screen down, up"), ("gg  G", "first, last"),
    (":12", "cell 12"), ("C-e", "run the cell"), ("C-r", "run it, go to the next"),
    ("M-Enter", "run it, add one below"), ("Shift-Enter", "as C-r, where it is sent"),
    ("ea", "run all that is stale"), ("es", "the same in this section"),
    ("ii  C-c", "interrupt: pause, and ask"), ("00", "restart: forget all values"),
    ("a  b", "add a cell above, below"), ("dd  z", "delete, bring back"),
    ("x  c  v", "cut, copy, paste"), ("M", "merge with the next"),
    ("m  y", "make it prose, a cell"), ("S", "split where the caret was"),
    ("o", "fold its outputs"), ("← →", "fold a section, open it"),
    ("/  n  N", "search, next, previous"), ("w", "why it is stale"),
    ("l", "line numbers"), ("s", "save"), (":", "a command"), ("h  ?  F1", "this page"),
    ("q", "leave"), ("", ""),
  ]

  private static let words = [
    "Commands: w q wq e e! run refresh undo restart why help. :undo takes back the last thing you "
      + "did: text, values, weights and outputs together.",
    "Edit mode has the keys of the prompt. Tab completes, C-g explains the word at the cursor, C-_ "
      + "undoes, M-_ does it again, M-s splits, M-e opens $VISUAL or $EDITOR, M-Enter runs, Esc leaves.",
    "Marks: * runs, + waits, ~ is stale, ! failed. Opening a session runs nothing.",
  ]

  static func card(columns: Int) -> [String] {
    let intro = "Letters act on the part with the bar. Enter edits it, Esc comes back."
    let rows = keys.map { TextWidth.padded($0.0, to: 13) + $0.1 }
    let table =
      columns < 78
      ? rows
      : stride(from: 0, to: rows.count, by: 2).map {
        TextWidth.padded(rows[$0], to: 40) + rows[$0 + 1]
      }
    let width = max(10, columns - 1)
    return wrapped(intro, to: width) + [""] + table
      + words.flatMap { [""] + wrapped($0, to: width) }
  }
}
