import CZlib
import Support

/// An archive of ZIP in memory: stored and deflated members, ZIP64 among them.
package struct ZIP: Sendable {
  /// A member of the archive.
  package struct Member: Equatable, Sendable {
    /// Its path in the archive: relative, without `..`.
    package let name: String
    /// Bytes of its content, as the list of members says; checked when it is read.
    package let byteCount: Int
  }

  /// All members but folders, in the order of the list at the end of the file.
  package let members: [Member]
  private let bytes: [UInt8]
  private let entries: [String: ZIPDirectory.Member]

  /// Whether bytes are the first of an archive.
  package static func isBeginning(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// Reads the list of members. Refused are more than 1,000, names that lead outside, members that share bytes,
  /// sizes that deflate cannot pack, passwords, other methods, archives of several files.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    let directory = try ZIPDirectory(bytes).members.filter { !$0.name.hasSuffix("/") }
    self.bytes = bytes
    members = directory.map { Member(name: $0.name, byteCount: $0.unpacked) }
    entries = Dictionary(uniqueKeysWithValues: directory.map { ($0.name, $0) })
  }

  /// The content of a member; refused are more than `limit` bytes, a wrong size and a wrong checksum.
  package func content(
    of name: String, limit: Int = .max
  ) throws(FormatError) -> [UInt8] {
    guard let member = entries[name] else {
      throw Self.refuse(.wholeFile, "a member \(name)", "none")
    }
    try FormatError.requireMemory(member.unpacked, limit: limit, for: "ZIP")
    let content = try unpack(member, member.unpacked)
    let sum = content.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    guard UInt32(truncatingIfNeeded: sum) == member.checksum else {
      throw Self.refuse(.offset(member.content.lowerBound), "content of its checksum", "other")
    }
    return content
  }

  /// The first bytes of a member's content, at most `count`, unchecked: what a header needs.
  package func head(of name: String, _ count: Int) throws(FormatError) -> [UInt8] {
    guard let member = entries[name] else {
      throw Self.refuse(.wholeFile, "a member \(name)", "none")
    }
    return try unpack(member, min(max(0, count), member.unpacked))
  }

  private func unpack(
    _ member: ZIPDirectory.Member, _ count: Int
  ) throws(FormatError) -> [UInt8] {
    guard member.method == 8 else { return Array(bytes[member.content].prefix(count)) }
    var problem: String?
    let content = bytes[member.content].withUnsafeBufferPointer { packed in
      [UInt8](unsafeUninitializedCapacity: count) { memory, written in
        problem = inflate(packed, into: memory, isWhole: count == member.unpacked)
        written = problem == nil ? count : 0
      }
    }
    guard let problem else { return content }
    throw Self.refuse(
      .offset(member.content.lowerBound),
      "\(NumberText.grouped(member.unpacked)) bytes of compressed content", problem)
  }

  static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  static func refuse(
    _ place: FormatError.Place, _ expected: String, _ found: String
  ) -> FormatError {
    FormatError(format: "ZIP", place, expected: expected, found: found)
  }
}

/// Fills the memory with what the bytes unpack to; answers what was wrong.
private func inflate(
  _ packed: UnsafeBufferPointer<UInt8>, into memory: UnsafeMutableBufferPointer<UInt8>,
  isWhole: Bool
) -> String? {
  var stream = z_stream()
  let size = Int32(MemoryLayout<z_stream>.size)
  guard inflateInit2_(&stream, -15, ZLIB_VERSION, size) == Z_OK else {
    return "no memory for unpacking"
  }
  defer { inflateEnd(&stream) }
  // One byte beyond: content that is too long is seen there.
  var beyond: UInt8 = 0
  var (consumed, produced) = (0, 0)
  while true {
    if Interrupt.isRaised { return "an interrupt" }
    let piece = min(packed.count - consumed, 1 << 24)
    stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress.map { $0 + consumed })
    stream.avail_in = UInt32(piece)
    let space = min(memory.count - produced, 1 << 24)
    let room = max(1, space)
    let code = withUnsafeMutablePointer(to: &beyond) { beyond in
      stream.next_out = space > 0 ? memory.baseAddress.map { $0 + produced } : beyond
      stream.avail_out = UInt32(room)
      return CZlib.inflate(&stream, Z_NO_FLUSH)
    }
    consumed += piece - Int(stream.avail_in)
    produced += room - Int(stream.avail_out)
    if produced > memory.count { return isWhole ? "more bytes" : nil }
    if !isWhole, produced == memory.count { return nil }
    switch code {
    case Z_STREAM_END:
      guard produced == memory.count else { return "\(NumberText.grouped(produced)) bytes" }
      return consumed == packed.count ? nil : "bytes after them"
    case Z_OK: continue
    case Z_BUF_ERROR: return "their end"
    default: return FormatError.words(stream.msg, else: "damaged data")
    }
  }
}
