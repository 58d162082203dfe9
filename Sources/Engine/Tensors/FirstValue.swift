import Support
import Synchronization

/// A value that is made when it is first asked for, once for all that share it.
///
/// Whatever makes it answers the same each time: what was left undone under an interrupt is made again.
final class FirstValue: @unchecked Sendable {
  // Sendable: all that changes is behind the lock.
  private let byteCount: Int
  /// Who counts the memory until it is there.
  private let budget: MemoryBudget?
  private var make: (() -> Tensor)?

  private struct Made {
    var value: Tensor?
    /// Whether it was left undone.
    var isTorn = false
    /// How many there have been.
    var generation = 0
    /// Whether the budget still counts what is to be made.
    var isReserved: Bool
  }
  private let made: Mutex<Made>

  /// `isReserved` counts its memory from now on, for what a user asked for.
  init(_ type: TensorType, isReserved: Bool, make: @escaping () -> Tensor) {
    byteCount = type.byteCount
    self.make = make
    budget = isReserved ? .current : nil
    budget?.take(byteCount)
    made = Mutex(Made(isReserved: isReserved))
  }

  deinit {
    if made.withLock({ $0.isReserved }) { budget?.giveBack(byteCount) }
  }

  /// The memory, once it is there.
  var memory: AnyObject { made.withLock { $0.value }?.block ?? self }
  /// Whether it is there.
  var isMade: Bool { made.withLock { $0.value != nil } }
  /// Counts the blocks that there have been.
  var generation: Int { made.withLock { $0.generation } }

  /// The value, from here on the same for everybody.
  var value: Tensor {
    made.withLock { made in
      if let value = made.value, !made.isTorn || Interrupt.wasRaised { return value }
      guard let make else { preconditionFailure("what was left undone can be made again") }
      if made.isReserved { budget?.giveBack(byteCount) }
      made.isReserved = false
      let value = make()
      made.value = value
      made.generation += 1
      made.isTorn = Interrupt.wasRaised
      // What it is made of may be large.
      if !made.isTorn { self.make = nil }
      return value
    }
  }
}

/// What a variable was at one time: memory that nobody changes, or a value that is still to be made.
package struct VariableState: @unchecked Sendable {
  // Sendable: what it shares is never written to.
  let type: TensorType
  let stored: Block?
  let first: FirstValue?

  init(_ type: TensorType, stored: Block?, first: FirstValue?) {
    (self.type, self.stored, self.first) = (type, stored, first)
  }

  /// The value; it is made where it was not yet.
  package var value: Tensor {
    if let stored { return Tensor(type, block: stored) }
    return first?.value ?? Tensor(type, block: Block(zeroed: type.byteCount))
  }

  /// What it shares with a variable that still is it, and with tensors that are its value.
  package var memory: AnyObject? {
    if let stored { return stored }
    return first?.memory
  }

  /// What it takes beside what is to be made, in bytes.
  package var byteCount: Int {
    stored != nil || first?.isMade ?? false ? type.byteCount : 0
  }
}
