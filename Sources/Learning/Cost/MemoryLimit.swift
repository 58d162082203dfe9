import Engine
import Support

/// How much memory one computation may take; what a training takes is `TrainingMemory`.
package enum MemoryLimit {
  /// What the budget in force allows.
  package static var bytes: Int { MemoryBudget.current.limit }

  /// Refuses a computation that needs more, or more than is left beside what values hold.
  static func check(bytes: Int, model: String) throws(LearningError) {
    guard bytes <= self.bytes else {
      throw .size(.computationTooLarge(model: model, bytes: bytes, limit: self.bytes))
    }
    try require(bytes, for: "computing \(model)")
  }

  /// Refuses what would not fit beside what values hold already.
  static func require(_ bytes: Int, for what: @autoclosure () -> String) throws(LearningError) {
    do {
      try MemoryBudget.current.require(bytes, for: what())
    } catch {
      throw .memory(error)
    }
  }

  /// Refuses a plan that the memory cannot hold, before it is allocated.
  static func check(_ plan: Plan, model: Model) throws(LearningError) {
    try check(
      bytes: saturatingSum(plan.arenaByteCount, plan.inputByteCount), model: model.name)
  }
}
