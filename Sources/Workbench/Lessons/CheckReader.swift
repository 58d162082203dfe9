import Catalog
import Language

/// What a lesson gives names to, and calls its cells: what its checks may speak of.
package struct LessonWords {
  /// Names that some cell, starter or solution gives a value.
  package var names: Set<String>
  /// Ids of cells and exercises.
  package var identifiers: Set<String>

  /// Names with values, and ids.
  package init(names: Set<String>, identifiers: Set<String>) {
    (self.names, self.identifiers) = (names, identifiers)
  }
}

/// Reads checks before anything runs: what cannot be read is said, and counts neither as held nor as failed.
package enum CheckReader {
  /// What is wrong with a condition; `nil` where it can be asked.
  package static func problem(
    in condition: String, _ words: LessonWords, vocabulary: Vocabulary = .standard
  ) -> Diagnostic? {
    do throws(CheckProblem) {
      let syntax = try CheckSyntax(condition)
      try check(syntax.expression, syntax, words, vocabulary.catalog)
      return nil
    } catch {
      return Problems.worded(error, at: nil)
    }
  }

  private static func check(
    _ expression: Expression, _ syntax: CheckSyntax, _ words: LessonWords, _ catalog: Catalog
  ) throws(CheckProblem) {
    var mentioned = MentionedWords()
    mentioned.visit(expression)
    for (predicate, arguments) in mentioned.predicates {
      guard arguments.count == predicate.argumentCount else {
        throw .argumentCount(
          predicate: predicate.rawValue, expected: predicate.argumentCount,
          example: predicate.signature.example)
      }
      guard predicate == .took else { continue }
      let id = CheckJudge.word(arguments[0].value, syntax)
      if !words.identifiers.contains(id) {
        throw .unknownCell(id, known: words.identifiers.sorted())
      }
    }
    for (name, isCalled) in mentioned.words
    where !words.names.contains(name) && catalog[name].isEmpty {
      let known =
        isCalled
        ? CheckPredicate.allCases.map(\.rawValue) + catalog.names(of: [.function]) + words.names
        : Array(words.names)
      throw .unknownWord(
        name, isCalled: isCalled,
        suggestion: DidYouMean.closest(to: name, among: known.sorted()).first)
    }
  }
}

/// The words of a condition that must mean something, without those that only questions of checks know.
private struct MentionedWords {
  private(set) var words: [(name: String, isCalled: Bool)] = []
  private(set) var predicates: [(CheckPredicate, [ArgumentSyntax])] = []

  mutating func visit(_ expression: Expression) {
    if let (predicate, arguments) = CheckSyntax.predicate(expression) {
      predicates.append((predicate, arguments))
      switch predicate {
      case .took: break
      case .uses, .exists: arguments.first.map { visit($0.value) }
      case .learnt, .diverged, .monotone, .same: for argument in arguments { visit(argument.value) }
      }
      return
    }
    switch expression.kind {
    case .name(let name): words.append((name, false))
    case .call(let function, let arguments):
      if case .name(let name) = function.kind {
        words.append((name, true))
      } else {
        visit(function)
      }
      for argument in arguments { visit(argument.value) }
    case .parenthesized(let inner), .unary(_, let inner), .field(let inner, _): visit(inner)
    case .binary(_, let left, let right), .range(let left, let right):
      visit(left)
      visit(right)
    case .list(let items): for item in items { visit(item) }
    case .index(let base, _): visit(base)
    case .comprehension(let comprehension): visit(comprehension.items)
    // What stands inside has names of its own, or words of other kinds.
    default: break
    }
  }
}
