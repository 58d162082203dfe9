import Formats
import Support
import Testing

@Suite struct SafetensorsTests {
  private let file = Safetensors(
    entries: [
      .init(name: "hidden.kernel", .float32, shape: [2, 2], bytes: (0..<16).map { $0 }),
      .init(name: "é \"b\"", .int32, shape: [], bytes: [1, 2, 3, 4]),
      .init(name: "empty", .float64, shape: [0, 3], bytes: []),
    ],
    notes: [.init("model", "model 2 {\n  dense 3\t# \"x\" \\ 学\u{1}\n}")])

  /// A file with this header and so many bytes of data.
  private func foreign(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let count = length ?? UInt64(header.utf8.count)
    return stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: count >> UInt64($0)) }
      + Array(header.utf8) + [UInt8](repeating: 7, count: data)
  }

  private func tensor(_ from: Int, _ to: Int, shape: String, dtype: String = "F32") -> String {
    "{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":[\(from),\(to)]}"
  }

  @Test func `what was written is read, and verified`() throws {
    let read = try Safetensors.read(file.write())
    #expect(read.entries == file.entries)
    #expect(read.notes == file.notes)
    #expect(read.isVerified)
    #expect(try read.entries == Safetensors.read(read.write()).entries)
  }

  @Test func `every truncation is told`() throws {
    let bytes = try file.write()
    #expect(bytes.count < 4096)
    for count in 0..<bytes.count {
      #expect(throws: FormatError.self) { try Safetensors.read(Array(bytes[..<count])) }
    }
    #expect(throws: FormatError.self) { try Safetensors.read(bytes + [0]) }
  }

  @Test func `every flipped byte is told`() throws {
    let bytes = try file.write()
    for position in bytes.indices {
      for mask: UInt8 in [0x01, 0x20, 0xFF] {
        var damaged = bytes
        damaged[position] ^= mask
        #expect(throws: FormatError.self, "byte \(position), mask \(mask)") {
          try Safetensors.read(damaged)
        }
      }
    }
  }

  @Test func `a flipped weight names its tensor`() throws {
    var bytes = try file.write()
    bytes[bytes.count - 20] ^= 1
    #expect {
      try Safetensors.read(bytes)
    } throws: {
      ($0 as? FormatError)?.place == .tensor("hidden.kernel")
    }
  }

  @Test func `a file of another program is read without checksums`() throws {
    let header =
      "{\"b\":\(tensor(4, 8, shape: "[1]")),\"a\":\(tensor(0, 4, shape: "[2,1]", dtype: "F16")),"
      + "\"__metadata__\":{\"format\":\"\\u00e9\\ud83d\\ude00\"}}   "
    let read = try Safetensors.read(foreign(header, data: 8))
    #expect(!read.isVerified)
    #expect(read.entries.map(\.name) == ["b", "a"])
    #expect(read.entry("a")?.shape == [2, 1])
    #expect(read.note("format") == "é😀")
  }

  @Test func `hostile headers are refused`() {
    let one = tensor(0, 4, shape: "[1]")
    let deep = String(repeating: "[", count: 1_000_000)
    let headers: [(String, Int)] = [
      ("{\"a\":\(one),\"a\":\(one)}", 4),
      ("{\"a\":\(one),\"b\":\(one)}", 4),
      ("{\"a\":\(one),\"b\":\(tensor(8, 12, shape: "[1]"))}", 12),
      ("{\"a\":\(one)}", 5), ("{\"a\":\(one)}", 3), (" {\"a\":\(one)}", 4), ("{\"a\":\(one)} x", 4),
      ("{\"a\":\(tensor(4, 0, shape: "[1]"))}", 4),
      ("{\"a\":\(tensor(0, 4, shape: "[4611686018427387904,8]"))}", 4),
      ("{\"a\":\(tensor(0, 4, shape: "[99999999999999999999]"))}", 4),
      ("{\"a\":\(tensor(0, 4, shape: "[-1]"))}", 4), ("{\"a\":\(tensor(0, 4, shape: "[1.0]"))}", 4),
      ("{\"a\":\(tensor(0, 4, shape: "[01]"))}", 4),
      ("{\"a\":\(tensor(0, 4, shape: "[1]", dtype: "Q99"))}", 4),
      ("{\"a\\u0007\":\(one)}", 4), ("{\"a\\u202e\":\(one)}", 4), ("{\"\":\(one)}", 4),
      ("{\"a\\ud800\":\(one)}", 4), ("{\"__metadata__\":{\"a\":1}}", 0),
      ("{\"__metadata__\":[]}", 0), ("{\"a\":\(deep)", 0), ("[]", 0), ("", 0), ("{", 0),
      ("{\"a", 0),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4),
    ]
    for (header, data) in headers {
      #expect(throws: FormatError.self, "\(header.prefix(80))") {
        try Safetensors.read(foreign(header, data: data))
      }
    }
  }

  @Test func `a declared length beyond the file is refused at once`() {
    for length in [UInt64.max, 1 << 62, 100_000_001, 3] {
      #expect(throws: FormatError.self) { try Safetensors.read(foreign("{}", length: length)) }
    }
    #expect(throws: FormatError.self) {
      try Safetensors.read(foreign("{}\u{0}", length: nil))
    }
  }

  @Test func `names that cannot be read back are not written`() {
    let entry = Safetensors.Entry(name: "a", .uint8, shape: [1], bytes: [1])
    let long = Safetensors.Entry(name: "b", .uint8, shape: [2], bytes: [1])
    let hidden = Safetensors.Entry(name: "a\u{1B}", .uint8, shape: [1], bytes: [1])
    for file in [
      Safetensors(entries: [entry, entry]), Safetensors(entries: [long]),
      Safetensors(entries: [hidden]), Safetensors(entries: [], notes: [.init("sha256", "")]),
    ] {
      #expect(throws: FormatError.self) { try file.write() }
    }
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `the files of other programs are read, and written again`() throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    let samples = ["B", "H", "I", "b", "d", "e", "f", "h", "i", "overall"]
    let names =
      samples.map { "safetensors-samples/\($0)" } + ["models-dev/burn-mnist"]
    for name in names {
      let bytes = try InputFile.read("\(root)/\(name).safetensors", limit: 1 << 26)
      let file = try Safetensors.read(bytes)
      #expect(!file.entries.isEmpty)
      #expect(try Safetensors.read(file.write()).entries == file.entries)
    }
  }
}
