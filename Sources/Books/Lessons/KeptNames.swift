import Language
import Sessions
import Workbench

/// Names that the checks of exercises ask for and no exercise asks to change: whoever gives one to something else has not
/// done what was asked, however the checks turn out.
struct KeptNames {
  /// What each name is made by when an exercise begins, by the line of its first check.
  private var exercises: [Int: [String: String]] = [:]
  /// The statement that made each name, in the cells so far; none of those that something else has changed.
  private var made: [String: String] = [:]

  /// A cell runs.
  mutating func visit(_ source: String) {
    let program = ProgramText(source)
    for name in CellWrites(program).names { made[name] = nil }
    for statement in program.statements {
      switch statement.kind {
      case .assignment(let targets, _) where targets.count == 1:
        made[targets[0].name.text] = statement.span.text(in: source)
      case .function(let function):
        function.name.map { made[$0.text] = statement.span.text(in: source) }
      default: break
      }
    }
  }

  /// An exercise begins, and may change what its texts change.
  mutating func visit(_ exercise: Exercise) {
    let changed = [exercise.starter, exercise.solution ?? ""].reduce(into: Set<String>()) {
      $0.formUnion(CellWrites(ProgramText($1)).names)
    }
    for name in changed { made[name] = nil }
    // What stands between its origin and itself is not there.
    guard exercise.origin == nil, let first = exercise.checks.first else { return }
    var mentioned = MentionedNames()
    for check in exercise.checks { mentioned.visit(ProgramText(check.condition).statements) }
    exercises[first.line] = made.filter { mentioned.names.contains($0.key) }
  }

  /// What is said of a name that is something else by now; `nil` where none is. Models and runs may be made anew, in
  /// other ways.
  func fault(of checks: [LessonCheck], in interpreter: Interpreter) -> String? {
    guard let first = checks.first, let kept = exercises[first.line] else { return nil }
    let changed = kept.keys.sorted().first { name in
      switch interpreter[name] {
      case nil, .model?, .run?: return false
      default: break
      }
      guard let now = interpreter.definition(of: name) else { return false }
      return Self.words(now) != Self.words(kept[name] ?? "")
    }
    guard let changed, let line = kept[changed] else { return nil }
    let again = line.contains("{") ? "" : ", or `\(Self.line(line))`"
    return
      "`\(changed)` is no longer what the lesson made it: you gave its name to something else. "
      + "`:reset` brings it back\(again)."
  }

  /// On one line.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
  }

  /// The tokens: blanks and new lines between them say nothing.
  private static func words(_ text: String) -> [String] {
    Lexer.tokenize(text).tokens.map(\.text).filter { !$0.allSatisfy(\.isNewline) }
  }
}
