import Testing

@testable import Terminal

/// The README's table of what prompt and notebook have in common: each key and command is looked up in the
/// tables that bind them.
enum ReadmeTable {
  static let head = "| at the prompt | in the notebook | |"

  /// The rows in Markdown below their head; throws for a key or command that is bound nowhere.
  static func lines() throws -> [String] {
    try [head, "|---|---|---|"]
      + rows().map { prompt, notebook, words in
        "| \(prompt) | \(notebook) | \(words) |"
      }
  }

  private static func rows() throws -> [(prompt: String, notebook: String, words: String)] {
    [
      (
        try prompt("edit", "3"), editing("Enter"),
        "another text for an input, which runs in its place"
      ),
      (
        try prompt("rerun", "3-5") + ", " + prompt("list"), try key("C-e") + ", " + key("C-r"),
        "run again; a model has the weights that it had above the cell"
      ),
      (try prompt("why", "7"), try key("w"), "why a cell is stale: \"`m` changed in cell 1\""),
      (
        try prompt("refresh"), try key("ea") + ", " + key("es"),
        "run what is stale; what trains asks first, and says how long that took"
      ),
      (
        try prompt("undo"), try command("undo") + "; " + key("z") + ", " + editing("C-_"),
        "take back one thing you did: text, values, weights and results together; a deleted cell; typing"
      ),
      (
        try prompt("save", "moons.nabla.md"), try key("s") + ", " + command("w"),
        "a session that `nabla verify` proves"
      ),
    ]
  }

  private static func prompt(_ name: String, _ argument: String = "") throws -> String {
    let command = try #require(Commands.all.first { $0.name == name }, "there is no :\(name)")
    return "`:\(command.name)\(argument.isEmpty ? "" : " " + argument)`"
  }

  private static func command(_ name: String) throws -> String {
    let command = try #require(NotebookCommand.named(name), "there is no :\(name)")
    return "`:\(command.names[0])`"
  }

  /// Letters stand as what is typed, other keys by their names.
  private static func key(_ name: String) throws -> String {
    let told = NotebookKey.all.flatMap { $0.keys.split(separator: " ").map(String.init) }
    let key = try #require(told.first { $0 == name }, "\(name) is told nowhere")
    return key.contains("-") ? key : "`\(key)`"
  }

  /// Keys of the mode in which text is typed, and what leads into it: they stand in no table.
  private static func editing(_ name: String) -> String { name }
}
