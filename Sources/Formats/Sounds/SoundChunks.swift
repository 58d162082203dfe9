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
    case .ogg: try pages(bytes)
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

  /// Walks over the pages, the last of which says that it is.
  private static func pages(_ bytes: [UInt8]) throws(FormatError) {
    var offset = 0
    var isLast = false
    while offset < bytes.count {
      guard offset + 27 <= bytes.count, offset + 27 + Int(bytes[offset + 26]) <= bytes.count else {
        throw ends(bytes, "a page")
      }
      guard bytes[offset..<offset + 4].elementsEqual("OggS".utf8) else {
        throw FormatError(
          format: "Ogg", .offset(offset), expected: "a page", found: "other bytes")
      }
      let sizes = bytes[offset + 27..<offset + 27 + Int(bytes[offset + 26])]
      isLast = bytes[offset + 5] & 4 != 0
      offset += 27 + sizes.count + sizes.reduce(0) { $0 + Int($1) }
    }
    guard offset == bytes.count, isLast else { throw ends(bytes, "the last page") }
  }

  private static func ends(_ bytes: [UInt8], _ expected: String) -> FormatError {
    FormatError(
      format: "Ogg", .offset(bytes.count), expected: expected, found: "the end of the file")
  }
}
