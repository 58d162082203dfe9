import Support
import Testing

@Suite struct BytesTests {
  @Test func `numbers are read in both byte orders`() throws {
    var reader = ByteReader([0, 1, 2, 3, 3, 2, 1, 0, 0xFF, 0xFF, 9])
    #expect(try reader.readBigEndian(UInt32.self) == 0x0001_0203)
    #expect(try reader.readLittleEndian(UInt32.self) == 0x0001_0203)
    #expect(try reader.readLittleEndian(Int16.self) == -1)
    #expect(try reader.readUInt8() == 9)
    #expect(reader.isAtEnd)
  }

  @Test func `no count leads outside`() {
    var reader = ByteReader([1, 2, 3])
    for count in [4, -1, Int.max, Int.min] {
      #expect(
        throws: ByteReader.EndOfData(offset: 0, wanted: count, available: 3)
      ) { try reader.read(count) }
    }
    #expect(throws: ByteReader.EndOfData.self) { try reader.readLittleEndian(UInt64.self) }
  }

  // The first two from FIPS 180-4's examples, the others from Python's hashlib.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (
      String(repeating: "a", count: 55),
      "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
    ),
    (
      String(repeating: "a", count: 56),
      "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"
    ),
    (
      String(repeating: "a", count: 64),
      "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
    ),
    (
      String(repeating: "a", count: 119),
      "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"
    ),
  ])
  func `the digest is that of the standard`(text: String, digest: String) {
    #expect(SHA256.hexadecimal(Array(text.utf8)) == digest)
  }

  @Test func `a digest does not depend on how the bytes are cut`() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for cut in [0, 1, 63, 64, 65, 128, 299] {
      var hash = SHA256()
      hash.update(Array(bytes[..<cut]))
      hash.update(Array(bytes[cut...]))
      #expect(hash.finish() == SHA256.digest(bytes))
    }
  }
}
