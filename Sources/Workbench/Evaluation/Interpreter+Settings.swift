import Catalog
import Engine

extension Interpreter {
  /// Starts all random streams anew with this seed.
  package func setSeed(_ seed: UInt64) {
    options.seed = seed
    random = RandomNames(seed: seed)
    trace?.isReseeded = true
    input.hasChanged = true
  }

  /// The type of new tensors and weights; values that exist keep theirs.
  package func setDType(_ dtype: DType) {
    options.dtype = dtype
    input.hasChanged = true
  }

  /// Whose defaults fill what is left out from here on; what exists keeps its own.
  package func setCompatibility(_ compatibility: Compatibility) {
    options.compatibility = compatibility
    input.hasChanged = true
  }

  /// The memory that values may take together; a confined program cannot go beyond its launch.
  func setMemoryLimit(_ bytes: Int) throws(MemoryLimitProblem) {
    guard bytes <= memory.ceiling else {
      throw MemoryLimitProblem(wanted: bytes, ceiling: memory.ceiling)
    }
    options.memoryLimit = bytes
    input.hasChanged = true
  }

  /// Whether warnings about a training count as errors.
  func setStrict(_ isStrict: Bool) {
    self.isStrict = isStrict
    input.hasChanged = true
  }
}

/// A limit that a program from elsewhere may not set; data, worded in `Problems`.
struct MemoryLimitProblem: Error {
  var wanted: Int
  var ceiling: Int
}
