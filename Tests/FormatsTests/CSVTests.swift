import Formats
import Testing

@Suite struct CSVTests {
  private func rows(_ table: CSVTable) -> [[String]] {
    (0..<table.rowCount).map { row in table.columns.indices.map { table[row, $0] } }
  }

  @Test func `quotes, doubled quotes, separators and line ends inside quotes`() throws {
    let table = try CSV.read("a,b\r\n\"1,5\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\r\n")
    #expect(table.columns == ["a", "b"])
    #expect(rows(table) == [["1,5", "say \"hi\""], ["two\nlines", ""]])
    #expect(table.line(ofRow: 1) == 3)
  }

  @Test func `a first row of words is a header, one with a number is not`() throws {
    #expect(try CSV.read("x,y\n1,2").hasHeader)
    let table = try CSV.read("5.1,setosa\n4.9,setosa\n")
    #expect(!table.hasHeader)
    #expect(table.columns == ["column_1", "column_2"])
    #expect(table.rowCount == 2)
    #expect(try CSV.read("1,?\n", header: true).columns == ["1", "?"])
    #expect(try CSV.read("?,a\n1,b").rowCount == 2)
  }

  @Test func `numbers and missing values are told apart`() throws {
    let table = try CSV.read("a\n.28\n -1e3\n?\n NA \nnan\nx\n0x10\ninf\n1.\n", header: true)
    let numbers = (0..<table.rowCount).map { table.number(row: $0, column: 0) }
    #expect(numbers == [0.28, -1000, nil, nil, nil, nil, nil, nil, 1])
    let missing = (0..<table.rowCount).map { table.isMissing(row: $0, column: 0) }
    #expect(missing == [false, false, true, true, true, false, false, false, false])
  }

  @Test(arguments: [
    ("a,b\n1,2\n3\n", 3, "2 fields", "1 field"),
    ("a,b\n1,2,3\n", 2, "2 fields", "3 fields"),
    ("a\n\"open\nfield", 2, "a closing quote", "the end of the file"),
    ("a\n5\" disk", 2, "quotes around the whole field", "a quote inside it"),
    ("a\n\"x\"y", 2, "a separator after the closing quote", "more text"),
    ("a,a\n1,2", 1, "different column names", "`a` twice"),
  ])
  func `a slip is told with its line`(text: String, line: Int, expected: String, found: String) {
    #expect(
      throws: FormatError(format: "CSV", .line(line), expected: expected, found: found)
    ) { try CSV.read(text) }
  }

  @Test func `an empty file, UTF-16 and too many columns are refused`() {
    #expect(throws: FormatError.self) { try CSV.read("") }
    #expect(throws: FormatError.self) { try CSV.read("\n\n") }
    #expect(throws: FormatError.self) { try CSV.read([0xFF, 0xFE, 0x61, 0]) }
    #expect(throws: FormatError.self) { try CSV.read(String(repeating: ",", count: 70_000)) }
  }

  @Test func `text of another encoding is refused with its line, wherever it stands`() {
    let latin = Array("x,kind\n1,caf".utf8) + [0xE9, 0x0A] + Array("2,caf".utf8) + [0xE8, 0x0A]
    let long = Array(String(repeating: "1,é\n", count: 300_000).utf8)
    for (bytes, line) in [(latin, 2), (long + [0x31, 0x2C, 0xC3, 0x0A], 300_001)] {
      #expect(
        throws: FormatError(
          format: "CSV", .line(line), expected: "UTF-8 text", found: "text of another encoding")
      ) { try CSV.read(bytes, header: false) }
    }
  }

  @Test func `characters on the border of two pieces are whole`() throws {
    for shift in 0..<4 {
      let text = String(repeating: "x", count: shift) + String(repeating: "😀", count: 600_000)
      let table = try CSV.read(text + "\n", header: false)
      #expect(table[0, 0] == text)
    }
  }

  @Test func `a number that would be infinite is none`() throws {
    let table = try CSV.read("a\n1e400\n-1e999\n1e308\n", header: true)
    #expect((0..<3).map { table.number(row: $0, column: 0) } == [nil, nil, 1e308])
  }

  @Test func `a mark of byte order, old line ends and blank lines`() throws {
    let table = try CSV.read([0xEF, 0xBB, 0xBF] + Array("x,y\r1,2\r\r3,4".utf8))
    #expect(table.columns == ["x", "y"])
    #expect(rows(table) == [["1", "2"], ["3", "4"]])
    #expect(table.column(named: "y") == 1)
  }
}
