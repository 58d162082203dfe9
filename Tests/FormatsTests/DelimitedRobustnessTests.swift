import Formats
import Support
import Testing

@Suite struct DelimitedRobustnessTests {
  /// Small files with everything that there is.
  static let samples: [[UInt8]] =
    [
      "a,b,c\n1,x,2.5\n3,\"y, \"\"z\"\"\",?\n\n-4,\"two\r\nlines\",1e3\n",
      "x;y\r\n1,5;2024-01-31\r\n2,25;2024-02-01T10:30:00+01:00\r\n",
      "k\tv\nham\t\"one\" two\nspam\t\"three\nham\tfour\"\n",
      "a b\n 1   2\t\n3 4\n", "emma\nolivia\nava\n", "é,日本\n1,😀\n2,\u{FEFF}\n",
      "d,n\n31.1.2024,007\n01.02.2024,012\n", "d|n\n01/31/2024|\"1,234\"\n02/01/2024|5\n",
      "\"q\rr\",2\r\"s\",3\r",
    ].map { Array($0.utf8) }
    + [[0x61, 0x2C, 0xE9, 0x0A, 0x31, 0x2C, 0x80, 0x0A], [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x31, 0]]

  @Test func `files cut at each byte end with a table or a fault`() {
    for sample in Self.samples {
      for count in 0...sample.count { _ = Delimited.told(Array(sample[..<count])) }
    }
  }

  @Test func `pieces of every size give the same`() {
    for sample in Self.samples {
      let whole = Delimited.told(sample)
      for piece in 1...64 { #expect(Delimited.told(sample, piece: piece) == whole) }
    }
  }

  /// A file with one or more bytes changed, put in, taken away or repeated.
  private static func mutated(_ draw: inout TestNumbers) -> [UInt8] {
    var bytes = samples[draw.next(below: samples.count)]
    let special = Array("\"\",,;\t|\n\r 0.-e?:/".utf8) + [0, 0xC3, 0xFF, 0x80]
    for _ in 0..<1 + draw.next(below: 6) {
      let place = draw.next(below: bytes.count + 1)
      switch draw.next(below: 5) {
      case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: draw.next())
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2: bytes.insert(special[draw.next(below: special.count)], at: place)
      case 3:
        bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
      default:
        bytes.insert(contentsOf: samples[draw.next(below: samples.count)].prefix(9), at: place)
      }
    }
    return bytes
  }

  /// `NABLA_FUZZ` in the environment asks for more than the suite does.
  @Test func `mutated files end with a table or a fault, the same in any pieces`() {
    let count = Environment.value("NABLA_FUZZ").flatMap { Int($0) } ?? 20_000
    var draw = TestNumbers(5)
    for index in 0..<count {
      let bytes = Self.mutated(&draw)
      if index % 16 == 0 {
        let told = Delimited.told(bytes)
        #expect(Delimited.told(bytes, piece: 1 + draw.next(below: 7)) == told)
      } else {
        _ = try? DelimitedText.read(bytes)
      }
    }
  }

  /// Rows with quotes, long fields, empty lines and numbers, over several windows.
  private static func long(_ rows: Int, seed: UInt64) -> [UInt8] {
    var draw = TestNumbers(seed)
    var text = "n,w,t,d,m\n"
    for row in 0..<rows {
      let t =
        draw.next(below: 5) == 0 ? "\"a, \"\"\(row)\"\"\n\n,\(draw.next() % 999)\"" : "t\(row)"
      let m = draw.next(below: 9) == 0 ? "" : "\(draw.next(below: 50))"
      text += "\(Double(draw.next(below: 1 << 40)) / 1024),w\(draw.next(below: 30)),\(t),"
      text += "2024-01-\(10 + draw.next(below: 20)),\(m)\n"
      if draw.next(below: 50) == 0 { text += "\n" }
    }
    return Array(text.utf8)
  }

  @Test func `one thread and several give the same, bit for bit`() throws {
    let bytes = Self.long(50_000, seed: 6)
    #expect(bytes.count > 1 << 21)
    let one = try DelimitedText.read(bytes)
    #expect(Delimited.kinds(one) == [.number, .category, .text, .date, .whole])
    for workers in [2, 7] {
      let more = try DelimitedText.read(bytes, workers: Delimited.workers(workers))
      #expect(more.dialect == one.dialect && more.lines == one.lines)
      for (left, right) in zip(one.table.columns, more.table.columns) {
        #expect(Delimited.isSame(left, right), "\(left.name)")
      }
    }
  }

  @Test func `one thread and several tell the same fault`() {
    var draw = TestNumbers(7)
    let bytes = Self.long(1000, seed: 8)
    for _ in 0..<40 {
      var broken = bytes
      for _ in 0..<1 + draw.next(below: 3) {
        let place = draw.next(below: broken.count)
        broken[place] = [0x22, 0x2C, 0x0A, 0x00, 0xFF][draw.next(below: 5)]
      }
      let one = Delimited.told(broken)
      for workers in [2, 5] { #expect(Delimited.told(broken, workers: workers) == one) }
    }
  }

  @Test func `a row longer than the window, and a quote that is never closed`() throws {
    let long = String(repeating: "x", count: 5 << 20)
    let table = try Delimited.read("a,b\n1,\"\(long)\n\"\n2,y\n")
    #expect(Delimited.words(table, "b")?[0]?.utf8.count == 5 << 20 + 1)
    let open = "a,b\n1,x\n2,\"" + String(repeating: "y\n", count: 2 << 20)
    #expect(Delimited.fault(open) == .unterminatedQuote(line: 3))
  }

  @Test func `more than a million different words become text`() throws {
    var text = "w\n"
    for row in 0..<1_000_001 { text += "\(row)z\n" }
    let table = try Delimited.read(text + text.dropFirst(2)) { $0.hasHeader = true }
    #expect(Delimited.kinds(table) == [.text])
    #expect(table.table.rowCount == 2_000_002)
  }
}
