import Formats
import Testing

@Suite struct GzipTests {
  @Test func `what was packed comes back`() throws {
    for count in [0, 1, 1000, 300_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
      #expect(try Gzip.inflate(Gzip.deflate(bytes)) == bytes)
    }
  }

  // printf 'nabla\n' | gzip -n, by GNU gzip 1.12.
  @Test func `a file of gzip is read`() throws {
    let bytes: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x4B, 0x4C, 0xCA, 0x49,
      0xE4,
      0x02, 0x00, 0x40, 0x2F, 0xBF, 0x6B, 0x06, 0x00, 0x00, 0x00,
    ]
    #expect(try Gzip.inflate(bytes) == Array("nabla\n".utf8))
    #expect(try Gzip.inflate(bytes + bytes) == Array("nabla\nnabla\n".utf8))
  }

  @Test func `every truncation is told`() {
    let packed = Gzip.deflate(Array("the quick brown fox, the lazy dog".utf8))
    for count in 0..<packed.count {
      #expect(throws: FormatError.self) { try Gzip.inflate(Array(packed[..<count])) }
    }
  }

  @Test func `a flipped byte never gives other content`() {
    let content = Array("the quick brown fox, the lazy dog".utf8)
    let packed = Gzip.deflate(content)
    for position in packed.indices {
      for mask: UInt8 in [1, 0x80, 0xFF] {
        var damaged = packed
        damaged[position] ^= mask
        if let read = try? Gzip.inflate(damaged) { #expect(read == content) }
      }
    }
  }

  @Test func `bytes after the end are refused`() {
    let packed = Gzip.deflate([1, 2, 3])
    #expect(throws: FormatError.self) { try Gzip.inflate(packed + [0]) }
    #expect(throws: FormatError.self) { try Gzip.inflate(packed + Array("garbage here".utf8)) }
  }

  @Test func `more than the limit is not unpacked`() {
    let packed = Gzip.deflate([UInt8](repeating: 0, count: 1 << 20))
    #expect(
      throws: FormatError(
        format: "gzip", .wholeFile, expected: "at most 1,000 bytes unpacked", found: "more")
    ) { try Gzip.inflate(packed, limit: 1000) }
  }

  @Test func `the head of a long content is read without the rest`() {
    let content = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let head = Gzip.head(of: Gzip.deflate(content), 36)
    #expect(head.count < 300_000 && head.starts(with: content.prefix(36)))
    #expect(Gzip.head(of: Gzip.deflate([1, 2, 3]), 36) == [1, 2, 3])
  }
}
