import Formats
import Support
import Testing

@Suite struct FixtureTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return try InputFile.read("/\(folder)/Fixtures/mnist/\(name)", limit: 1 << 20)
  }

  @Test func `packed images and labels are read`() throws {
    let images = try IDX.read(Gzip.inflate(bytes("train-images-idx3-ubyte.gz")))
    #expect(images.shape == [400, 28, 28])
    #expect(images.elementType == .uint8)
    let labels = try IDX.read(Gzip.inflate(bytes("train-labels-idx1-ubyte.gz")))
    #expect(labels.shape == [400])
    // Every ten images show every digit once.
    #expect(Set(labels.numbers.prefix(10)) == Set((0..<10).map { Double($0) }))
  }

  @Test func `a packed file that was cut is told`() throws {
    let packed = try bytes("t10k-images-idx3-ubyte.gz")
    for count in [3, 10, packed.count / 2, packed.count - 1] {
      #expect(throws: FormatError.self) { try Gzip.inflate(Array(packed[..<count])) }
    }
  }
}
