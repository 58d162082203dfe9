import CLibraries
import Support

/// How loud a sound is at each frequency, window by window.
package struct Spectrogram: Equatable, Sendable {
  /// Of the sound, in moments a second.
  package let rate: Int
  /// Moments of a window.
  package let window: Int
  /// Windows.
  package let frameCount: Int
  /// Frequencies: 0, rate / window, 2 · rate / window, … up to half of the rate.
  package let binCount: Int
  /// Magnitudes |F|, the frequencies of the first window, then those of the next.
  package let magnitudes: [Float]
}

extension Sound {
  /// Magnitudes of the Fourier transform of windows that begin every `hop` moments, each times Hann's window.
  ///
  /// Of several channels their mean is taken. Windows lie wholly in the sound; one shorter than a window is
  /// filled with silence. An interrupt leaves zeros; whoever feeds it ends the statement.
  package func stft(window: Int, hop: Int) throws(SoundError) -> Spectrogram {
    guard (2...65_536).contains(window), largestPrimeFactor(window) <= 97 else {
      throw .window(window)
    }
    guard hop > 0 else { throw .hop(hop) }
    let frames = 1 + max(0, frameCount - window) / hop
    let bins = window / 2 + 1
    try SoundError.requireMemory(
      numbers: ByteEstimate.product(frames, bins), for: "a spectrogram")
    guard let library = nabla_kissfft_open()?.pointee else { throw .missing(.kissFFT) }
    guard let transform = FourierTransform(window, library) else { throw .window(window) }
    let weights = hannWindow(window)
    let samples = mono.samples
    var magnitudes = [Float](repeating: 0, count: frames * bins)
    var piece = [Float](repeating: 0, count: window)
    for frame in (0..<frames).untilInterrupted(every: 16) {
      let start = frame * hop
      for index in 0..<window {
        piece[index] = start + index < samples.count ? samples[start + index] * weights[index] : 0
      }
      transform.apply(to: piece) { bin, value in
        magnitudes[frame * bins + bin] = (value.r * value.r + value.i * value.i).squareRoot()
      }
    }
    return Spectrogram(
      rate: rate, window: window, frameCount: frames, binCount: bins, magnitudes: magnitudes)
  }
}

private func largestPrimeFactor(_ number: Int) -> Int {
  var (rest, factor, largest) = (number, 2, 1)
  while factor * factor <= rest {
    while rest % factor == 0 {
      rest /= factor
      largest = factor
    }
    factor += 1
  }
  return max(largest, rest)
}

/// Transforms of one length: of real numbers where it is even, else of complex ones.
private final class FourierTransform {
  private let library: nabla_kissfft
  private let count: Int
  private let plan: UnsafeMutableRawBufferPointer
  private var input: [kiss_fft_cpx] = []
  private var output: [kiss_fft_cpx]

  /// `nil` where the library has no plan for the length.
  init?(_ count: Int, _ library: nabla_kissfft) {
    (self.count, self.library) = (count, library)
    output = [kiss_fft_cpx](repeating: kiss_fft_cpx(), count: count + 1)
    if count % 2 == 1 { input = output }
    // Asked without memory, the library says how much it needs.
    var size = 0
    Self.place(count, nil, &size, library)
    plan = .allocate(byteCount: max(size, 16), alignment: 64)
    guard size > 0, Self.place(count, plan.baseAddress, &size, library) else {
      plan.deallocate()
      return nil
    }
  }

  deinit { plan.deallocate() }

  @discardableResult
  private static func place(
    _ count: Int, _ memory: UnsafeMutableRawPointer?, _ size: inout Int, _ library: nabla_kissfft
  ) -> Bool {
    count % 2 == 0
      ? library.kiss_fftr_alloc(Int32(count), 0, memory, &size) != nil
      : library.kiss_fft_alloc(Int32(count), 0, memory, &size) != nil
  }

  func apply(to samples: [Float], _ body: (Int, kiss_fft_cpx) -> Void) {
    if count % 2 == 0 {
      library.kiss_fftr(OpaquePointer(plan.baseAddress), samples, &output)
    } else {
      for index in 0..<count { input[index] = kiss_fft_cpx(r: samples[index], i: 0) }
      library.kiss_fft(OpaquePointer(plan.baseAddress), input, &output)
    }
    for bin in 0...count / 2 { body(bin, output[bin]) }
  }
}
