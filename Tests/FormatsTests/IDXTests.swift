import Formats
import Testing

@Suite struct IDXTests {
  @Test func `an array of bytes is read with its shape`() throws {
    let array = try IDX.read([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6])
    #expect(array.shape == [2, 3])
    #expect(array.numbers == [1, 2, 3, 4, 5, 6])
  }

  @Test func `every element type is read in big-endian order`() throws {
    let cases: [([UInt8], [Double])] = [
      ([9, 0xFF, 1], [-1, 1]), ([0x0B, 0xFF, 0xFE, 1, 0], [-2, 256]),
      ([0x0C, 0xFF, 0xFF, 0xFF, 0xFD, 0, 1, 0, 0], [-3, 65536]),
      ([0x0D, 0x3F, 0x80, 0, 0, 0xC0, 0x20, 0, 0], [1, -2.5]),
      ([0x0E, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 4, 0, 0, 0, 0, 0, 0], [1, -2.5]),
    ]
    for (bytes, numbers) in cases {
      let file = [0, 0, bytes[0], 1, 0, 0, 0, 2] + bytes.dropFirst()
      let array = try IDX.read(file)
      #expect(array.numbers == numbers)
      #expect(IDX.write(array) == file)
    }
  }

  @Test func `every truncation and every extra byte is told`() {
    let file = IDX.write(IDXArray(shape: [2, 2, 2], bytes: [1, 2, 3, 4, 5, 6, 7, 8]))
    for count in 0..<file.count {
      #expect(throws: FormatError.self) { try IDX.read(Array(file[..<count])) }
    }
    #expect(throws: FormatError.self) { try IDX.read(file + [0]) }
  }

  @Test func `a header that lies is refused before memory is asked for`() {
    let extent: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    let headers: [[UInt8]] = [
      [0, 0, 8, 1] + extent, [0, 0, 14, 8] + Array(repeating: extent, count: 8).flatMap(\.self),
      [0, 0, 8, 0], [0, 0, 8, 9], [1, 0, 8, 1], [0, 0, 7, 1, 0, 0, 0, 0],
    ]
    for header in headers { #expect(throws: FormatError.self) { try IDX.read(header) } }
  }

  @Test func `an empty axis is allowed`() throws {
    #expect(try IDX.read([0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 3]).shape == [0, 3])
  }
}
