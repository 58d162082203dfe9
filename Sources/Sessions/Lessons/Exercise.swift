/// An exercise of a walkthrough with everything that belongs to it.
public struct Exercise: Equatable, Sendable {
  public var identifier: String?
  public var line: Int
  /// The text that the learner starts from.
  public var starter: String
  /// `nil` for as many attempts as the learner wants.
  public var attempts: Int?
  public var isOptional: Bool
  /// Shown one by one.
  public var hints: [String] = []
  public var solution: String?
  public var checks: [LessonCheck] = []

  init(_ block: SessionBlock) {
    identifier = block.attributes.identifier
    line = block.line
    starter = block.body
    attempts = block.attributes["attempts"].flatMap { Int($0) }
    isOptional = block.attributes.has("optional")
  }
}

/// One line of `nabla-check`: `fast.loss < 0.05 say "Close: {fast.loss}."`.
public struct LessonCheck: Equatable, Sendable {
  /// The condition, in the language of cells.
  public var condition: String
  /// Said when the check fails; expressions stand in braces.
  public var message: String?
  /// `when …`: a known misconception; the check fails when the condition holds.
  public var isMisconception: Bool
  public var line: Int

  /// `nil` for an empty line or a comment.
  public init?(_ text: String, line: Int) {
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
