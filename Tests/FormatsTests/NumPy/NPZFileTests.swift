import Formats
import Support
import Testing

@Suite struct NPZFileTests {
  @Test(arguments: ["stored", "deflated"])
  func `arrays of an archive are read by their names`(_ name: String) throws {
    let archive = try NPZFile(FixtureTable.bytes("numpy/\(name).npz"))
    #expect(archive.names == ["x", "labels"])
    let labels = try archive.array(named: "labels")
    #expect(labels.elementType == .int64 && labels.shape == [3, 4])
    #expect(try labels.numbers() == (0..<12).map(Double.init))
    let x = try archive.array(named: "x")
    #expect(x.shape == (name == "stored" ? [2, 3, 4] : [64, 64]))
    let header = try archive.header(of: "x")
    #expect(header.shape == x.shape && header.elementType == .float32)
    #expect(header.byteCount == 4 * x.count)
    #expect(throws: FormatError.self) { try archive.array(named: "y") }
  }

  /// An archive with one stored member, and what it says of it.
  private static func archive(
    name: String = "x.npy", method: UInt8 = 0, flags: UInt8 = 0, content: [UInt8] = [1, 2, 3],
    unpacked: Int? = nil, count: Int = 1, copies: Int = 1
  ) -> [UInt8] {
    func little(_ number: Int, _ bytes: Int) -> [UInt8] {
      (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    var bytes = [0x50, 0x4B, 3, 4, 20, 0, flags, 0, method, 0, 0, 0, 0, 0]
    let sizes =
      little(0x55BC_801D, 4) + little(content.count, 4) + little(unpacked ?? content.count, 4)
    bytes += sizes + little(name.utf8.count, 2) + [0, 0] + Array(name.utf8) + content
    let start = bytes.count
    for _ in 0..<copies {
      bytes += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, flags, 0, method, 0, 0, 0, 0, 0] + sizes
      bytes += little(name.utf8.count, 2) + [UInt8](repeating: 0, count: 16) + Array(name.utf8)
    }
    let length = bytes.count - start
    bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(count, 2) + little(count, 2)
    return bytes + little(length, 4) + little(start, 4) + [0, 0]
  }

  @Test func `a member is what the list and its checksum say`() throws {
    let zip = try ZIP(Self.archive())
    #expect(zip.members.map(\.name) == ["x.npy"] && zip.members[0].byteCount == 3)
    #expect(try zip.content(of: "x.npy") == [1, 2, 3])
    #expect(try zip.head(of: "x.npy", 2) == [1, 2])
    #expect(throws: FormatError.self) { try zip.content(of: "x.npy", limit: 2) }
    let other = try ZIP(Self.archive(content: [1, 2, 4]))
    #expect(throws: FormatError.self) { try other.content(of: "x.npy") }
  }

  @Test func `names that lead outside, passwords, other methods and bombs are refused`() {
    for name in ["../x.npy", "/x", "a/../x", "a\\x", "a\u{1}", "", "a//b", "./x"] {
      #expect(throws: FormatError.self, "\(name)") { try ZIP(Self.archive(name: name)) }
    }
    #expect(throws: FormatError.self) { try ZIP(Self.archive(flags: 1)) }
    #expect(throws: FormatError.self) { try ZIP(Self.archive(method: 12)) }
    #expect(throws: FormatError.self) { try ZIP(Self.archive(unpacked: 4)) }
    #expect(throws: FormatError.self) { try ZIP(Self.archive(method: 8, unpacked: 10_000)) }
    #expect(throws: FormatError.self) { try ZIP(Self.archive(count: 2)) }
    #expect(throws: FormatError.self) { try ZIP(Self.archive(count: 2, copies: 2)) }
    #expect(throws: FormatError.self) { try ZIP(Self.archive(count: 2000, copies: 2000)) }
    #expect(throws: FormatError.self) { try NPZFile(Self.archive(name: "x.txt")) }
  }

  @Test func `members that share bytes are refused`() throws {
    // Two entries of different names with one local header.
    var file = Self.archive(count: 2, copies: 2)
    let second = try #require(file.lastIndex(of: 0x78))
    file[second] = 0x79
    let error = #expect(throws: FormatError.self) { try ZIP(file) }
    #expect(error?.expected == "a member with bytes of its own")
  }

  @Test func `numbers of 64 bits are read where they are needed`() throws {
    var file = Self.archive()
    let entry = try #require(file.firstRange(of: [0x50, 0x4B, 1, 2])?.lowerBound)
    file.replaceSubrange(entry + 24..<entry + 28, with: [0xFF, 0xFF, 0xFF, 0xFF])
    file[entry + 30] = 12
    file.insert(contentsOf: [1, 0, 8, 0, 3, 0, 0, 0, 0, 0, 0, 0], at: entry + 51)
    file[file.count - 10] += 12
    #expect(try ZIP(file).content(of: "x.npy") == [1, 2, 3])
    file[entry + 55 + 7] = 0x80
    #expect(throws: FormatError.self) { try ZIP(file) }
  }
}
