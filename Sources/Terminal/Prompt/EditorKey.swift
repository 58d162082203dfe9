/// Keys as libedit gets them: sequences of the terminal become one private C1 code each.
///
/// No keyboard types U+0080–009F, so a code can be bound in every map without hiding a character.
/// Binding the sequences themselves would break vi mode, where ESC alone has a meaning.
enum EditorKey: UInt8, CaseIterable {
  case up = 0x80
  case down, right, left, home, end, delete, wordRight, wordLeft
  case newline, hintWord, lastArgument, ignored
  // Not keys: pushed by our own commands to call those of libedit.
  case refresh = 0x90
  case submit, historySearch

  /// What follows ESC, by `[` and `O` sequences; parameters are written out.
  static let sequences: [String: EditorKey] = [
    "[A": .up, "OA": .up, "[B": .down, "OB": .down,
    "[C": .right, "OC": .right, "[D": .left, "OD": .left,
    "[H": .home, "OH": .home, "[1~": .home, "[7~": .home,
    "[F": .end, "OF": .end, "[4~": .end, "[8~": .end,
    "[3~": .delete,
    "[1;5C": .wordRight, "[1;3C": .wordRight, "[1;5D": .wordLeft, "[1;3D": .wordLeft,
    // Shift-Enter and Alt-Enter of terminals that tell them apart.
    "[13;2u": .newline, "[13;3u": .newline, "[27;2;13~": .newline, "[27;3;13~": .newline,
  ]

  /// As the text that `bind` reads: an octal escape.
  var bindText: String {
    let octal = String(rawValue, radix: 8)
    return "\\" + octal
  }
}
