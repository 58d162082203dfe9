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
  /// Shown one by one to whoever asks.
  package var hints: [String] = []

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

  /// What progress calls it: its id, else its line.
  package var key: String { identifier ?? "line \(line)" }

  /// The option that a reply means: by its letter, `b` or `b)`, by its text, or by both.
  package func option(of reply: String) -> Option? {
    let reply = trimmed(reply).lowercased()
    return options.first { $0.letter == reply || $0.letter + ")" == reply }
      ?? options.first { Quiz.plain($0.text) == Quiz.plain(reply) }
      ?? options.first { Quiz.plain("\($0.letter)) \($0.text)") == Quiz.plain(reply) }
      ?? Quiz.only(options.filter { Quiz.beginning(of: $0.text) == Quiz.plain(reply) })
      ?? Double(reply.replacing(",", with: ".")).flatMap { number in
        options.first { Double(Quiz.plain($0.text)) == number }
          ?? Quiz.only(options.filter { Double(Quiz.beginning(of: $0.text)) == number })
      }
  }

  private static func only(_ found: [Option]) -> Option? { found.count == 1 ? found[0] : nil }

  /// What an option says before it goes on: `left` of `left, to a smaller weight`.
  private static func beginning(of text: String) -> String {
    plain(String(text.prefix { !",;:，；：".contains($0) }))
  }

  /// Whether a reply can be an answer at all; a letter that no option has is none.
  package func understands(_ reply: String) -> Bool {
    if !options.isEmpty { return option(of: reply) != nil }
    return !wantsNumber || !Quiz.numbers(reply).isEmpty
  }

  /// Whether the answer is a number: `0.5`, `1/2` or `50%`.
  package var wantsNumber: Bool { Quiz.number(answer) != nil }

  /// Whether an answer is the right one; case and spaces around it do not matter.
  ///
  /// Of options the letter counts, or the text; a typed number may be off by `tolerance`.
  package func accepts(_ reply: String) -> Bool {
    let right = Quiz.plain(answer)
    if !options.isEmpty {
      guard let option = option(of: reply) else { return false }
      return option.letter == right || Quiz.plain(option.text) == right
    }
    if Quiz.plain(reply) == right { return true }
    guard let wanted = Quiz.number(answer) else { return false }
    return Quiz.numbers(reply).contains { abs($0 - wanted) <= (tolerance ?? 0) }
  }

  /// What to say to a reply, if the author wrote something.
  package func feedback(to reply: String) -> String? { option(of: reply)?.feedback }

  /// The answer as it is shown: `b) no`.
  package var shownAnswer: String {
    options.first { $0.letter == Quiz.plain(answer) }.map { "\($0.letter)) \($0.text)" } ?? answer
  }

  /// What a reply may mean: in `2,3` the comma is the point of other countries, in `1,000` it may part thousands as well.
  private static func numbers(_ text: String) -> [Double] {
    if let number = number(text) { return [number] }
    guard text.count(where: { $0 == "," }) >= 1 else { return [] }
    let decimal = text.replacing(",", with: ".")
    let groups = plain(text).drop { $0 == "-" || $0 == "+" }.split(
      separator: ",", omittingEmptySubsequences: false)
    let areThousands =
      groups.dropFirst().allSatisfy { $0.prefix(while: \.isNumber).count == 3 }
      && (1...3).contains(groups[0].count)
    let whole = areThousands ? number(text.filter { $0 != "," }) : nil
    return [text.count(where: { $0 == "," }) == 1 ? number(decimal) : nil, whole].compactMap { $0 }
  }

  /// `0.5`, `1/2`, `50%`; `nil` for what is no number.
  private static func number(_ text: String) -> Double? {
    let text = plain(text)
    if let number = Double(text), number.isFinite { return number }
    if text.hasSuffix("%"), let number = Double(trimmed(text.dropLast())) { return number / 100 }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
      Double(trimmed($0))
    }
    guard parts.count == 2, let top = parts[0], let bottom = parts[1], bottom != 0 else {
      return nil
    }
    return top / bottom
  }

  /// Without case, blanks around it and the marks of code.
  private static func plain(_ text: String) -> String {
    trimmed(text.filter { $0 != "`" }).lowercased()
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
