/// Commands of shells and of IPython as commands of the prompt.
enum PromptHabits {
  static func hint(for line: String) -> String? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = words.first else { return nil }
    let rest = words.count > 1 ? " " + words[1] : ""
    if first == "ls" || first == "!ls" || first == "dir", rest.isEmpty {
      return "type `:who` for your names; Tab completes the names of files inside `\"`"
    }
    if first == "set", words.count > 1, settings.contains(where: words[1].hasPrefix) {
      return
        "type `:set \(words[1].split { $0 == " " || $0 == "=" }.joined(separator: " "))` at the prompt"
    }
    if let hint = rows(line) { return hint }
    // The verb of the same name is about models.
    if first == "explain", isCode(rest.dropFirst()) {
      return "type `:explain\(rest)` at the prompt"
    }
    guard let command = commands[first] else { return nil }
    let takesMore = [":cd", ":time", ":load"].contains(command)
    // `q + 1` and `cd = 3` are about names.
    guard takesMore ? !isSum(rest) : rest.isEmpty else { return nil }
    return "type `\(command)\(rest)` at the prompt"
  }

  /// `tail d`, `tail(d, 3)`, `head true`: the last rows, and the first of nothing.
  private static func rows(_ line: String) -> String? {
    guard let word = ["head", "tail"].first(where: line.hasPrefix),
      let mark = line.dropFirst(word.count).first, mark == " " || mark == "("
    else { return nil }
    let inside = line.dropFirst(word.count + 1).prefix { $0 != ")" }
    let parts = inside.split(separator: ",").map { PythonText.trimmed(String($0)) }
    guard let first = parts.first, parts.count <= 2 else { return nil }
    if word == "head" {
      guard parts.count == 1, ["true", "false", "none"].contains(first) else { return nil }
      return "`head d` shows the first rows of d, `head d, 10` so many"
    }
    guard first.allSatisfy({ PythonText.isWordPart($0) || $0 == "." }) else { return nil }
    let count = parts.count == 2 ? PythonText.named(parts[1])?.value ?? parts[1] : "5"
    guard count.allSatisfy(\.isNumber) else { return nil }
    return "write `\(first).x[-\(count):]`; of a tensor `\(first)[-\(count):]`"
  }

  /// `E0310`, `w0012`
  private static func isCode(_ text: Substring) -> Bool {
    text.count == 5 && text.first.map { "EWew".contains($0) } == true
      && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func isSum(_ rest: String) -> Bool {
    let text = PythonText.trimmed(rest)
    return text.first.map { "=+-*/^<>,".contains($0) } ?? false
  }

  /// What `:set` changes.
  private static let settings = ["digits", "hints", "editor", "status", "snapshots", "history"]

  private static let commands = [
    "cd": ":cd", "%cd": ":cd", "pwd": ":pwd", "%pwd": ":pwd", "clear": ":clear", "%time": ":time",
    "%timeit": ":time", "%history": ":history", "history": ":history", "%run": ":load",
    "%who": ":who", "%whos": ":who", "who": ":who", "whos": ":who", "who()": ":who",
    "ls()": ":who", "%reset": ":forget all", "quit": ":quit", "exit": ":quit", "q": ":quit",
    "source": ":load",
  ]
}
