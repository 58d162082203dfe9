import CInterrupt

/// Whether the work of this thread is to end soon, because the user or a limit of time asks for it.
///
/// Who runs a program feeds an interrupt; kernels and every loop over data of the user's size ask
/// `isRaised` between two pieces of work, or call `check`, and leave. What they leave is torn and
/// never shown: once the answer was yes it stays so, and whoever feeds it ends the statement.
/// On threads that nobody feeds, as a training's own, the answer is always no.
public enum Interrupt {
  /// The usual time between two looks in nanoseconds: often enough for an answer within 100 ms.
  public static let interval: Int64 = 5_000_000

  /// Runs `body`; meanwhile `look` is asked at most once in `interval` nanoseconds, on this thread.
  public static func feeding<Result>(
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
  public static func ignoring<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = nabla_interrupt_enter(nil)
    defer { _ = nabla_interrupt_enter(before) }
    return try body()
  }

  /// Looks, when it is time, and answers whether to leave; true ever after.
  public static var isRaised: Bool { nabla_is_stopped() != 0 }

  /// Whether somebody was told to leave; does not look again.
  public static var wasRaised: Bool { nabla_is_raised(nabla_interrupt_current()) != 0 }

  /// Throws where the work is to end.
  public static func check() throws(Interrupted) {
    if isRaised { throw Interrupted() }
  }
}

extension Interrupt {
  /// A number for each of `0..<count`; looks now and then, and throws where the work is to end.
  public static func map<Element, Failure: Error>(
    _ count: Int, _ element: (Int) throws(Failure) -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      if index & 0x1FFF == 0 { try check() }
      elements.append(try element(index))
    }
    return elements
  }
}

extension Sequence {
  /// The elements in order; as they are where the thread's interrupt is raised meanwhile.
  public func interruptiblySorted(
    by areInOrder: (Element, Element) -> Bool
  ) -> [Element] {
    var count = 0
    do {
      return try sorted { left, right in
        count &+= 1
        if count & 0xFFFF == 0 { try Interrupt.check() }
        return areInOrder(left, right)
      }
    } catch {
      return Array(self)
    }
  }
}

/// Work was left because the user or a limit of time asked for it.
public struct Interrupted: Error, Equatable, Sendable {
  public init() {}
}

private final class Source {
  let look: () -> Bool

  init(_ look: @escaping () -> Bool) { self.look = look }
}
