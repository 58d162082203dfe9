@testable import Engine
import Testing

/// Where the memory of tensors lies.
@Suite("Blocks of memory")
struct BlockTests {
  @Test func `every block begins at a multiple of 64 bytes and has room behind it`() {
    for byteCount in [0, 1, 4, 63, 64, 65, 1000, 4096, 1 << 16, 1 << 20, 3 << 20] {
      let block = Block(byteCount: byteCount)
      #expect(UInt(bitPattern: block.bytes.baseAddress) % 64 == 0, "\(byteCount)")
      #expect(block.bytes.count >= byteCount + 64, "\(byteCount)")
    }
  }

  /// Otherwise the memory of a long training grows by gaps between what it keeps.
  @Test func `a block fits where one of its size has been given back`() {
    for byteCount in [4, 100, 600] {
      let kept = (0..<50).map { _ in Block(byteCount: byteCount) }
      var places: Set<UnsafeMutableRawPointer?> = []
      do {
        let given = (0..<5).map { _ in Block(byteCount: byteCount) }
        places = Set(given.map(\.bytes.baseAddress))
      }
      let next = (0..<5).map { _ in Block(byteCount: byteCount) }
      #expect(places == Set(next.map(\.bytes.baseAddress)), "\(byteCount) bytes")
      #expect(kept.count == 50)
    }
  }
}
