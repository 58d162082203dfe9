import Support

/// The list of members at the end of a ZIP file.
///
/// Nothing of it is believed until it is checked: members lie before the list, one after the other without
/// common bytes, have different and harmless names, and claim no more than deflate can pack.
struct ZIPDirectory {
  struct Member {
    let name: String
    /// 0 stored, 8 deflated.
    let method: Int
    let checksum: UInt32
    let packed: Int
    let unpacked: Int
    /// Where its local header begins.
    let offset: Int
    /// Where its content lies.
    var content = 0..<0
  }

  static let memberLimit = 1_000

  private(set) var members: [Member] = []

  init(_ bytes: [UInt8]) throws(FormatError) {
    let end = try ZIPEnd(bytes)
    guard end.count <= Self.memberLimit else {
      throw ZIP.refuse(.wholeFile, "at most 1,000 members", NumberText.grouped(end.count))
    }
    var offset = end.start
    for _ in 0..<end.count {
      members.append(try Self.member(bytes, &offset, before: end))
    }
    guard offset == end.start + end.length else {
      throw ZIP.refuse(.offset(offset), "the end of the list of members", "more bytes")
    }
    guard Set(members.map(\.name)).count == members.count else {
      throw ZIP.refuse(.offset(end.start), "different names of members", "one twice")
    }
    try findContents(bytes, before: end.start)
  }

  private static func member(
    _ bytes: [UInt8], _ offset: inout Int, before end: ZIPEnd
  ) throws(FormatError) -> Member {
    let start = offset
    guard start + 46 <= end.start + end.length, ZIP.number(bytes, start, 4) == 0x0201_4B50 else {
      throw ZIP.refuse(.offset(start), "an entry of the list of members", "other bytes")
    }
    let nameLength = ZIP.number(bytes, start + 28, 2)
    let extraLength = ZIP.number(bytes, start + 30, 2)
    offset += 46 + nameLength + extraLength + ZIP.number(bytes, start + 32, 2)
    guard offset <= end.start + end.length else {
      throw ZIP.refuse(.offset(start), "an entry within the list of members", "a longer one")
    }
    let extra = start + 46 + nameLength
    var wide = ZIPWideSizes(bytes, extra..<extra + extraLength)
    let unpacked = try wide.size(ZIP.number(bytes, start + 24, 4), at: start + 24)
    let packed = try wide.size(ZIP.number(bytes, start + 20, 4), at: start + 20)
    let local = try wide.size(ZIP.number(bytes, start + 42, 4), at: start + 42)
    guard ZIP.number(bytes, start + 8, 2) & 0x2041 == 0 else {
      throw ZIP.refuse(.offset(start + 8), "members without a password", "an encrypted one")
    }
    let method = ZIP.number(bytes, start + 10, 2)
    guard method == 0 || method == 8 else {
      throw ZIP.refuse(
        .offset(start + 10), "members stored (0) or deflated (8)", "method \(method)")
    }
    guard method == 8 || packed == unpacked, unpacked / 1032 <= packed else {
      throw ZIP.refuse(
        .offset(start + 24), "a size that \(NumberText.grouped(packed)) bytes can hold",
        NumberText.grouped(unpacked))
    }
    return Member(
      name: try name(bytes[start + 46..<extra], at: start + 46), method: method,
      checksum: UInt32(ZIP.number(bytes, start + 16, 4)), packed: packed, unpacked: unpacked,
      offset: local)
  }

  private static func name(
    _ bytes: ArraySlice<UInt8>, at place: Int
  ) throws(FormatError) -> String {
    guard let name = String(validating: bytes, as: UTF8.self), !name.isEmpty,
      bytes.count <= 1_000, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0x5C }),
      !name.split(separator: "/", omittingEmptySubsequences: false).dropLast().contains(""),
      !name.split(separator: "/").contains(where: { $0 == ".." || $0 == "." })
    else {
      throw ZIP.refuse(.offset(place), "a name within the archive", "another")
    }
    return name
  }

  /// Reads the local headers; a byte that two members share would let a small file unpack to a huge one.
  private mutating func findContents(_ bytes: [UInt8], before end: Int) throws(FormatError) {
    var free = 0
    for index in members.indices.sorted(by: { members[$0].offset < members[$1].offset }) {
      let member = members[index]
      let start = member.offset
      guard start >= free, start <= end - 30, ZIP.number(bytes, start, 4) == 0x0403_4B50 else {
        throw ZIP.refuse(.offset(start), "a member with bytes of its own", "other bytes")
      }
      let nameLength = ZIP.number(bytes, start + 26, 2)
      let content = start + 30 + nameLength + ZIP.number(bytes, start + 28, 2)
      guard content <= end, member.packed <= end - content else {
        throw ZIP.refuse(
          .offset(start), "\(NumberText.grouped(member.packed)) bytes of a member",
          "the list of members")
      }
      guard bytes[start + 30..<start + 30 + nameLength].elementsEqual(member.name.utf8),
        ZIP.number(bytes, start + 8, 2) == member.method
      else {
        throw ZIP.refuse(
          .offset(start), "the name and the method of the list of members", "others")
      }
      members[index].content = content..<content + member.packed
      free = content + member.packed
    }
  }
}
