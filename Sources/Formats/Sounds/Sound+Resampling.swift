import Support

extension Sound {
  /// The sound at another rate; at the same one itself.
  ///
  /// Each new moment is a weighted sum of old ones: sinc(cutoff · t), cut by a Kaiser window (β = 5) after ten
  /// zeros to each side, with the cutoff at half of the lower rate, so that nothing folds back. What lies before and
  /// after the sound counts as silence. Kernel, count of moments (rounded up) and numbers are those of
  /// `scipy.signal.resample_poly`. An interrupt leaves silence; whoever feeds it ends the statement.
  package func resampled(to newRate: Int) throws(SoundError) -> Sound {
    guard newRate != rate else { return self }
    let refused = SoundError.rate(from: rate, to: newRate)
    guard (1...768_000).contains(newRate), rate <= 768_000 else { throw refused }
    let divisor = greatestCommonDivisor(rate, newRate)
    let (up, down) = (newRate / divisor, rate / divisor)
    guard max(up, down) <= 200_000 else { throw refused }
    let (grown, overflows) = frameCount.multipliedReportingOverflow(by: up)
    guard !overflows else { throw refused }
    let count = (grown + down - 1) / down
    try SoundError.requireMemory(
      numbers: ByteEstimate.product(count, channels), for: "a sound of another rate")
    let kernel = ResamplingKernel(up: up, down: down)
    return Sound(rate: newRate, channels: channels, samples: kernel.apply(to: self, count: count))
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The weights of all phases: `weights[half + t]` for a distance of t moments at `up` times the old rate.
private struct ResamplingKernel {
  private let up: Int
  private let down: Int
  private let half: Int
  private let weights: [Double]

  init(up: Int, down: Int) {
    (self.up, self.down) = (up, down)
    let slower = max(up, down)
    half = 10 * slower
    var weights: [Double] = []
    weights.reserveCapacity(2 * half + 1)
    for place in -half...half {
      let distance = Double(place) / Double(slower)
      let position = Double(place) / Double(half)
      weights.append(sinc(distance) * besselI0(5 * (1 - position * position).squareRoot()))
    }
    // A constant stays what it is: each phase has one in `up` of the weights.
    let scale = Double(up) / weights.reduce(0, +)
    self.weights = weights.map { $0 * scale }
  }

  func apply(to sound: Sound, count: Int) -> [Float] {
    let channels = sound.channels
    let frames = sound.frameCount
    var result = [Float](repeating: 0, count: count * channels)
    weights.withUnsafeBufferPointer { weights in
      sound.samples.withUnsafeBufferPointer { samples in
        result.withUnsafeMutableBufferPointer { result in
          for frame in (0..<count).untilInterrupted(every: 256) {
            let centre = frame * down
            // Old moments whose distance |centre − old · up| is at most `half`.
            let first = max(0, (centre - half + up - 1) / up)
            let last = min(frames - 1, (centre + half) / up)
            guard first <= last else { continue }
            for channel in 0..<channels {
              var sum = 0.0
              for old in first...last {
                sum += Double(samples[old * channels + channel]) * weights[half + centre - old * up]
              }
              result[frame * channels + channel] = Float(sum)
            }
          }
        }
      }
    }
    return result
  }
}
