import Sessions

/// What may be typed behind `:` in the notebook: its names, where they are told, and what it does.
struct NotebookCommand: Sendable {
  typealias Action = @Sendable (inout NotebookState, _ argument: String) -> [NotebookEffect]

  /// The first is the one that is told.
  let names: [String]
  /// Whether the answer to an unknown command tells it, and whether the card does.
  let isListed: Bool
  let isOnCard: Bool
  /// What the card says of it beside its name.
  let remark: String
  let action: Action

  init(
    _ names: String..., isListed: Bool = true, isOnCard: Bool = true, remark: String = "",
    action: @escaping Action
  ) {
    (self.names, self.isListed, self.isOnCard, self.remark) = (names, isListed, isOnCard, remark)
    self.action = action
  }

  static func named(_ word: String) -> NotebookCommand? {
    all.first { $0.names.contains(word) }
  }

  /// `w, q, wq, …` as an unknown command is answered.
  static var listed: String {
    all.filter(\.isListed).map { $0.names[0] }.joined(separator: ", ")
  }

  /// `w q wq …` as the card has them.
  static var onCard: String {
    all.filter(\.isOnCard).map { $0.names[0] }.joined(separator: " ")
  }

  /// What the card says of some of them.
  static var remarks: String { all.map(\.remark).filter { !$0.isEmpty }.joined(separator: " ") }

  static let all: [NotebookCommand] = [
    NotebookCommand("w", "save") { state, path in
      [.save(path: path.isEmpty ? state.path : path, overwrites: false)]
    },
    NotebookCommand("w!", "save!", isListed: false, isOnCard: false) { state, path in
      [.save(path: path.isEmpty ? state.path : path, overwrites: true)]
    },
    NotebookCommand("q", "quit") { state, _ in state.leave() },
    NotebookCommand("q!", isListed: false, isOnCard: false) { state, _ in
      state.isModified = false
      return [.leave]
    },
    NotebookCommand("wq", "x") { state, _ in
      [.save(path: state.path, overwrites: false), .leave]
    },
    NotebookCommand("e", "reload", "open") { $0.read($1, losesEdits: false) },
    NotebookCommand("e!", "reload!", "open!", isListed: false) { $0.read($1, losesEdits: true) },
    NotebookCommand("run") { $0.run(which: $1) },
    NotebookCommand("refresh") { state, _ in
      [.refresh(state.session.parts.filter { state.isProgram($0) }.map(\.id))]
    },
    NotebookCommand(
      "undo",
      remark: ":undo takes back the last thing you did: text, values, weights and outputs together."
    ) { _, _ in [.undo] },
    NotebookCommand("restart") { state, _ in
      state.mode = .question(.restart)
      return []
    },
    NotebookCommand("why") { state, _ in state.part.map { [.explain($0.id)] } ?? [] },
    NotebookCommand(
      "hint", remark: ":solution and :reset belong to exercises, :hint to questions, too."
    ) { state, _ in state.hint() },
    NotebookCommand("solution", "reveal") { state, _ in state.solve() },
    NotebookCommand("reset") { state, _ in state.reset() },
    NotebookCommand("author", isListed: false, isOnCard: false) { state, _ in
      state.showBlocks()
      return []
    },
    NotebookCommand("help") { state, word in
      guard word.isEmpty else { return [.help(word)] }
      state.showCard()
      return []
    },
    NotebookCommand("keys", isOnCard: false) { state, _ in
      state.showCard()
      return []
    },
    NotebookCommand("conflicts", isOnCard: false) { state, _ in
      state.mode = .page(state.conflicts, from: 0)
      return []
    },
  ]
}
