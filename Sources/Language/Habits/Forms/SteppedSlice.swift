/// `x[::2]` and `x[a:b:-1]`, which are ranges of positions here.
enum SteppedSlice {
  static func line(for text: String) -> String? {
    let characters = Array(text)
    for (open, character) in characters.enumerated() where character == "[" && open > 0 {
      guard let (items, close) = PythonText.arguments(characters, from: open), items.count == 1
      else { continue }
      let parts = PythonText.pieces(items[0], at: ":")
      var start = open
      while start > 0, PythonText.isWordPart(characters[start - 1]) { start -= 1 }
      let name = String(characters[start..<open])
      guard parts.count == 3, PythonText.isWord(name) else { continue }
      return String(characters[..<start]) + "\(name)[\(range(parts, of: name))]"
        + String(characters[(close + 1)...])
    }
    return nil
  }

  private static func range(_ parts: [String], of name: String) -> String {
    let step = parts[2].isEmpty ? "1" : parts[2]
    let isBackwards = step.hasPrefix("-")
    let start = parts[0].isEmpty ? (isBackwards ? "len(\(name)) - 1" : "0") : parts[0]
    let stop = parts[1].isEmpty ? (isBackwards ? "-1" : "len(\(name))") : parts[1]
    return "range(\(start), \(stop), \(step))"
  }
}
