import Support

extension KerasProgram {
  /// The program as a session: what the program says in its own lines is prose, the rest cells.
  package func session(titled title: String) -> String {
    var parts: [String] = []
    var cell: [Substring] = []
    var prose: [Substring] = []
    func endCell() {
      while cell.last == "" { cell.removeLast() }
      if !cell.isEmpty { parts.append("```nabla\n\(cell.joined(separator: "\n"))\n```") }
      cell = []
    }
    func endProse() {
      if !prose.isEmpty { parts.append(prose.joined(separator: "\n")) }
      prose = []
    }
    var isOpen = false
    var left: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = left {
        if line.hasPrefix("#   ") {
          left = lines + [line.dropFirst(4)]
          continue
        }
        parts.append(
          "```python\n\(lines.map { $0.replacing("```", with: "` ` `") }.joined(separator: "\n"))\n```"
        )
        left = nil
      }
      if !isOpen, line.hasPrefix("# ") {
        endCell()
        prose.append(line.dropFirst(2))
        if line.hasPrefix("# not understood") {
          endProse()
          left = []
        }
        continue
      }
      if !line.isEmpty { endProse() }
      if line.hasSuffix("{") { isOpen = true }
      if line == "}" { isOpen = false }
      if !cell.isEmpty || !line.isEmpty { cell.append(line) }
    }
    if let left { parts.append("```python\n\(left.joined(separator: "\n"))\n```") }
    endProse()
    endCell()
    let head =
      "---\nnabla: 1\ntitle: \(QuotedText.of(title))\n---\n# \(Sanitizer.visibleLine(title))\n"
    return head + parts.map { "\n\($0)\n" }.joined()
  }
}
