/// The pages of an Ogg file: whole, each with its checksum, and the last of them there.
///
/// The library passes over pages that are damaged, so that a part of the sound would be missing.
enum OggPages {
  static func check(_ bytes: [UInt8]) throws(FormatError) {
    var offset = 0
    var isLast = false
    while offset < bytes.count {
      try FormatError.checkInterrupt("Ogg")
      guard offset + 27 <= bytes.count, offset + 27 + Int(bytes[offset + 26]) <= bytes.count else {
        throw ends(bytes, "a page")
      }
      guard bytes[offset..<offset + 4].elementsEqual("OggS".utf8) else {
        throw refuse(offset, "a page", "other bytes")
      }
      let sizes = bytes[offset + 27..<offset + 27 + Int(bytes[offset + 26])]
      isLast = bytes[offset + 5] & 4 != 0
      let end = offset + 27 + sizes.count + sizes.reduce(0) { $0 + Int($1) }
      guard end <= bytes.count else { throw ends(bytes, "the rest of a page") }
      let stored = bytes[offset + 22..<offset + 26].reversed().reduce(0) { $0 << 8 | UInt32($1) }
      guard checksum(bytes, offset..<end, without: offset + 22..<offset + 26) == stored else {
        throw refuse(offset + 22, "the checksum of the page", "another")
      }
      offset = end
    }
    guard isLast else { throw ends(bytes, "the last page") }
  }

  /// The remainder of the polynomial 0x04C11DB7, most significant bit first; the checksum itself counts as zeros.
  private static func checksum(
    _ bytes: [UInt8], _ page: Range<Int>, without field: Range<Int>
  ) -> UInt32 {
    bytes.withUnsafeBufferPointer { bytes in
      table.withUnsafeBufferPointer { table in
        page.reduce(0) { sum, place in
          let byte = field.contains(place) ? 0 : bytes[place]
          return sum << 8 ^ table[Int(UInt8(sum >> 24) ^ byte)]
        }
      }
    }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte) << 24) { sum, _ in
      sum << 1 ^ (sum >> 31 == 1 ? 0x04C1_1DB7 : 0)
    }
  }

  private static func ends(_ bytes: [UInt8], _ expected: String) -> FormatError {
    refuse(bytes.count, expected, "the end of the file")
  }

  private static func refuse(
    _ offset: Int, _ expected: String, _ found: String
  ) -> FormatError {
    FormatError(format: "Ogg", .offset(offset), expected: expected, found: found)
  }
}
