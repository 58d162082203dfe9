import CLibraries
import Support

/// Sounds of files: WAV, FLAC, Ogg (Vorbis, Opus) and AIFF, known by their first bytes, by libsndfile.
package enum SoundFile {
  /// The kinds that are read.
  package enum Kind: String, Sendable, CaseIterable {
    case wav = "WAV"
    case flac = "FLAC"
    case ogg = "Ogg"
    case aiff = "AIFF"
  }

  /// What a file says of itself.
  package struct Size: Equatable, Sendable {
    /// Moments in a second.
    package let rate: Int
    /// Numbers of a moment.
    package let channels: Int
    /// Moments.
    package let frameCount: Int

    /// Bytes of the samples.
    package var byteCount: Int { ByteEstimate.product(frameCount, channels, 4) }
  }

  /// Numbers of the longest sound: 2²⁸, a gigabyte of samples.
  package static let sampleLimit = 1 << 28

  /// What the first bytes say; `nil` for other files. Twelve bytes are enough.
  package static func kind(of head: some Collection<UInt8>) -> Kind? {
    let first = Array(head.prefix(12))
    guard first.count >= 4 else { return nil }
    let form = first.count == 12 ? String(decoding: first[8...], as: UTF8.self) : ""
    return switch String(decoding: first.prefix(4), as: UTF8.self) {
    case "RIFF" where form == "WAVE", "RIFX" where form == "WAVE", "RF64" where form == "WAVE": .wav
    case "fLaC": .flac
    case "OggS": .ogg
    case "FORM" where ["AIFF", "AIFC"].contains(form): .aiff
    default: nil
    }
  }

  /// How long the sound is and of how many channels, by the file's own words; no sample is decoded.
  package static func size(of bytes: [UInt8]) throws(FormatError) -> Size {
    try open(bytes) { _, _, size in size }
  }

  /// The sound in a file's bytes.
  ///
  /// Refused are files of other kinds, sounds of more than 2²⁸ numbers or more than the memory that is left,
  /// files that end before they say, and everything that the library cannot read.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> Sound {
    try open(bytes) { (file, library, size) throws(FormatError) in
      let kind = kind(of: bytes)?.rawValue ?? "sound"
      let samples = size.frameCount.multipliedReportingOverflow(by: size.channels)
      guard !samples.overflow, samples.partialValue <= sampleLimit else {
        throw FormatError(
          format: kind, .wholeFile, expected: "at most \(NumberText.grouped(sampleLimit)) samples",
          found: "\(NumberText.grouped(size.frameCount)) of \(size.channels) channels")
      }
      // Silence is packed best: a block of 65,535 samples in some 14 bytes.
      guard size.frameCount / 20_000 <= bytes.count else {
        throw FormatError(
          format: kind, .wholeFile,
          expected: "a length that \(NumberText.grouped(bytes.count)) bytes can hold",
          found: NumberText.grouped(size.frameCount))
      }
      try FormatError.requireMemory(size.byteCount, for: kind)
      return try decode(file, library, size, kind)
    }
  }

  private static func decode(
    _ file: OpaquePointer, _ library: nabla_soundfile, _ size: Size, _ kind: String
  ) throws(FormatError) -> Sound {
    let piece = max(1, (1 << 16) / size.channels)
    var samples: [Float] = []
    samples.reserveCapacity(min(size.frameCount * size.channels, 1 << 24))
    var chunk = [Float](repeating: 0, count: piece * size.channels)
    var read = 0
    // Until nothing comes: some files do not know their length before.
    while read <= size.frameCount {
      try FormatError.checkInterrupt(kind)
      let count = chunk.withUnsafeMutableBufferPointer {
        Int(library.sf_readf_float(file, $0.baseAddress, Int64(piece)))
      }
      guard count > 0 else { break }
      samples.append(contentsOf: chunk[..<(count * size.channels)])
      read += count
    }
    let isSound = library.sf_error(file) == Int32(SF_ERR_NO_ERROR)
    guard isSound, read == size.frameCount else {
      throw FormatError(
        format: kind, .wholeFile, expected: "\(NumberText.grouped(size.frameCount)) samples",
        found: isSound
          ? NumberText.grouped(read)
          : FormatError.words(library.sf_strerror(file), else: "damaged data"))
    }
    return Sound(rate: size.rate, channels: size.channels, samples: samples)
  }

  private static func open<Result>(
    _ bytes: [UInt8],
    _ body: (OpaquePointer, nabla_soundfile, Size) throws(FormatError) -> Result
  ) throws(FormatError) -> Result {
    guard let kind = kind(of: bytes) else {
      throw FormatError(
        format: "sound", .offset(0), expected: "WAV, FLAC, Ogg or AIFF",
        found: "other bytes"
      ).met(in: bytes)
    }
    try SoundChunks.check(bytes, kind)
    guard let library = nabla_soundfile_open()?.pointee else {
      throw SharedLibrary.soundFile.isMissing(for: kind.rawValue)
    }
    return try SoundMemory.withFile(bytes) { memory throws(FormatError) in
      var information = SF_INFO()
      guard
        let file = library.sf_open_virtual(
          &memory.pointee.functions, Int32(SFM_READ), &information, memory)
      else {
        throw FormatError(
          format: kind.rawValue, .wholeFile, expected: "a sound",
          found: FormatError.words(library.sf_strerror(nil), else: "damaged data"))
      }
      defer { _ = library.sf_close(file) }
      guard (1...768_000).contains(information.samplerate),
        (1...1024).contains(information.channels),
        information.frames >= 0
      else {
        throw FormatError(
          format: kind.rawValue, .wholeFile,
          expected: "1 to 768,000 samples a second and 1 to 1,024 channels",
          found: "\(information.samplerate) and \(information.channels)")
      }
      let size = Size(
        rate: Int(information.samplerate), channels: Int(information.channels),
        frameCount: Int(information.frames))
      return try body(file, library, size)
    }
  }
}
