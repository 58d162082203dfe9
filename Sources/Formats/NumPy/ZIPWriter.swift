import CZlib
import Support

/// Writes an archive of ZIP whose members are stored as they are, without times, so that equal content gives equal bytes.
package enum ZIPWriter {
  /// An archive of these members; names must differ. Sizes beyond 4 GiB, and more than 65,535 members, do not fit and are
  /// refused.
  package static func bytes(
    of members: [(name: String, content: [UInt8])]
  ) throws(FormatError) -> [UInt8] {
    let total = members.reduce(0) {
      saturatingSum($0, $1.content.count + 2 * $1.name.utf8.count + 128)
    }
    guard total < 0xFFFF_FFFF, members.count < 0xFFFF else {
      throw ZIP.refuse(.wholeFile, "an archive of less than 4 GiB", NumberText.grouped(total))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(total)
    var list: [UInt8] = []
    for (name, content) in members {
      let offset = bytes.count
      let sum = content.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
      let letters = Array(name.utf8)
      // Version 2.0, names in UTF-8, stored, the first moment that a date can be.
      var head = field(20, 2) + field(0x0800, 2) + field(0, 2) + field(0, 2) + field(0x21, 2)
      head += field(Int(UInt32(truncatingIfNeeded: sum)), 4)
      head += field(content.count, 4) + field(content.count, 4) + field(letters.count, 2)
      head += field(0, 2)
      bytes += field(0x0403_4B50, 4) + head + letters
      bytes += content
      list += field(0x0201_4B50, 4) + field(20, 2) + head
      list += field(0, 2) + field(0, 2) + field(0, 2) + field(0, 4) + field(offset, 4) + letters
    }
    let start = bytes.count
    bytes += list
    bytes += field(0x0605_4B50, 4) + field(0, 4) + field(members.count, 2)
    bytes += field(members.count, 2) + field(list.count, 4) + field(start, 4) + field(0, 2)
    return bytes
  }

  private static func field(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
