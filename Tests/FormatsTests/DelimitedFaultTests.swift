import Formats
import Support
import Testing

@Suite struct DelimitedFaultTests {
  @Test(arguments: [
    ("a,b\n1,2\n3\n", DelimitedFault.ragged(line: 3, expected: 2, found: 1)),
    ("a,b\n1,2,3\n4,5\n", .ragged(line: 2, expected: 2, found: 3)),
    ("a,b\n1,\"open\nfield", .unterminatedQuote(line: 2)),
    ("\"a,b\n1,2\n", .unterminatedQuote(line: 1)),
    ("a,b\n1,2\n3,\"x\"y\n", .textAfterQuote(line: 3)),
    ("a,b,a\n1,2,3", .duplicateColumn("a", first: 1, second: 3, line: 1)),
    ("", .empty), ("\n\r\n  \n", .empty), ("a,b\n", .noRows(line: 1)),
    ("\"a\nb\",c\n", .noRows(line: 2)), ("a,b\n1,\u{0}\n", .binary(line: 2)),
  ])
  func `a slip is told with its line`(text: String, fault: DelimitedFault) {
    #expect(Delimited.fault(text) == fault)
  }

  @Test func `too many columns`() {
    let wide = String(repeating: "1,", count: 70_000) + "1\n"
    #expect(Delimited.fault(wide + wide) == .tooManyColumns(line: 1, limit: 65_536))
  }

  @Test func `as many columns as there may be`() throws {
    let row = String(repeating: "1,", count: 65_535) + "2\n"
    let table = try Delimited.read(row + row)
    #expect(table.table.columns.count == 65_536)
    #expect(table.table.rowCount == 2)
  }

  @Test func `columns that are not there`() {
    let fault = Delimited.fault("a,b\n1,2\n") {
      $0.columns = ["b", "x"]
      $0.kinds = ["y": .text]
    }
    #expect(fault == .unknownColumns(["x", "y"]))
  }

  @Test func `separators that can be none`() {
    for separator: UInt8 in [0, 0x0A, 0x0D, 0x22, 0x80, 0xFF] {
      #expect(Delimited.fault("a\n", { $0.separator = separator }) == .badSeparator(separator))
    }
  }

  @Test func `bad columns are told together`() {
    var text = "n,w,ok,m\n"
    for row in 1...40 {
      let n = row == 5 ? "abc" : row == 9 ? "1e999" : "\(row)"
      text += "\(n),\(row).5,\(row),\(row == 30 ? "12,x" : "\(row)")\n"
        .replacing("12,x", with: "\"12,x\"")
    }
    #expect(
      Delimited.fault(text)
        == .badColumns([
          BadColumn(name: "n", kind: .whole, count: 2, text: "abc", line: 6),
          BadColumn(name: "m", kind: .whole, count: 1, text: "12,x", line: 31),
        ]))
  }

  @Test func `a bad column loads as a category, or with its word as a mark`() throws {
    let text = "n\n" + (1...30).map { $0 == 7 ? "none?" : "\($0)" }.joined(separator: "\n")
    #expect(Delimited.fault(text) != nil)
    let words = try Delimited.read(text) { $0.kinds = ["n": .category] }
    #expect(Delimited.kinds(words) == [.category])
    let marked = try Delimited.read(text) { $0.missing = ["none?"] }
    #expect(Delimited.numbers(marked, "n")?[6].isNaN == true)
    #expect(marked.dialect.missing == [MissingMark(text: "none?", count: 1)])
  }

  @Test func `values that are not what was asked for`() {
    let text = "n,d\n1,2024-01-01\n2.5,x\n3,2024-01-03\n"
    let fault = Delimited.fault(text) { $0.kinds = ["n": .whole, "d": .date] }
    #expect(
      fault
        == .badColumns([
          BadColumn(name: "n", kind: .whole, count: 1, text: "2.5", line: 3),
          BadColumn(name: "d", kind: .date, count: 1, text: "x", line: 3),
        ]))
  }

  @Test func `numbers that would be infinite are a fault`() {
    #expect(
      Delimited.fault("x\n1e400\n")
        == .badColumns([BadColumn(name: "x", kind: .number, count: 1, text: "1e400", line: 2)]))
  }

  @Test func `long texts of faults are cut between characters`() {
    let long = String(repeating: "é", count: 80)
    let fault = Delimited.fault("x\n" + String(repeating: "1\n", count: 20) + long)
    guard case .badColumns(let columns) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(columns[0].text == String(repeating: "é", count: 50))
  }

  @Test func `a slip near the start is told before the file is read`() {
    final class Endless: ByteSource {
      let start = Array("a,b\n1,2\n3\n".utf8)
      var given = 0
      func read(into space: UnsafeMutableRawBufferPointer) -> Int {
        let more = Array("4,5\n".utf8)
        for index in space.indices {
          space[index] = given < start.count ? start[given] : more[(given - start.count) % 4]
          given += 1
        }
        return space.count
      }
      func restart() { given = 0 }
    }
    let source = Endless()
    #expect(throws: DelimitedFault.ragged(line: 3, expected: 2, found: 1)) {
      try DelimitedText.read(source)
    }
    #expect(source.given <= 3 << 20)
  }

  @Test func `an interrupt ends the reading`() {
    let bytes = Array(("a,b\n" + String(repeating: "1,2\n", count: 200_000)).utf8)
    let fault = Interrupt.feeding(every: 0, { true }) {
      Delimited.fault { () throws(DelimitedFault) in try DelimitedText.read(bytes) }
    }
    #expect(fault == .interrupted)
  }

  @Test func `a table that does not fit is told`() {
    let bytes = Array(("a,b\n" + String(repeating: "1,2\n", count: 400_000)).utf8)
    let fault = MemoryBudget(limit: 1 << 20, counts: false).inForce {
      Delimited.fault { () throws(DelimitedFault) in try DelimitedText.read(bytes) }
    }
    guard case .memory = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }
}
