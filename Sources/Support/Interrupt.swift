import CInterrupt

/// Whether the work of this thread is to end soon, because the user or a limit of time asks for it.
///
/// Who runs a program feeds an interrupt; kernels and every loop over data of the user's size ask
/// `isRaised` between two pieces of work, or call `check`, and leave. What they leave is torn and
/// never shown: once the answer was yes it stays so, and whoever feeds it ends the statement.
/// On threads that nobody feeds, as a training's own, the answer is always no.
package enum Interrupt {
  /// The usual time between two looks in nanoseconds: often enough for an answer within 100 ms.
  package static let interval: Int64 = 5_000_000

  /// Runs `body`; meanwhile `look` is asked at most once in `interval` nanoseconds, on this thread.
  package static func feeding<Result>(
    every interval: Int64 = Interrupt.interval, _ look: () -> Bool, _ body: () throws -> Result
  ) rethrows -> Result {
    try withoutActuallyEscaping(look) { look in
      let source = Source(look)
      return try withExtendedLifetime(source) {
        var interrupt = nabla_interrupt()
        interrupt.interval = interval
        interrupt.look = { context in
          guard let context else { return 0 }
          return Unmanaged<Source>.fromOpaque(context).takeUnretainedValue().look() ? 1 : 0
        }
        interrupt.context = Unmanaged.passUnretained(source).toOpaque()
        return try withUnsafeMutablePointer(to: &interrupt) { interrupt in
          let before = nabla_interrupt_enter(interrupt)
          defer { _ = nabla_interrupt_enter(before) }
          return try body()
        }
      }
    }
  }

  /// Runs `body` to its end whatever is asked: for work that must not be torn.
  package static func ignoring<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = nabla_interrupt_enter(nil)
    defer { _ = nabla_interrupt_enter(before) }
    return try body()
  }

  /// Looks, when it is time, and answers whether to leave; true ever after.
  @usableFromInline
  package static var isRaised: Bool { nabla_is_stopped() != 0 }

  /// Whether somebody was told to leave; does not look again.
  package static var wasRaised: Bool { nabla_is_raised(nabla_interrupt_current()) != 0 }

  /// Throws where the work is to end.
  package static func check() throws(Interrupted) {
    if isRaised { throw Interrupted() }
  }
}

extension Interrupt {
  /// A number for each of `0..<count`; looks now and then, and throws where the work is to end.
  package static func map<Element, Failure: Error>(
    _ count: Int, every step: Int = 1 << 13, _ element: (Int) throws(Failure) -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      if index % step == 0 { try check() }
      elements.append(try element(index))
    }
    return elements
  }
}

/// The numbers of a range, one after the other, until the thread's interrupt is raised.
///
/// What a loop over them has then made is torn; whoever feeds the interrupt ends the statement.
package struct InterruptibleRange: Sequence, IteratorProtocol {
  @usableFromInline var number: Int
  @usableFromInline let end: Int
  @usableFromInline let mask: Int

  init(_ range: Range<Int>, every count: Int) {
    (number, end) = (range.lowerBound, range.upperBound)
    mask = (1 << (Int.bitWidth - Swift.max(1, count).leadingZeroBitCount)) - 1
  }

  /// The next number; `nil` at the end, and once the thread's interrupt is raised.
  @inlinable
  package mutating func next() -> Int? {
    guard number < end, number & mask != mask || !Interrupt.isRaised else { return nil }
    defer { number += 1 }
    return number
  }
}

extension Range<Int> {
  /// The same numbers for loops over data of the user's size; looks now and then.
  package var untilInterrupted: InterruptibleRange { untilInterrupted(every: 4_096) }

  /// The same, which looks after about so many of them.
  package func untilInterrupted(every count: Int) -> InterruptibleRange {
    InterruptibleRange(self, every: count)
  }
}

extension Sequence {
  /// The elements in order, equal ones as they stand; some of them where the thread's interrupt is
  /// raised meanwhile.
  package func interruptiblySorted(
    by areInOrder: (Element, Element) -> Bool
  ) -> [Element] {
    // Short runs, then two of them at a time: never a long one at once.
    var runs: [[Element]] = []
    var run: [Element] = []
    for element in self {
      run.append(element)
      if run.count == 4_096 {
        if Interrupt.isRaised { break }
        runs.append(run.sorted(by: areInOrder))
        run.removeAll(keepingCapacity: true)
      }
    }
    runs.append(run.sorted(by: areInOrder))
    while runs.count > 1, !Interrupt.isRaised {
      var merged: [[Element]] = []
      for index in stride(from: 0, to: runs.count, by: 2) {
        let isLast = index + 1 == runs.count
        merged.append(isLast ? runs[index] : runs[index].merged(with: runs[index + 1], areInOrder))
        runs[index] = []
        if !isLast { runs[index + 1] = [] }
      }
      runs = merged
    }
    return runs[0]
  }
}

extension Array {
  fileprivate func merged(with other: [Element], _ areInOrder: (Element, Element) -> Bool)
    -> [Element]
  {
    var result: [Element] = []
    result.reserveCapacity(count + other.count)
    var (left, right) = (0, 0)
    for _ in (0..<count + other.count).untilInterrupted {
      if right == other.count || left < count && !areInOrder(other[right], self[left]) {
        result.append(self[left])
        left += 1
      } else {
        result.append(other[right])
        right += 1
      }
    }
    return result
  }
}

/// Work was left because the user or a limit of time asked for it.
package struct Interrupted: Error, Equatable, Sendable {
  /// Carries nothing: whoever feeds the interrupt knows why.
  package init() {}
}

private final class Source {
  let look: () -> Bool

  init(_ look: @escaping () -> Bool) { self.look = look }
}
