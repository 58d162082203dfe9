import Support

/// What a sound cannot be made into; data, worded for the user elsewhere.
package enum SoundError: Error, Equatable, Sendable {
  /// Samples of a window: from 2 to 65,536, without prime factors above 97, which a Fourier transform
  /// would take forever for.
  case window(Int)
  /// Samples from window to window: from 1.
  case hop(Int)
  /// Rates from 1 to 768,000 whose ratio in lowest terms has no number above 200,000.
  case rate(from: Int, to: Int)
  /// Bands of pitch: from 1 to 4,096.
  case bands(Int)
  /// Bounds of the bands in hertz: from 0, the second above the first and at most half of the rate.
  case frequencies(from: Double, to: Double, rate: Int)
  /// The result would not fit.
  case memory(MemoryShortage)
  /// The machine has no library for it.
  case missing(SharedLibrary)

  /// Refuses `count` numbers of 32 bits that do not fit.
  static func requireMemory(numbers count: Int, for what: String) throws(SoundError) {
    do {
      try MemoryBudget.current.require(ByteEstimate.product(count, 4), for: what)
    } catch {
      throw .memory(error)
    }
  }
}
