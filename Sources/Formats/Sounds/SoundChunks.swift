import Support

/// Whether a file of sound is as long as it says, which the library does not ask: it would give the part
/// that is there.
enum SoundChunks {
  static func check(_ bytes: [UInt8], _ kind: SoundFile.Kind) throws(FormatError) {
    switch kind {
    case .wav where bytes[3] == 0x34:
      // RF64 has its lengths in a chunk of its own, which the library compares.
      return
    case .wav: try chunks(bytes, "data", isBigEndian: bytes[3] == 0x58, kind)
    case .aiff: try chunks(bytes, "SSND", isBigEndian: true, kind)
    case .ogg: try OggPages.check(bytes)
    // Says how many samples there are, and the library counts them.
    case .flac: return
    }
  }

  /// Walks to the chunk of the samples.
  private static func chunks(
    _ bytes: [UInt8], _ samples: String, isBigEndian: Bool, _ kind: SoundFile.Kind
  ) throws(FormatError) {
    var offset = 12
    while offset + 8 <= bytes.count {
      let digits = bytes[offset + 4..<offset + 8]
      let length =
        isBigEndian
        ? digits.reduce(0) { $0 << 8 | Int($1) } : digits.reversed().reduce(0) { $0 << 8 | Int($1) }
      let name = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
      let end = offset + 8 + length
      if name == samples {
        // Programs that write into a pipe do not know the length, and say the largest.
        let isUnknown = length >= 0x7FFF_F000
        guard end <= bytes.count || isUnknown else {
          throw FormatError(
            format: kind.rawValue, .offset(bytes.count),
            expected: "\(NumberText.grouped(end - bytes.count)) more bytes",
            found: "the end of the file")
        }
        return
      }
      // Chunks begin at even places.
      offset = end + length % 2
    }
    throw FormatError(
      format: kind.rawValue, .offset(min(offset, bytes.count)), expected: "a chunk \(samples)",
      found: "the end of the file")
  }
}
