import Language
import Sessions
import Workbench

/// How an attempt at an exercise went.
package enum LessonVerdict: Equatable {
  case passed
  /// What its author wants said, or a sentence about the condition that does not hold.
  case failed(String)
}

/// Something wrong with a lesson itself, at a line of its file.
package struct LessonFault {
  /// Counted from 1.
  package let line: Int
  /// What is wrong, in words.
  package let diagnostic: Diagnostic

  /// A fault of a line.
  package init(line: Int, _ diagnostic: Diagnostic) {
    (self.line, self.diagnostic) = (line, diagnostic)
  }

  /// The same with the file before it.
  package func diagnostic(in file: String) -> Diagnostic {
    var told = diagnostic
    told.message = Problems.placed(diagnostic.message, file: file, line: line)
    return told
  }
}

/// Judges answers by the checks of a lesson, in whatever session they were given.
package struct LessonJudge {
  /// Checks that cannot be read, which are passed over, and exercises that start from nowhere; told before anything
  /// runs.
  package private(set) var faults: [LessonFault] = []
  private var unreadable: Set<String> = []
  private let words: LessonWords
  private var kept = KeptNames()
  /// Names that something in the lesson gives a value.
  var known: Set<String> { words.names }

  /// Reads all checks of a document.
  package init(_ document: SessionDocument) {
    var names: Set<String> = []
    var identifiers: Set<String> = []
    var checks: [LessonCheck] = []
    // Ids of what runs above, and whether they are there at all.
    var above: Set<String> = []
    for step in document.lessonSteps {
      switch step {
      case .cell(let cell):
        names.formUnion(CellWrites(ProgramText(cell.source)).names)
        cell.identifier.map { _ = identifiers.insert($0) }
        if !cell.options.isNotRun {
          cell.identifier.map { _ = above.insert($0) }
          kept.visit(cell.source)
        }
      case .exercise(let exercise):
        for text in [exercise.starter, exercise.solution ?? ""] {
          names.formUnion(CellWrites(ProgramText(text)).names)
        }
        exercise.identifier.map { _ = identifiers.insert($0) }
        if let origin = exercise.origin, !above.contains(origin) {
          let problem = LessonProblem.unknownOrigin(origin, known: above.sorted())
          faults.append(LessonFault(line: exercise.line, problem.diagnostic))
        }
        exercise.identifier.map { _ = above.insert($0) }
        kept.visit(exercise)
        checks += exercise.checks
      case .check(_, let own): checks += own
      case .prose, .directive, .quiz: break
      }
    }
    words = LessonWords(names: names, identifiers: identifiers)
    for check in checks {
      let texts = [check.condition] + MessageParts(check.message ?? "").expressions
      for text in texts {
        guard let problem = CheckReader.problem(in: text, words) else { continue }
        faults.append(LessonFault(line: check.line, problem))
        unreadable.insert(check.condition)
        break
      }
    }
  }

  /// Judges what the session holds: the first condition that does not hold speaks.
  ///
  /// `seconds` tells how long a cell took, by its id; `nil` where checks are not asked that.
  package func judge(
    _ checks: [LessonCheck], in interpreter: Interpreter, seconds: ((String) -> Double?)? = nil
  ) -> LessonVerdict {
    if let fault = kept.fault(of: checks, in: interpreter) { return .failed(fault) }
    for check in checks where !unreadable.contains(check.condition) {
      switch interpreter.holds(check.condition, seconds: seconds ?? { _ in nil }) {
      case .success(let holds):
        if holds != check.isMisconception { continue }
        guard let message = check.message else { return .failed("not yet: \(check.condition)") }
        return .failed(filled(message, in: interpreter))
      case .failure(let problem):
        // Who has not come so far has not made that mistake.
        if check.isMisconception { continue }
        return .failed(words(on: check, problem, in: interpreter))
      }
    }
    return .passed
  }

  /// A condition that cannot be computed as things are.
  private func words(
    on check: LessonCheck, _ problem: Diagnostic, in interpreter: Interpreter
  ) -> String {
    var mentioned = MentionedNames()
    mentioned.visit(ProgramText(check.condition).statements)
    let missing = mentioned.names.sorted().first {
      words.names.contains($0) && interpreter[$0] == nil
    }
    if let missing { return "There is no `\(missing)` yet." }
    guard let message = check.message else { return "not yet: \(problem.message)" }
    return filled(message, in: interpreter)
  }

  /// The message with each `{expression}` replaced by its value; where one has none, why that is.
  private func filled(_ message: String, in interpreter: Interpreter) -> String {
    var filled = ""
    for part in MessageParts(message).parts {
      switch part {
      case .text(let text): filled += text
      case .expression(let expression):
        switch interpreter.checkText(of: expression) {
        case .success(let text): filled += text
        case .failure(let problem): return Self.words(on: problem, of: expression)
        }
      }
    }
    return filled
  }

  /// `f(3)` cannot be computed, and what would help.
  private static func words(on problem: Diagnostic, of expression: String) -> String {
    "`\(expression)` is no number: \(problem.message)."
      + (problem.hint.map { " Hint: \($0)." } ?? "")
  }
}

/// `The loss is {s.loss}.`, taken apart.
struct MessageParts {
  enum Part {
    case text(String), expression(String)
  }

  private(set) var parts: [Part] = []

  init(_ message: String) {
    var rest = message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      parts.append(.text(String(rest[..<open])))
      parts.append(.expression(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.text(String(rest)))
  }

  var expressions: [String] {
    parts.compactMap { if case .expression(let text) = $0 { text } else { nil } }
  }
}
