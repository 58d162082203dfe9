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
}
