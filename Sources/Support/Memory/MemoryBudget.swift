import Synchronization

/// How much memory the values of one interpreter may take together, and how much they take.
///
/// Whoever makes something whose size a user or a file decides asks here first; what would go over
/// the limit is refused before memory is asked for. Blocks of tensors tell when they come and go, and
/// a program's own budget can look at the process as well, which holds texts, lists and copies, too.
package final class MemoryBudget: Sendable {
  /// The budget of the interpreter that runs on this thread, or that started the thread.
  ///
  /// Not a parameter, because tensors are made below everything that could pass it on.
  /// Outside of any interpreter estimates are held against the limit, and nothing is counted.
  @TaskLocal package static var current = MemoryBudget(limit: FreeMemory.share, counts: false)

  /// So much is given without measuring, and beyond the limit as long as it adds up to little.
  static let alwaysGiven = 1 << 16
  /// From here on the process itself is measured before memory is given.
  private static let measured = 1 << 20
  /// How long a measurement of the process holds in loops, in nanoseconds.
  private static let interval = 0.02

  private let limits: Atomic<Int>
  private let taken = Atomic(0)
  private let highest = Atomic(0)
  /// What the process held when the budget was made; `nil` for a budget that counts blocks only.
  private let residentBefore: Int?
  private let lastLook = Atomic<Double>(0)
  /// The highest limit that a program may set.
  package let ceiling: Int
  private let counts: Bool

  /// A budget that `watchesProcess` is for programs that have the process to themselves.
  package init(
    limit: Int, ceiling: Int = .max, watchesProcess: Bool = false, counts: Bool = true
  ) {
    self.counts = counts
    limits = Atomic(max(0, limit))
    self.ceiling = ceiling
    residentBefore = watchesProcess ? FreeMemory.resident : nil
  }

  /// The most that values may take, in bytes.
  package var limit: Int {
    get { limits.load(ordering: .relaxed) }
    set { limits.store(max(0, newValue), ordering: .relaxed) }
  }

  /// What blocks of tensors take now, in bytes.
  package var takenByBlocks: Int { taken.load(ordering: .relaxed) }

  /// The most that blocks of tensors have taken at once, in bytes.
  package var peak: Int { highest.load(ordering: .relaxed) }

  /// What values take now: blocks of tensors, or all that came to the process since the start.
  package var held: Int {
    guard let before = residentBefore, let now = FreeMemory.resident else { return takenByBlocks }
    return max(takenByBlocks, now - before)
  }

  /// What is left; for readers that stop at a limit.
  package var available: Int { max(Self.alwaysGiven, limit - held) }

  /// Refuses what would not fit beside what is held, or on the disk where data are kept there; asked before memory
  /// is taken.
  package func require(_ bytes: Int, for what: @autoclosure () -> String) throws(MemoryShortage) {
    if let disk = DiskMemory.current, bytes >= DiskMemory.smallest {
      return try disk.require(bytes, for: what(), ceiling: ceiling)
    }
    let limit = limit
    if bytes <= Self.alwaysGiven, takenByBlocks - 4 * Self.alwaysGiven <= limit { return }
    let held = bytes >= Self.measured ? held : takenByBlocks
    guard bytes > max(0, limit - held) else { return }
    throw MemoryShortage(
      what: what(), needed: bytes, held: held, limit: limit, ceiling: ceiling)
  }

  /// Refuses to go on in a loop that has taken more than there is, piece by piece.
  ///
  /// `mark` is what was held when the input began: an input that takes nothing may always run.
  package func check(since mark: Int) throws(MemoryShortage) {
    var held = takenByBlocks
    if residentBefore != nil {
      let now = coarseSeconds()
      if now - lastLook.load(ordering: .relaxed) >= Self.interval {
        lastLook.store(now, ordering: .relaxed)
        held = self.held
      }
    }
    let limit = limit
    guard held > limit, held > mark else { return }
    throw MemoryShortage(
      what: "the program", needed: 0, held: held, limit: limit, ceiling: ceiling)
  }

  /// A block of memory came.
  package func take(_ bytes: Int) {
    guard counts else { return }
    let now = taken.wrappingAdd(bytes, ordering: .relaxed).newValue
    if now > highest.load(ordering: .relaxed) { highest.max(now, ordering: .relaxed) }
  }

  /// A block of memory went.
  package func giveBack(_ bytes: Int) {
    if counts { taken.wrappingSubtract(bytes, ordering: .relaxed) }
  }

  /// Runs `body` with this budget in force.
  package func inForce<Result>(_ body: () throws -> Result) rethrows -> Result {
    try MemoryBudget.$current.withValue(self, operation: body)
  }
}

/// Something that needs more memory than is left; data, worded for the user elsewhere.
package struct MemoryShortage: Error, Equatable, Sendable {
  /// What was asked for in the user's words: "zeros", "`+`".
  package var what: String
  /// Bytes beside those that are held; 0 where a program grew piece by piece. Saturates.
  package var needed: Int
  /// What values take already.
  package var held: Int
  /// The most that values may take, in bytes.
  package var limit: Int
  /// The highest limit that the program may set.
  package var ceiling: Int
  /// The folder on whose disk there is too little room; `nil` where it is memory.
  package var folder: String?
  /// Whether the data could be kept on a disk instead.
  package var isMovable = false
}

/// Sizes of results, which may be beyond any machine.
package enum ByteEstimate {
  /// The product of counts and sizes; `Int.max` where it does not fit.
  package static func product(_ factors: Int...) -> Int {
    var product = 1
    for factor in factors {
      let (next, overflows) = product.multipliedReportingOverflow(by: max(0, factor))
      if overflows { return factors.contains(0) ? 0 : .max }
      product = next
    }
    return product
  }

  /// The sum of sizes; `Int.max` where it does not fit.
  package static func sum(_ parts: some Sequence<Int>) -> Int {
    var sum = 0
    for part in parts {
      let (next, overflows) = sum.addingReportingOverflow(part)
      if overflows { return .max }
      sum = next
    }
    return sum
  }
}
