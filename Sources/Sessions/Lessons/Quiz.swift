/// A question of a walkthrough.
package struct Quiz: Equatable, Sendable {
  /// One of the answers to choose from.
  package struct Option: Equatable, Sendable {
    /// `a`, `b`, …
    package var letter: String
    /// What the learner reads.
    package var text: String
    /// Said when it is chosen.
    package var feedback: String?
  }

  /// What its author calls it: `#loss`.
  package var identifier: String?
  /// The line of its opening fence, counted from 1.
  package var line: Int
  /// What is asked: all lines that are no options.
  package var question: String
  /// Empty for a question with a typed answer.
  package var options: [Option] = []
  /// The letter of the right option, or the typed answer; empty where the author left it out.
  package var answer: String
  /// How far a typed number may be off.
  package var tolerance: Double?

  init(_ block: SessionBlock) {
    identifier = block.attributes.identifier
    line = block.line
    answer = block.attributes["answer"] ?? ""
    tolerance = block.attributes["tol"].flatMap { Double($0) }
    var lines: [String] = []
    for text in block.body.split(separator: "\n", omittingEmptySubsequences: false) {
      if let option = Option(text) { options.append(option) } else { lines.append(String(text)) }
    }
    question = trimmed(lines.joined(separator: "\n"))
    while question.hasSuffix("\n") { question.removeLast() }
  }

  /// Whether an answer is the right one; case and spaces around it do not matter.
  package func accepts(_ reply: String) -> Bool {
    let reply = trimmed(reply).lowercased()
    let answer = answer.lowercased()
    if reply == answer || (!options.isEmpty && reply == answer + ")") { return true }
    guard options.isEmpty, let number = Double(reply), let right = Double(answer) else {
      return false
    }
    return abs(number - right) <= tolerance ?? 0
  }

  /// What to say to a reply, if the author wrote something.
  package func feedback(to reply: String) -> String? {
    let reply = trimmed(reply).lowercased()
    return options.first { $0.letter == reply || $0.letter + ")" == reply }?.feedback
  }
}

extension Quiz.Option {
  /// `a) text :: feedback`; `nil` for a line of the question.
  init?(_ line: Substring) {
    let text = trimmed(line)
    guard let first = text.unicodeScalars.first, ("a"..."z").contains(first),
      text.dropFirst().hasPrefix(") ")
    else { return nil }
    letter = String(first)
    let rest = trimmed(text.dropFirst(3))
    if let cut = rest.firstRange(of: " :: ") {
      self.text = trimmed(rest[..<cut.lowerBound])
      feedback = trimmed(rest[cut.upperBound...])
    } else {
      self.text = rest
    }
  }
}
