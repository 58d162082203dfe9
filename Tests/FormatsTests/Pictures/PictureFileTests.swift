import Formats
import Support
import Testing

@Suite struct PictureFileTests {
  @Test func `small pictures of each kind are what Pillow reads`() throws {
    for line in try FixtureTable.lines("pictures.txt") where line[0].hasPrefix("pictures/") {
      let bytes = try FixtureTable.bytes(line[0])
      let picture = try PictureFile.read(bytes)
      #expect(try PictureFile.size(of: bytes) == picture.size)
      #expect(picture.width == 21 && picture.height == 13)
      #expect(picture.channels == (line[1] == "L" ? 1 : 3))
      #expect(SHA256.hexadecimal(picture.pixels) == line[2], "\(line)")
    }
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `all good pictures of the suite are what another decoder reads`() throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    let lines = try FixtureTable.lines("pngsuite.txt")
    #expect(lines.count == 161)
    for line in lines {
      let bytes = try InputFile.read("\(root)/pngsuite/\(line[0])", limit: 1 << 20)
      let picture = try PictureFile.read(bytes)
      #expect(try PictureFile.size(of: bytes) == picture.size)
      #expect("\(picture.width)x\(picture.height)x\(picture.channels)" == line[1], "\(line)")
      #expect(SHA256.hexadecimal(picture.rgba.pixels) == line[2], "\(line)")
    }
  }

  @Test(
    .enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"),
    arguments: [
      "xc1n0g08", "xc9n2c08", "xcrn0g04", "xcsn0g01", "xd0n2c08", "xd3n2c08", "xd9n2c08",
      "xdtn0g01",
      "xhdn0g08", "xlfn0g04", "xs1n0g01", "xs2n0g01", "xs4n0g01", "xs7n0g01",
    ])
  func `a corrupt picture of the suite is refused`(_ name: String) throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    let bytes = try InputFile.read("\(root)/pngsuite/\(name).png", limit: 1 << 20)
    #expect(throws: FormatError.self) { try PictureFile.read(bytes) }
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `photographs, and smaller ones of them, are Pillow's`() throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    var count = 0
    for line in try FixtureTable.lines("pictures.txt") where line[0].hasPrefix("Blood") {
      let bytes = try InputFile.read("\(root)/bccd-dev/JPEGImages/\(line[0])", limit: 1 << 20)
      var picture = try PictureFile.read(bytes)
      if line[1] == "224x168" { picture = picture.resized(width: 224, height: 168) }
      #expect(SHA256.hexadecimal(picture.pixels) == line[2], "\(line)")
      count += 1
    }
    #expect(count == 40)
  }

  @Test func `grey and colour maps are read, as text and as bytes`() throws {
    let text = try PictureFile.read(Array("P2 # grey\n3 2 # size\n15\n0 5 10\n15 3 1\n".utf8))
    #expect(text == Picture(width: 3, height: 2, channels: 1, pixels: [0, 85, 170, 255, 51, 17]))
    let colours = try PictureFile.read(Array("P3\n1 2\n255\n1 2 3 4 5 6".utf8))
    #expect(colours == Picture(width: 1, height: 2, channels: 3, pixels: [1, 2, 3, 4, 5, 6]))
    #expect(try PictureFile.read(Array("P5 2 1 255\n".utf8) + [9, 0x23]).pixels == [9, 0x23])
    #expect(try PictureFile.read(Array("P6 1 1 255\n".utf8) + [9, 8, 7]).pixels == [9, 8, 7])
    let deep = try PictureFile.read(Array("P5 2 1 65535\n".utf8) + [0xFF, 0xFF, 0x80, 0])
    #expect(deep.pixels == [255, 128])
    for file in [
      "P5 2 1 255\n1", "P5 2 1 255\n123", "P5 0 1 255\n", "P5 2 1 0\n12", "P5 2 1 65536\n1234",
      "P2 1 1 15\n16", "P2 2 1 255\n1", "P2 2 1 255\n1 x", "P2 2 1 255\n1 2 3", "P1 1 1\n1",
      "P5 2 1",
      "P5 2 1 255", "P5 99999999999999999999 1 255\n", "P5 2147483647 2147483647 255\n",
      "P6 20000 20000 255\n",
    ] {
      #expect(throws: FormatError.self, "\(file)") { try PictureFile.read(Array(file.utf8)) }
    }
  }

  @Test func `every truncation is told`() throws {
    var files = try FixtureTable.pictures.map { try FixtureTable.bytes("pictures/\($0)") }
    files.append(Array("P6 2 2 255\n012345678901".utf8))
    for file in files {
      for count in 0..<file.count {
        // What ends a JPEG may be left out: its pixels are whole before.
        if count >= file.count - 2, file[0] == 0xFF { continue }
        #expect(throws: FormatError.self) { try PictureFile.read(Array(file[..<count])) }
      }
    }
  }

  @Test func `a wrong checksum names its chunk and place`() throws {
    var bytes = try FixtureTable.bytes("pictures/rgb.png")
    bytes[29] ^= 1
    #expect(
      throws: FormatError(
        format: "PNG", .offset(29), expected: "the checksum of the chunk IHDR", found: "another")
    ) { try PictureFile.read(bytes) }
  }

  @Test func `claims that a file cannot keep are refused by its header`() throws {
    var bytes = try FixtureTable.bytes("pictures/rgb.png")
    bytes.replaceSubrange(16..<24, with: [0, 0, 0x27, 0, 0, 0, 0x27, 0])
    #expect(
      throws: FormatError(
        format: "PNG", .offset(16), expected: "a size that 568 bytes of pixels can hold",
        found: "9,984×9,984")
    ) { try PictureFile.read(bytes) }
    bytes.replaceSubrange(16..<24, with: [0, 0, 0x28, 0, 0, 0, 0x28, 0])
    #expect(throws: FormatError.self) { try PictureFile.size(of: bytes) }
    #expect(throws: FormatError.self) { try PictureFile.read([0x47, 0x49, 0x46]) }
  }

  @Test func `damaged files give a picture of the size that they say, or are told`() throws {
    var damage = Damage(seed: 20)
    for name in FixtureTable.pictures {
      let file = try FixtureTable.bytes("pictures/\(name)")
      for _ in 0..<1500 {
        let bytes = damage.mutate(file)
        do {
          let picture = try PictureFile.read(bytes)
          #expect(try PictureFile.size(of: bytes) == picture.size)
        } catch {
          #expect(!error.expected.isEmpty && !error.found.isEmpty)
        }
      }
    }
  }
}
