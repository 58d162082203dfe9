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
    let sizes = try sizes(of: files)
    let rate = rate ?? sizes[0].rate
    let lengths = sizes.map { size in
      // As many moments as resampling gives, rounded up.
      (min(size.frameCount, 1 << 30) * rate + size.rate - 1) / size.rate
    }
    let longest = max(1, lengths.max() ?? 1)
    let count =
      seconds.map { max(1, Int(($0 * Double(rate)).rounded(), within: 1...1 << 28)) } ?? longest
    let type = TensorType([files.count, count], context.dtype)
    let largest = ByteEstimate.product(2, sizes.map(\.byteCount).max() ?? 0)
    try MemoryBudget.current.require(
      data: ByteEstimate.product(files.count, count, context.dtype.byteCount)
        + ByteEstimate.product(context.threads, largest),
      for: "\(NumberText.grouped(files.count)) sounds of \(NumberText.grouped(count)) samples")
    let faults = SharedFaults()
    var failure: DataError?
    let tensor = Tensor(type) { target in
      nonisolated(unsafe) let target = target
      let bytes = target.count / files.count
      do throws(DataError) {
        try SharedWork.run(
          files.count, threads: context.threads, round: max(1, (1 << 24) / max(1, largest)),
          isInterrupted: context.isInterrupted
        ) { index in
          do throws(FormatError) {
            let sound = try Self.sound(files[index], rate: rate)
            sound.write(
              to: UnsafeMutableRawBufferPointer(
                rebasing: target[index * bytes..<(index + 1) * bytes]), type.dtype)
          } catch {
            faults.add(error, of: index)
          }
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    try Self.check(faults.inOrder, files)
    return Sounds(
      x: tensor, rate: rate, shorter: lengths.count { $0 < count },
      longer: lengths.count { $0 > count }, resampled: sizes.count { $0.rate != rate })
  }

  private func sizes(of files: [MediaFolder.File]) throws(DataError) -> [SoundFile.Size] {
    var sizes: [SoundFile.Size] = []
    var faults: [(index: Int, fault: FormatError)] = []
    for (index, file) in files.enumerated() {
      if index % 64 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      do throws(FormatError) {
        sizes.append(try SoundFile.size(of: Self.bytes(of: file)))
      } catch {
        faults.append((index, error))
      }
    }
    try Self.check(faults, files)
    return sizes
  }

  private static func sound(
    _ file: MediaFolder.File, rate: Int
  ) throws(FormatError) -> Sound {
    let sound = try SoundFile.read(bytes(of: file)).mono
    do throws(SoundError) {
      return try sound.resampled(to: rate)
    } catch {
      throw FormatError(
        format: "sound", .wholeFile, expected: "a rate that \(rate) can be made of",
        found: "\(sound.rate)")
    }
  }

  private static func bytes(of file: MediaFolder.File) throws(FormatError) -> [UInt8] {
    do throws(FileError) {
      return try InputFile.read(file.path, limit: sizeLimit)
    } catch {
      throw FormatError(
        format: "file", .wholeFile, expected: "one that can be read", found: error.reason)
    }
  }

  private static func check(
    _ faults: [(index: Int, fault: FormatError)], _ files: [MediaFolder.File]
  ) throws(DataError) {
    guard let first = faults.first else { return }
    throw DataError(
      .media(
        .broken(
          .sound, names: faults.prefix(5).map { files[$0.index].name }, count: faults.count,
          fault: first.fault)))
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
