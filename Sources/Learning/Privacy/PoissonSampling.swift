import Engine

/// Draws each sample by itself: batches of any size, of 0 as well.
///
/// As Opacus's default: with as many steps in an epoch as batches of this size would make, the probability is
/// 1/steps, and int(samples/steps) samples are to be expected.
struct PoissonSampling: Equatable {
  /// The probability with which a step draws a sample.
  let rate: Double
  /// By what sums of gradients are divided; at least 1.
  let expected: Double

  init(samples: Int, batchSize: Int) {
    let steps = max(1, BatchCourse.batches(samples, size: batchSize))
    rate = 1 / Double(steps)
    expected = Double(max(1, samples / steps))
  }

  /// Those of `rows` that a step draws; `step` counts from 0. A row's draws depend on its number alone.
  func draw(_ rows: some Sequence<Int>, _ stream: RandomStream, step: Int) -> [Int] {
    let step = UInt64(bitPattern: Int64(step))
    return rows.filter { stream.uniform(at: UInt64(bitPattern: Int64($0)), step: step) < rate }
  }
}
