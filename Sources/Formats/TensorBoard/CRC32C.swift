/// Castagnoli's checksum CRC-32C: polynomial 0x82F63B78 with the lowest bit first, begun with ones and complemented.
///
/// Source: RFC 3720, section 12.1 and appendix B.4, whose examples are the tests.
package enum CRC32C {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
  }

  /// The checksum of bytes; 0 of none.
  package static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let table = table
    var sum = UInt32.max
    for byte in bytes { sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
  }

  /// The same as it stands in records, where a checksum may be a part of what is summed up: turned right by 15 bits, and
  /// a constant added.
  package static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let sum = of(bytes)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }
}
