import Engine
import Formats
import Support

/// Sounds of files as one tensor [sounds, moments], of one channel, −1…1.
struct SoundReader {
  /// Moments in a second; that of the first file where it is `nil`.
  var rate: Int?
  /// How long each is; as long as the longest where it is `nil`.
  var seconds: Double?
  let context: DataContext

  /// The sounds in the order of their files.
  struct Sounds {
    let x: Tensor
    let rate: Int
    let shorter: Int
    let longer: Int
    let resampled: Int
  }

  /// Bytes of a sound's file at most.
  static let sizeLimit = 1 << 30
  static let suffixes = [".wav", ".flac", ".ogg", ".oga", ".opus", ".aiff", ".aif"]

  /// Memory is asked for by the headers, before anything is decoded. Broken files are told together.
  func read(_ files: [MediaFolder.File]) throws(DataError) -> Sounds {
    let sizes = try files.sizes(.sound, context) { file throws(FormatError) in
      try SoundFile.size(of: file.bytes(limit: Self.sizeLimit))
    }
    let rate = rate ?? sizes[0].rate
    let lengths = sizes.map { size in
      // As many moments as resampling gives, rounded up.
      (min(size.frameCount, 1 << 30) * rate + size.rate - 1) / size.rate
    }
    let longest = max(1, lengths.max() ?? 1)
    let count =
      seconds.map { max(1, Int(($0 * Double(rate)).rounded(), within: 1...1 << 40)) } ?? longest
    let largest = ByteEstimate.product(2, sizes.map(\.byteCount).max() ?? 0)
    try MemoryBudget.current.require(
      data: ByteEstimate.product(files.count, count, context.dtype.byteCount)
        + ByteEstimate.product(context.threads, largest),
      for: "\(NumberText.grouped(files.count)) sounds of \(NumberText.grouped(count)) samples")
    let type = TensorType([files.count, count], context.dtype)
    var failure: DataError?
    let tensor = Tensor(type) { target in
      nonisolated(unsafe) let target = target
      let bytes = target.count / files.count
      do throws(DataError) {
        try files.each(.sound, round: max(1, (1 << 24) / max(1, largest)), context) {
          index throws(FormatError) in
          try Self.sound(files[index].bytes(limit: Self.sizeLimit), rate: rate).write(
            to: UnsafeMutableRawBufferPointer(
              rebasing: target[index * bytes..<(index + 1) * bytes]), type.dtype)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return Sounds(
      x: tensor, rate: rate, shorter: lengths.count { $0 < count },
      longer: lengths.count { $0 > count }, resampled: sizes.count { $0.rate != rate })
  }

  /// The sound in a file's bytes, of one channel and at this rate.
  static func sound(_ bytes: [UInt8], rate: Int) throws(FormatError) -> Sound {
    let sound = try SoundFile.read(bytes).mono
    do throws(SoundError) {
      return try sound.resampled(to: rate)
    } catch {
      throw FormatError(
        format: "sound", .wholeFile, expected: "a rate that \(rate) can be made of",
        found: "\(sound.rate)")
    }
  }
}

extension Sound {
  /// The beginning of the sound, and silence behind a shorter one; of one channel.
  func write(to target: UnsafeMutableRawBufferPointer, _ dtype: DType) {
    if dtype == .float64 {
      let numbers = target.bindMemory(to: Double.self)
      for index in numbers.indices {
        numbers[index] = index < samples.count ? Double(samples[index]) : 0
      }
    } else {
      let numbers = target.bindMemory(to: Float.self)
      for index in numbers.indices {
        numbers[index] = index < samples.count ? samples[index] : 0
      }
    }
  }
}
