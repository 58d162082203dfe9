import Engine
import Glibc

/// How much memory one computation may take; what a training takes is `TrainingMemory`.
public enum MemoryLimit {
  /// Three quarters of the machine's memory, and never more than 8 GiB.
  public static var bytes: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    guard pages > 0, size > 0 else { return 8 << 30 }
    return min(pages / 4 * 3 * size, 8 << 30)
  }

  /// Refuses a computation that needs more.
  static func check(bytes: Int, model: String) throws(LearningError) {
    guard bytes <= self.bytes else {
      throw .computationTooLarge(model: model, bytes: bytes, limit: self.bytes)
    }
  }

  /// Refuses a plan that the memory cannot hold, before it is allocated.
  static func check(_ plan: Plan, model: Model) throws(LearningError) {
    try check(
      bytes: saturatingSum(plan.arenaByteCount, plan.inputByteCount), model: model.name)
  }
}
