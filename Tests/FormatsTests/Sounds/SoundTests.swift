import Formats
import Support
import TestSupport
import Testing

@Suite struct SoundTests {
  private static func lines(_ kind: String) throws -> [(options: [Double], numbers: [Float])] {
    let counts = ["resample": 3, "stft": 3, "mel": 5]
    let count = counts[kind] ?? 0
    return try FixtureTable.lines("sounds.txt").filter { $0[0] == kind }.map { line in
      let numbers = line.dropFirst().compactMap(Double.init)
      return (Array(numbers.prefix(count)), numbers.dropFirst(count).map { Float($0) })
    }
  }

  /// The largest difference, in parts of the largest expected number.
  private static func difference(_ computed: some Sequence<Float>, _ expected: [Float]) -> Float {
    let largest = expected.reduce(0) { max($0, abs($1)) }
    return zip(computed, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / largest
  }

  private static let noise = Sound(
    rate: 100, channels: 1,
    samples: MixedNumbers(seed: 3, low: -1, high: 1).numbers(count: 200).map { Float($0) })

  @Test func `channels become their mean`() {
    let sound = Sound(rate: 8, channels: 2, samples: [1, 0, -1, 0.5])
    #expect(sound.mono == Sound(rate: 8, channels: 1, samples: [0.5, -0.25]))
    #expect(sound.frameCount == 2 && sound.seconds == 0.25)
    #expect(sound.mono.mono == sound.mono)
  }

  @Test func `another rate gives the numbers of scipy`() throws {
    let pi = 3.141592653589793
    let tone = (0..<300).map { index in
      let x = 2 * pi * 5 * Double(index) / 100
      return Float(0.5 * sine(x))
    }
    for (options, numbers) in try Self.lines("resample") {
      let (old, new) = (Int(saturating: options[0]), Int(saturating: options[1]))
      let result = try Sound(rate: old, channels: 1, samples: tone).resampled(to: new)
      #expect(result.rate == new && Double(result.frameCount) == options[2])
      #expect(Self.difference(result.samples, numbers) < 1e-5, "\(options)")
      // Two channels are two sounds.
      let both = Sound(rate: old, channels: 2, samples: tone.flatMap { [$0, -$0] })
      let other = try both.resampled(to: new)
      #expect(other.samples == result.samples.flatMap { [$0, -$0] })
    }
  }

  @Test func `a tone keeps its shape at another rate`() throws {
    // One of 200 Hz from 8,000 to 11,025 and back, without the ends.
    let tone = (0..<4000).map { Float(sine(2 * 3.141592653589793 * 200 * Double($0) / 8000)) }
    let sound = Sound(rate: 8000, channels: 1, samples: tone)
    let back = try sound.resampled(to: 11_025).resampled(to: 8000)
    #expect(back.frameCount >= 4000)
    for index in 100..<3900 { #expect(abs(back.samples[index] - tone[index]) < 5e-3) }
    #expect(try sound.resampled(to: 8000) == sound)
  }

  @Test func `spectra are those of numpy`() throws {
    for (options, numbers) in try Self.lines("stft") {
      let (window, hop) = (Int(saturating: options[0]), Int(saturating: options[1]))
      let spectrogram = try Self.noise.stft(window: window, hop: hop)
      #expect(Double(spectrogram.frameCount) == options[2])
      #expect(spectrogram.binCount == window / 2 + 1)
      #expect(spectrogram.magnitudes.count == numbers.count)
      #expect(Self.difference(spectrogram.magnitudes, numbers) < 1e-5, "\(options)")
    }
  }

  @Test func `a short sound fills one window with silence`() throws {
    let sound = Sound(rate: 8, channels: 1, samples: [1, 1])
    let spectrogram = try sound.stft(window: 4, hop: 1)
    #expect(spectrogram.frameCount == 1)
    #expect(spectrogram.magnitudes == [0.5, 0.5, 0.5])
    #expect(try Sound(rate: 8, channels: 1, samples: []).stft(window: 4, hop: 1).frameCount == 1)
  }

  @Test func `filters of pitch are librosa's`() throws {
    for (options, numbers) in try Self.lines("mel") {
      let (bands, window) = (Int(saturating: options[0]), Int(saturating: options[1]))
      let rate = Int(saturating: options[2])
      let filters = try MelFilters(
        bands: bands, window: window, rate: rate, from: options[3], to: options[4])
      #expect(filters.weights.count == numbers.count)
      #expect(Self.difference(filters.weights, numbers) < 1e-6)
      let sound = Sound(rate: rate, channels: 1, samples: Self.noise.samples)
      let spectrogram = try sound.stft(window: window, hop: 16)
      let mel = try spectrogram.mel(bands: bands, from: options[3], to: options[4])
      let expected = (0..<spectrogram.frameCount * bands).map { place in
        let (frame, band) = (place / bands, place % bands)
        return (0..<filters.binCount).reduce(Float(0)) { sum, bin in
          let magnitude = spectrogram.magnitudes[frame * filters.binCount + bin]
          return sum + numbers[band * filters.binCount + bin] * magnitude * magnitude
        }
      }
      #expect(mel.count == expected.count)
      #expect(Self.difference(mel, expected) < 1e-5)
    }
  }

  @Test func `what no transform can do is refused`() throws {
    let sound = Self.noise
    for window in [-1, 0, 1, 65_537, 1 << 20, 2 * 101] {
      #expect(throws: SoundError.window(window)) { try sound.stft(window: window, hop: 1) }
    }
    #expect(throws: SoundError.hop(0)) { try sound.stft(window: 4, hop: 0) }
    #expect(throws: SoundError.rate(from: 100, to: 0)) { try sound.resampled(to: 0) }
    #expect(throws: SoundError.self) { try sound.resampled(to: 700_001) }
    let spectrogram = try sound.stft(window: 8, hop: 4)
    #expect(throws: SoundError.bands(0)) { try spectrogram.mel(bands: 0) }
    for (low, high) in [(-1.0, 50.0), (30, 30), (0, 51), (.nan, 50), (0, .nan)] {
      #expect(throws: SoundError.self) { try spectrogram.mel(bands: 4, from: low, to: high) }
    }
  }
}

/// By its series, for tests that have no library of functions.
private func sine(_ x: Double) -> Double {
  let turn = 2 * 3.141592653589793
  let x = x - turn * (x / turn).rounded()
  var (term, sum) = (x, x)
  for k in 1..<20 {
    term *= -x * x / Double(2 * k * (2 * k + 1))
    sum += term
  }
  return sum
}
