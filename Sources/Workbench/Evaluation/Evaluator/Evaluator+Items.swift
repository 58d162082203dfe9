import Engine
import Support

extension Evaluator {
  /// A bound on loops, so that every cell ends.
  static let loopLimit = 1_000_000

  /// Refuses more rounds than a loop may have.
  static func checkRounds(_ count: Int) throws {
    guard count <= loopLimit else {
      throw ValueProblem.limit(.loopTooLong(count, limit: loopLimit))
    }
  }

  /// What can be gone through one by one: the items of a list, a tensor's first axis, a whole-number range with both
  /// ends, the characters of a text. `word` is who goes through it.
  func items(of value: Value, for word: String) throws -> AnySequence<Value> {
    switch value {
    case .list(let items): return AnySequence(items)
    case .text(let text):
      return AnySequence(text.lazy.map { .text(String($0)) })
    case .range(let low, let high):
      guard let first = Int(exactly: low), let last = Int(exactly: high) else {
        throw ValueProblem.notWhole(Int(exactly: low) == nil ? low : high, of: word)
      }
      let (distance, overflows) = last.subtractingReportingOverflow(first)
      guard !overflows, distance < Evaluator.loopLimit else {
        throw ValueProblem.limit(
          .loopTooLong(
            overflows || distance == .max ? .max : distance + 1, limit: Evaluator.loopLimit))
      }
      // One after the other: a million numbers at once are half a gigabyte.
      return AnySequence((first..<max(first, last + 1)).lazy.map { .number(Double($0)) })
    case .tensor(let tensor) where tensor.shape.rank > 0:
      if tensor.isWeak, tensor.roles.isEmpty, tensor.shape.rank == 1, let known = tensor.known,
        known.dtype == .float64
      {
        return AnySequence(known.doubles.lazy.map { .number($0) })
      }
      return AnySequence(
        try (0..<tensor.shape[0]).map {
          if $0 & 0xFF == 0 { try Interrupt.check() }
          return try Indexing.item(tensor, at: $0)
        })
    default:
      throw ValueProblem.wrongKind(
        of: word, expected: "a list, a tensor or a range of whole numbers",
        found: value.messageText)
    }
  }
}
