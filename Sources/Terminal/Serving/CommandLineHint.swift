/// What to type at the prompt, as the command line of `nabla serve` has it.
enum CommandLineHint {
  private static let options = ["port", "host", "token", "ledger", "memory"]

  /// `serve m, port=8081` is `--port 8081`, `set memory=2GB` is `--memory 2GB`.
  static func of(_ hint: String) -> String {
    var parts = hint.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // What stands between two signs is typed.
    for index in parts.indices where index % 2 == 1 { parts[index] = typed(parts[index]) }
    return parts.joined(separator: "`")
  }

  private static func typed(_ text: String) -> String {
    var text = text
    for start in ["serve m, ", "set "] where text.hasPrefix(start) {
      text = String(text.dropFirst(start.count))
    }
    guard options.contains(where: { text.hasPrefix($0 + "=") }) else { return text }
    let words = text.split(separator: ",").map { part -> String in
      let sides = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      let value = sides.count > 1 ? " " + sides[1].filter { $0 != "\"" } : ""
      return "--" + (sides.first ?? "") + value
    }
    return words.joined(separator: " ")
  }
}
