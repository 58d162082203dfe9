import Engine
import Formats
import Glibc
import Support

extension Tensor {
  /// Sounds [n, moments] at another rate, filled with silence or cut to `count` moments.
  func sounds(from rate: Int, to newRate: Int, count: Int, _ dtype: DType)
    throws(DataError) -> Tensor
  {
    try mapRows([count], dtype) { (row, target) throws(SoundError) in
      try Sound(rate: rate, channels: 1, samples: row).resampled(to: newRate)
        .write(to: target, dtype)
    }
  }

  /// Magnitudes of each sound [n, moments] → [n, windows, frequencies].
  func spectrograms(window: Int, hop: Int, _ sample: Shape, _ dtype: DType)
    throws(DataError) -> Tensor
  {
    try mapRows(sample, dtype) { (row, target) throws(SoundError) in
      // The rate plays no part in magnitudes.
      let spectrogram = try Sound(rate: 1, channels: 1, samples: row).stft(window: window, hop: hop)
      Tensor.copy(spectrogram.magnitudes, to: target, dtype)
    }
  }

  /// Magnitudes [n, windows, frequencies] as powers in bands; as 10 · log₁₀ of at least 10⁻¹⁰, or as they are.
  func bands(
    _ bands: Int, window: Int, rate: Int, isLogarithmic: Bool, _ sample: Shape, _ dtype: DType
  ) throws(DataError) -> Tensor {
    let filters: MelFilters
    do throws(SoundError) {
      filters = try MelFilters(bands: bands, window: window, rate: rate)
    } catch {
      throw DataError(.media(.sound(error)))
    }
    return try mapRows(sample, dtype) { (row, target) throws(SoundError) in
      var powers = filters.powers(of: row)
      if isLogarithmic {
        for index in powers.indices { powers[index] = 10 * log10(max(powers[index], 1e-10)) }
      }
      Tensor.copy(powers, to: target, dtype)
    }
  }

  /// Each row as floats, made into a sample of another shape.
  private func mapRows(
    _ sample: Shape, _ dtype: DType,
    _ body: ([Float], UnsafeMutableRawBufferPointer) throws(SoundError) -> Void
  ) throws(DataError) -> Tensor {
    let count = shape[0]
    try MemoryBudget.current.require(
      data: ByteEstimate.product(count, sample.count, dtype.byteCount), for: "sounds")
    let width = count == 0 ? 0 : self.count / count
    let numbers = cast(to: .float32)
    var failure: SoundError?
    let result = Tensor(TensorType(Shape([count] + sample.extents), dtype)) { target in
      let bytes = sample.count * dtype.byteCount
      numbers.withBytes { source in
        let source = source.bindMemory(to: Float.self)
        for row in (0..<count).untilInterrupted(every: 1) where failure == nil {
          do throws(SoundError) {
            try body(
              Array(source[row * width..<(row + 1) * width]),
              UnsafeMutableRawBufferPointer(rebasing: target[row * bytes..<(row + 1) * bytes]))
          } catch {
            failure = error
          }
        }
      }
    }
    if let failure { throw DataError(.media(.sound(failure))) }
    return result
  }

  private static func copy(
    _ numbers: [Float], to target: UnsafeMutableRawBufferPointer, _ dtype: DType
  ) {
    if dtype == .float64 {
      let doubles = target.bindMemory(to: Double.self)
      for index in numbers.indices { doubles[index] = Double(numbers[index]) }
    } else {
      numbers.withUnsafeBytes { target.copyMemory(from: $0) }
    }
  }
}
