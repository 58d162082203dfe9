import Support
import Testing

@Suite struct ContentHashTests {
  private func hash(_ pieces: [[UInt8]]) -> String {
    var hash = ContentHash()
    for piece in pieces { piece.withUnsafeBytes { hash.update($0) } }
    return hash.hexadecimal
  }

  @Test func `equal bytes have equal hashes of 32 digits`() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    #expect(hash([bytes]) == hash([bytes]) && hash([bytes]).count == 32)
    #expect(hash([]).count == 32)
  }

  @Test(arguments: [1, 7, 8, 31, 32, 33, 64, 100])
  func `every single bit counts, and so does the length`(count: Int) {
    let bytes = [UInt8](repeating: 0, count: count)
    var seen: Set<String> = [hash([bytes]), hash([bytes + [0]]), hash([Array(bytes.dropLast())])]
    for bit in 0..<count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      seen.insert(hash([changed]))
    }
    #expect(seen.count == count * 8 + 3)
  }

  @Test func `pieces do not run into one another`() {
    #expect(
      Set([
        hash([[1, 2], [3]]), hash([[1], [2, 3]]), hash([[1, 2, 3]]), hash([[1, 2, 3], []]),
      ]).count == 4)
    var texts = ContentHash()
    texts.update("ab")
    #expect(texts.hexadecimal == hash([[97, 98]]))
  }
}
