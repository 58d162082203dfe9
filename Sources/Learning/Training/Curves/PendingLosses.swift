/// Losses that the board has not been told of yet.
///
/// Batches of a microsecond are told many at a time, about every two milliseconds.
struct PendingLosses {
  /// Batch after batch, each step's in turn.
  private(set) var losses: [Double] = []
  private(set) var batches = 0
  /// After how many batches it is time.
  private var patience = 1
  private var lastTime = 0.0

  mutating func append(_ batch: [Double]) {
    losses += batch
    batches += 1
  }

  var isDue: Bool { batches >= patience }

  /// Forgets what was told; the pace so far says how many batches the next two milliseconds take.
  mutating func clear(at time: Double) {
    let batchTime = (time - lastTime) / Double(max(batches, 1))
    patience = batchTime > 0 ? Int(0.002 / batchTime, within: 1...(2 * patience)) : 1
    losses.removeAll(keepingCapacity: true)
    batches = 0
    lastTime = time
  }
}
