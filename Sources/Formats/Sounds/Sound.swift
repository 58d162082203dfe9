/// A sound: one number for each moment and channel.
package struct Sound: Equatable, Sendable {
  /// Moments in a second.
  package let rate: Int
  /// 1 for mono, 2 for left and right.
  package let channels: Int
  /// The channels of the first moment, then those of the next. Files of whole numbers give −1…1 (1 itself is never
  /// reached); files of floating-point numbers give what they hold.
  package let samples: [Float]

  /// A sound of these numbers, of which there must be as many for each channel.
  package init(rate: Int, channels: Int, samples: [Float]) {
    precondition(
      rate > 0 && channels > 0 && samples.count % channels == 0, "as many numbers a channel")
    self.rate = rate
    self.channels = channels
    self.samples = samples
  }

  /// How many moments.
  package var frameCount: Int { samples.count / channels }
  /// How long it takes, in seconds.
  package var seconds: Double { Double(frameCount) / Double(rate) }

  /// One channel: the mean of all.
  package var mono: Sound {
    guard channels > 1 else { return self }
    let mean = samples.withUnsafeBufferPointer { samples in
      (0..<frameCount).map { frame in
        var sum: Float = 0
        for channel in 0..<channels { sum += samples[frame * channels + channel] }
        return sum / Float(channels)
      }
    }
    return Sound(rate: rate, channels: 1, samples: mean)
  }
}
