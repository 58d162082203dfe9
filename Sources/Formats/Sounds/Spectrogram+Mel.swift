import Glibc
import Support

/// Triangles over frequencies, as far apart as the ear hears: Slaney's scale, as librosa has it by default.
///
/// Up to 1,000 Hz a mel is 200/3 Hz, above it grows by the factor 6.4 in 27 mels. Each triangle has the area
/// 1 Hz, so that bands of noise are equally loud.
package struct MelFilters: Equatable, Sendable {
  /// Triangles.
  package let bandCount: Int
  /// Frequencies of the spectrogram.
  package let binCount: Int
  /// `bandCount · binCount` numbers, those of the lowest band first.
  package let weights: [Float]

  /// Filters for spectrograms of windows of `window` moments. `to` is half of the rate where it is `nil`.
  package init(
    bands: Int, window: Int, rate: Int, from low: Double = 0, to high: Double? = nil
  ) throws(SoundError) {
    let high = high ?? Double(rate) / 2
    guard (1...4_096).contains(bands) else { throw .bands(bands) }
    guard low >= 0, high > low, high <= Double(rate) / 2 else {
      throw .frequencies(from: low, to: high, rate: rate)
    }
    bandCount = bands
    binCount = window / 2 + 1
    try SoundError.requireMemory(numbers: ByteEstimate.product(bands, binCount), for: "filters")
    let (first, last) = (mel(low), mel(high))
    let edges = (0..<bands + 2).map {
      hertz(first + (last - first) * Double($0) / Double(bands + 1))
    }
    var weights: [Float] = []
    weights.reserveCapacity(bands * binCount)
    for band in 0..<bands {
      let (lower, centre, upper) = (edges[band], edges[band + 1], edges[band + 2])
      for bin in 0..<binCount {
        let frequency = Double(bin) * Double(rate) / Double(window)
        let rising = (frequency - lower) / (centre - lower)
        let falling = (upper - frequency) / (upper - centre)
        weights.append(Float(max(0, min(rising, falling)) * 2 / (upper - lower)))
      }
    }
    self.weights = weights
  }
}

extension Spectrogram {
  /// The power |F|² in bands of pitch: `frameCount · bands` numbers, those of the first window first.
  ///
  /// What `librosa.feature.melspectrogram` gives by default. `to` is half of the rate where it is `nil`.
  package func mel(
    bands: Int, from low: Double = 0, to high: Double? = nil
  ) throws(SoundError) -> [Float] {
    let filters = try MelFilters(bands: bands, window: window, rate: rate, from: low, to: high)
    try SoundError.requireMemory(
      numbers: ByteEstimate.product(frameCount, bands), for: "bands of pitch")
    return filters.powers(of: magnitudes)
  }
}

extension MelFilters {
  /// The power of magnitudes |F| in the bands: of each window of `binCount` frequencies `bandCount` numbers, those
  /// of the first window first. Torn where an interrupt is raised; whoever feeds it ends the statement.
  package func powers(of magnitudes: [Float]) -> [Float] {
    let frameCount = magnitudes.count / binCount
    var result = [Float](repeating: 0, count: frameCount * bandCount)
    // Most weights are zero: of each band only the others are used.
    let spans = (0..<bandCount).map { band in
      let row = weights[band * binCount..<(band + 1) * binCount]
      let first = row.firstIndex { $0 > 0 } ?? row.endIndex
      let last = row.lastIndex { $0 > 0 } ?? row.startIndex - 1
      return (bins: first - row.startIndex..<max(first, last + 1) - row.startIndex, start: first)
    }
    for frame in (0..<frameCount).untilInterrupted(every: 64) {
      for (band, span) in spans.enumerated() {
        var sum: Float = 0
        for (step, bin) in span.bins.enumerated() {
          let magnitude = magnitudes[frame * binCount + bin]
          sum += weights[span.start + step] * magnitude * magnitude
        }
        result[frame * bandCount + band] = sum
      }
    }
    return result
  }
}

private let linearEnd = 1_000.0
private let hertzPerMel = 200.0 / 3
private let melOfLinearEnd = 15.0
private let logarithmicStep = log(6.4) / 27

private func mel(_ hertz: Double) -> Double {
  hertz < linearEnd
    ? hertz / hertzPerMel : melOfLinearEnd + log(hertz / linearEnd) / logarithmicStep
}

private func hertz(_ mel: Double) -> Double {
  mel < melOfLinearEnd
    ? mel * hertzPerMel : linearEnd * exp(logarithmicStep * (mel - melOfLinearEnd))
}
