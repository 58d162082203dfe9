import Support

/// Keys of the notebook's command mode that stand in one line of the card: as they are told, what they
/// do in words, and what they do. All of the key is here.
struct NotebookKey: Sendable {
  typealias Action = @Sendable (inout NotebookState) -> [NotebookEffect]

  /// One key, or two letters one after the other.
  enum Stroke: Equatable, Sendable {
    case one(ScreenKey)
    case two(Character, Character)
  }

  /// As the card shows them; empty for keys that it leaves out.
  let keys: String
  let words: String
  let actions: [(strokes: [Stroke], action: Action)]

  init(_ keys: String, _ words: String, _ actions: ([Stroke], Action)...) {
    (self.keys, self.words) = (keys, words)
    self.actions = actions.map { (strokes: $0.0, action: $0.1) }
  }

  /// What the second letter does behind the first, else what the key does alone.
  static func action(of key: ScreenKey, after first: Character?) -> Action? {
    if let first, case .character(let second) = key,
      let action = action(of: .two(first, second))
    {
      return action
    }
    return action(of: .one(key))
  }

  /// Whether another letter may follow.
  static func isFirst(_ letter: Character) -> Bool {
    all.contains { key in
      key.actions.contains { entry in
        entry.strokes.contains { if case .two(letter, _) = $0 { true } else { false } }
      }
    }
  }

  private static func action(of stroke: Stroke) -> Action? {
    for key in all {
      if let entry = key.actions.first(where: { $0.strokes.contains(stroke) }) {
        return entry.action
      }
    }
    return nil
  }

  /// The keys on one screen; in a narrow window one below the other.
  static func card(columns: Int) -> [String] {
    let intro = "Letters act on the part with the bar. Enter edits it, Esc comes back."
    let rows = all.filter { !$0.keys.isEmpty }.map { TextWidth.padded($0.keys, to: 13) + $0.words }
    let table =
      columns < 78
      ? rows + (rows.count % 2 == 0 ? [] : [TextWidth.padded("", to: 13)])
      : stride(from: 0, to: rows.count, by: 2).map { row in
        TextWidth.padded(rows[row], to: 40)
          + (row + 1 < rows.count ? rows[row + 1] : TextWidth.padded("", to: 13))
      }
    let width = max(10, columns - 1)
    return WordWrap.lines(of: intro, columns: width) + [""] + table
      + (["Commands: \(NotebookCommand.onCard). \(NotebookCommand.remarks)"] + words).flatMap {
        [""] + WordWrap.lines(of: $0, columns: width)
      }
  }
}
