import Formats
import Glibc
import Support
import TestSupport
import Testing

@Suite struct DelimitedBytesTests {
  private func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  @Test func `a mark of byte order is no part of the text`() throws {
    let table = try DelimitedText.read([0xEF, 0xBB, 0xBF] + Array("x,y\n1,é\n2,é".utf8))
    #expect(table.table.names == ["x", "y"])
    #expect(table.dialect.encoding == .utf8)
  }

  @Test(arguments: [true, false]) func `UTF-16 by its mark`(bigEndian: Bool) throws {
    let text = "x,y\n1,é😀\n2,日本\n"
    for piece in 1...9 {
      let source = ArrayBytes(utf16(text, bigEndian: bigEndian), piece: piece)
      let table = try DelimitedText.read(source)
      #expect(table.dialect.encoding == .utf16)
      #expect(Delimited.words(table, "y") == ["é😀", "日本"])
    }
  }

  @Test func `UTF-16 that is cut, or has half a character, is told with its line`() {
    let text = utf16("x,y\n1,a\n2,b\n", bigEndian: false)
    let faults = [text.dropLast(), text + [0x00, 0xD8], text + [0x00, 0xDC, 0x61, 0]].map { bytes in
      Delimited.told(Array(bytes))
    }
    #expect(faults[0] == "\(DelimitedFault.notEncoded(.utf16, line: 3))")
    #expect(faults[1] == "\(DelimitedFault.notEncoded(.utf16, line: 4))")
    #expect(faults[2] == "\(DelimitedFault.notEncoded(.utf16, line: 4))")
  }

  @Test func `bytes that are no UTF-8 are Windows-1252, wherever that shows`() throws {
    let euro: [UInt8] = [0x80, 0x2C, 0xE9, 0x0A]
    for rows in [1, 400_000] {
      let start = Array("a,b\n".utf8) + Array(String(repeating: "x,y\n", count: rows).utf8)
      let table = try DelimitedText.read(start + euro)
      #expect(table.dialect.encoding == .latin1)
      #expect(Delimited.words(table, "a")?.last == "€")
      #expect(Delimited.words(table, "b")?.last == "é")
      var options = DelimitedOptions()
      options.encoding = .utf8
      #expect(throws: DelimitedFault.notEncoded(.utf8, line: rows + 2)) {
        try DelimitedText.read(start + euro, options)
      }
    }
  }

  @Test func `what is no text is told`() {
    #expect(Delimited.told([0x50, 0x4B, 3, 4, 0x80, 0xFF]) == "\(DelimitedFault.binary(line: 1))")
    #expect(Delimited.told([0x61, 0x0A, 0, 0x0A]) == "\(DelimitedFault.binary(line: 2))")
    let late = Array(String(repeating: "1,2\n", count: 600_000).utf8) + [0x33, 0x2C, 0, 0x0A]
    #expect(Delimited.told(late) == "\(DelimitedFault.binary(line: 600_001))")
  }

  @Test func `a file, packed or not`() throws {
    let text = Array("a,b\n1,x\n2,y\n".utf8)
    try TemporaryFolder.use { folder in
      try AtomicFile.write(text, to: folder + "/t.csv")
      try AtomicFile.write(Gzip.deflate(text), to: folder + "/t.csv.gz")
      let told = Delimited.told(text)
      #expect(Delimited.told(try DelimitedText.read(file: folder + "/t.csv")) == told)
      #expect(Delimited.told(try DelimitedText.read(file: folder + "/t.csv.gz")) == told)
    }
  }

  @Test func `what is no file is refused`() throws {
    func kind(_ path: String) -> FileError.Kind? {
      let fault = Delimited.fault { () throws(DelimitedFault) in
        try DelimitedText.read(file: path)
      }
      guard case .file(let error) = fault else { return nil }
      return error.kind
    }
    try TemporaryFolder.use { folder in
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      #expect(kind(folder) == .isDirectory)
      #expect(kind(folder + "/pipe") == .notAFile)
      #expect(kind(folder + "/none.csv") == .notFound)
    }
    #expect(kind("/dev/null") == .notAFile)
    #expect(kind("") == .badName)
    #expect(kind("a\u{0}b") == .badName)
  }

  @Test func `gzip in pieces of every size, of several members, cut and damaged`() throws {
    let text = Array("a,b\n1,x\n2,y\n".utf8)
    let packed = Gzip.deflate(Array(text.prefix(6))) + Gzip.deflate(Array(text.dropFirst(6)))
    for piece in 1...packed.count {
      let source = GzipBytes(ArrayBytes(packed, piece: piece))
      #expect(Delimited.told(try DelimitedText.read(source)) == Delimited.told(text))
    }
    for count in 2..<packed.count where count != Gzip.deflate(Array(text.prefix(6))).count {
      #expect(throws: DelimitedFault.self) { try DelimitedText.read(Array(packed[..<count])) }
    }
    var damaged = packed
    damaged[packed.count - 6] ^= 1
    #expect(throws: DelimitedFault.self) { try DelimitedText.read(damaged) }
    #expect(throws: DelimitedFault.self) { try DelimitedText.read(packed + [1, 2, 3]) }
  }

  @Test func `a bomb of gzip is refused`() {
    let zeros = Gzip.deflate([UInt8](repeating: 0x30, count: 1 << 20))
    let source = GzipBytes(ArrayBytes((0..<90).flatMap { _ in zeros }))
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { space.deallocate() }
    var (given, fault) = (0, DelimitedFault?.none)
    do {
      while case let count = try source.read(into: space), count > 0 { given += count }
    } catch {
      fault = error
    }
    #expect(given > 60 << 20 && given < 70 << 20)
    guard case .gzip = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }
}
