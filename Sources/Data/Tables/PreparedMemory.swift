import Synchronization

/// What `prepare` has made of a data set, kept for whoever asks next: `evaluate`, `predict` and `d.x` need not do it
/// again. Copies of the data set share it; a part asks the whole, so that all parts have one recipe.
final class PreparedMemory: Sendable {
  private let kept = Mutex<Dataset?>(nil)
  /// The data set of which this is a part, with the part.
  let whole: (dataset: Dataset, part: Dataset.Part)?

  /// Of a data set that stands for itself, or of a part.
  init(whole: (dataset: Dataset, part: Dataset.Part)? = nil) { self.whole = whole }

  /// What was kept, else what `make` gives.
  func value(_ make: () throws(DataError) -> Dataset) throws(DataError) -> Dataset {
    if let known = kept.withLock({ $0 }) { return known }
    let made = try make()
    kept.withLock { $0 = made }
    return made
  }
}
