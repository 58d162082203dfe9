/// Who does the parts of a reading at the same time: only `Engine` starts threads, so the caller brings
/// them. How many there are never shows in a table.
package struct DelimitedWorkers {
  /// How many parts are done at once, at least 1.
  package let count: Int
  /// Calls what it is given with each of `0..<count`, each on any thread, and returns when all are done.
  let run: (_ part: @escaping @Sendable (Int) -> Void) -> Void

  /// Workers that `run` brings.
  package init(
    count: Int, run: @escaping (_ part: @escaping @Sendable (Int) -> Void) -> Void
  ) {
    self.count = max(1, min(count, 64))
    self.run = run
  }

  /// Calls `body` with each of `0..<parts`, on all workers, and returns when all are done. The parts
  /// touch nothing in common.
  func each(_ parts: Int, _ body: @escaping (Int) -> Void) {
    guard count > 1, parts > 1 else {
      for part in 0..<parts { body(part) }
      return
    }
    let step = count
    nonisolated(unsafe) let body = body
    run { worker in
      for part in stride(from: worker, to: parts, by: step) { body(part) }
    }
  }

  /// What `body` answers for each of `0..<parts`, in their order.
  func map<Answer>(_ parts: Int, _ body: @escaping (Int) -> Answer) -> [Answer?] {
    let answers = PartAnswers<Answer>(parts)
    each(parts) { answers.places[$0] = body($0) }
    return Array(answers.places)
  }

  /// The caller's thread alone.
  package static var none: DelimitedWorkers { DelimitedWorkers(count: 1) { $0(0) } }
}

/// A place for the answer of each part, which no two of them share.
private final class PartAnswers<Answer> {
  let places: UnsafeMutableBufferPointer<Answer?>

  init(_ count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }
}
