/// A page of Markdown with screens of the prompt in it: what is typed, what it is said to answer.
package struct ReadmeText: Sendable {
  package struct Input: Sendable {
    /// The number in the prompt.
    package let number: Int
    package let text: String
    /// What stands below it, up to the next prompt.
    package let answer: [String]
  }

  package struct Block: Sendable {
    /// What stands behind the three back-ticks.
    package let language: String
    package let lines: [String]

    /// What is typed in it; empty where it shows no prompt.
    package var inputs: [Input] {
      let starts = lines.indices.filter { lines[$0].hasPrefix("nabla[") }
      return zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
        ReadmeText.input(Array(lines[start..<end]))
      }
    }
  }

  package let blocks: [Block]
  /// What stands in single back-ticks, anywhere but in blocks.
  package let spans: [String]

  package init(_ text: String) {
    var (blocks, spans): ([Block], [String]) = ([], [])
    var open: (language: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        if let block = open { blocks.append(Block(language: block.language, lines: block.lines)) }
        open = open == nil ? (String(line.dropFirst(3)), []) : nil
      } else if open != nil {
        open?.lines.append(line)
      } else {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        spans += parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
      }
    }
    (self.blocks, self.spans) = (blocks, spans)
  }

  /// The first of the lines has the prompt; more belong to the input while a bracket is open.
  private static func input(_ lines: [String]) -> Input {
    let prompt = lines[0].firstRange(of: "> ")
    var text = prompt.map { String(lines[0][$0.upperBound...]) } ?? ""
    var rest = lines.dropFirst()
    while text.count(where: { $0 == "{" }) > text.count(where: { $0 == "}" }),
      let next = rest.popFirst()
    {
      text += "\n" + next
    }
    let number = Int(lines[0].dropFirst("nabla[".count).prefix { $0.isNumber }) ?? 0
    return Input(number: number, text: text, answer: Array(rest))
  }
}
