import Catalog
import Engine

extension Interpreter {
  /// Starts all random streams anew with this seed.
  public func setSeed(_ seed: UInt64) {
    options.seed = seed
    random = RandomNames(seed: seed)
    trace?.isReseeded = true
    hasChanged = true
  }

  /// The type of new tensors and weights; values that exist keep theirs.
  public func setDType(_ dtype: DType) {
    options.dtype = dtype
    hasChanged = true
  }

  /// Whose defaults fill what is left out from here on; what exists keeps its own.
  public func setCompatibility(_ compatibility: Compatibility) {
    options.compatibility = compatibility
    hasChanged = true
  }

  /// Whether warnings about a training count as errors.
  func setStrict(_ isStrict: Bool) {
    self.isStrict = isStrict
    hasChanged = true
  }
}
