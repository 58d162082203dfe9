import Engine
import Glibc

/// What training a model needs at least: each weight, its gradient and two moments.
public struct MemoryEstimate: Equatable, Sendable {
  public private(set) var parameters = 0
  public private(set) var bytes = 0

  init(_ weights: [PlannedWeight]) {
    for weight in weights {
      parameters = saturatingSum(parameters, weight.type.shape.count)
      // The value; its gradient and two moments.
      for _ in 0..<(weight.isTrainable ? 4 : 1) {
        bytes = saturatingSum(bytes, weight.type.byteCount)
      }
    }
  }

  /// Three quarters of the machine's memory, and never more than 8 GiB.
  public static var limit: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    guard pages > 0, size > 0 else { return 8 << 30 }
    return min(pages / 4 * 3 * size, 8 << 30)
  }

  /// Refuses a computation that needs more.
  static func check(bytes: Int, model: String) throws(LearningError) {
    guard bytes <= limit else {
      throw .computationTooLarge(model: model, bytes: bytes, limit: limit)
    }
  }

  /// Refuses a plan that the memory cannot hold, before it is allocated.
  static func check(_ plan: Plan, model: Model) throws(LearningError) {
    let bytes = saturatingSum(plan.arenaByteCount, plan.inputByteCount)
    guard bytes <= limit else {
      throw .computationTooLarge(model: model.name, bytes: bytes, limit: limit)
    }
  }

  func check(model: String, limit: Int) throws(LearningError) {
    guard bytes <= limit else {
      throw .tooLarge(model: model, parameters: parameters, bytes: bytes, limit: limit)
    }
  }
}
