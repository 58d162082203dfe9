/// An exercise of a walkthrough with everything that belongs to it.
package struct Exercise: Equatable, Sendable {
  /// What its author calls it: `#loop`.
  package var identifier: String?
  /// The line of its opening fence, counted from 1.
  package var line: Int
  /// The text that the learner starts from.
  package var starter: String
  /// What is to be reached, in the author's words: `goal="…"`; `nil` where the checks alone say it.
  package var goal: String?
  /// The cell or exercise above it behind which it starts: `from=model`; `nil` for what stands above it.
  package var origin: String?
  /// `nil` for as many attempts as the learner wants.
  package var attempts: Int?
  /// Whether the author says that it may be passed over.
  package var isOptional: Bool
  /// How fast a training goes, in steps a second; `nil` for what the file says.
  package var pace: Double?
  /// What a training shows; `nil` for what the file says.
  package var live: LiveView?
  /// Shown one by one.
  package var hints: [String] = []
  /// The author's program; `nil` where none is given.
  package var solution: String?
  /// What must hold of the learner's answer, in the order in which it is looked at.
  package var checks: [LessonCheck] = []

  init(_ block: SessionBlock) {
    identifier = block.attributes.identifier
    line = block.line
    starter = block.body
    goal = block.attributes["goal"]
    origin = block.attributes["from"].map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
    pace = block.attributes["pace"].flatMap(stepsPerSecond)
    live = block.attributes["live"].flatMap { LiveView(rawValue: $0) }
    attempts = block.attributes["attempts"].flatMap { Int($0) }
    isOptional = block.attributes.has("optional")
  }

  /// What stands above the exercise from the start: the author's goal, else the conditions to be met.
  package var goals: [String] {
    if let goal { return [goal] }
    return checks.filter { !$0.isMisconception }.map { "`\($0.condition)`" }
  }

  /// What progress calls it: its id, else its line.
  package var key: String { identifier ?? "line \(line)" }
}

/// One line of `nabla-check`: `fast.loss < 0.05 say "Close: {fast.loss}."`.
package struct LessonCheck: Equatable, Sendable {
  /// The condition, in the language of cells.
  package var condition: String
  /// Said when the check fails; expressions stand in braces.
  package var message: String?
  /// `when …`: a known misconception; the check fails when the condition holds.
  package var isMisconception: Bool
  /// Its line in the document, counted from 1.
  package var line: Int

  /// `nil` for an empty line or a comment.
  package init?(_ text: String, line: Int) {
    var condition = trimmed(text)
    if condition.isEmpty || condition.hasPrefix("#") { return nil }
    isMisconception = condition.hasPrefix("when ")
    if isMisconception { condition = trimmed(condition.dropFirst(5)) }
    (condition, message) = LessonCheck.split(condition)
    self.condition = condition
    self.line = line
  }

  /// Cuts at the word `say` with a text behind it that ends the line.
  private static func split(_ text: String) -> (String, String?) {
    var scanner = Scanner(text)
    while !scanner.isAtEnd {
      if scanner.peek == "\"" {
        if scanner.quoted() == nil { break }
        continue
      }
      let start = scanner.position
      let isWordStart = start == 0 || " )\"]".unicodeScalars.contains(scanner.scalar(before: start))
      if isWordStart, scanner.take(while: { $0 == "s" || $0 == "a" || $0 == "y" }) == "say" {
        scanner.skipBlanks()
        if let message = scanner.quoted() {
          scanner.skipBlanks()
          if scanner.isAtEnd { return (trimmed(scanner.text(from: 0, to: start)), message) }
        }
      } else if scanner.position == start {
        scanner.advance()
      }
    }
    return (text, nil)
  }
}
