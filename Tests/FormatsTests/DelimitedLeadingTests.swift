import Formats
import Testing

@Suite("Lines before a table") struct DelimitedLeadingTests {
  private static let rows = (0..<20).map { "r\($0 % 3),\($0),k\($0 % 2)\n" }.joined()
  private static let table = "region,amount,kind\n" + rows

  @Test(arguments: [
    ("Report of sales 2024\n\n", 2), ("# made by hand\r\n# twice\r\n", 2), ("sep=,\n", 1),
    ("\"sep=,\"\n", 1), ("SEP=,\nReport\n", 2), ("Report, 2024\n\nA title\n", 3),
    ("Sales 2024,,\n", 1), ("Sales 2024,,\n,,\n", 2), ("\u{FEFF}Report\n", 1),
  ])
  func `a title is left out and counted`(title: String, lines: Int) throws {
    let read = try Delimited.read(title + Self.table)
    #expect(read.table.names == ["region", "amount", "kind"])
    #expect(read.table.rowCount == 20 && read.lines[0] == lines + 2)
    #expect(read.dialect.leadingLines == lines)
    #expect(Delimited.kinds(read) == [.category, .whole, .category])
    let same = try Delimited.read(title + Self.table) { $0.skip = lines }
    #expect(same.table.names == read.table.names && same.dialect.leadingLines == 0)
  }

  @Test func `Excel's first line names the separator`() throws {
    let read = try Delimited.read("sep=;\na;b\n1,5;x,y\n2,5;z\n")
    #expect(read.dialect.separator == 0x3B && read.dialect.decimal == 0x2C)
    #expect(Delimited.numbers(read, "a") == [1.5, 2.5])
    #expect(Delimited.words(read, "b") == ["x,y", "z"])
  }

  @Test func `what may be a header is no title`() {
    // Fewer names than columns: nobody knows which one lacks its name.
    #expect(
      Delimited.fault("a,b\n1,2,3\n4,5,6\n7,8,9\n")
        == .ragged(line: 2, expected: 2, found: 3, remedy: .skip(lines: 1)))
    #expect(
      Delimited.fault("name,town\nAnna,Rome,x\nBea,Oslo,y\nCarl,Bonn,z\n")
        == .ragged(line: 2, expected: 2, found: 3, remedy: .skip(lines: 1)))
    // The reader's own word counts.
    let text = "Report\n" + Self.table
    #expect(
      Delimited.fault(text) { $0.skip = 0 }
        == .ragged(line: 2, expected: 1, found: 3, remedy: .skip(lines: 1)))
    #expect((try? Delimited.read("x\n1\n2\n"))?.table.names == ["x"])
  }

  @Test func `lines are left out however they end, and the others keep their numbers`() throws {
    for end in ["\n", "\r\n", "\r"] {
      let text = ("one\ntwo, too\n\n" + Self.table).replacing("\n", with: end)
      let read = try Delimited.read(text) { $0.skip = 3 }
      #expect(read.table.rowCount == 20 && read.lines[0] == 5 && read.lines[19] == 24)
    }
    #expect(Delimited.fault("a,b\n1,2\n") { $0.skip = 9 } == .skipped(lines: 2))
    #expect(
      Delimited.fault("t\n" + Self.table + "1,2\n") { $0.skip = 1 }
        == .ragged(line: 23, expected: 3, found: 2))
  }

  @Test func `a long text before the table is left out, too`() throws {
    let lines = 100_000
    let text = String(repeating: "a line that is not looked at\n", count: lines) + Self.table
    for workers in [1, 3] {
      var options = DelimitedOptions()
      options.skip = lines
      let read = try DelimitedText.read(
        Array(text.utf8), options, workers: Delimited.workers(workers))
      #expect(read.table.rowCount == 20 && read.lines[0] == lines + 2)
    }
  }

  @Test(arguments: [1, 3]) func `a header that comes again is no row`(workers: Int) throws {
    let rows = (0..<9_000).map { "\($0),\($0 * 2),k\($0 % 2)\n" }.joined()
    let text = "a,b,k\n" + rows + "a,b,k\n" + rows + "\u{FEFF}a,b,k\r\n1,2,k0\na,b,k"
    let read = try DelimitedText.read(
      Array(text.utf8), .init(), workers: Delimited.workers(workers))
    #expect(read.table.rowCount == 18_001)
    #expect(Delimited.kinds(read) == [.whole, .whole, .category])
    #expect(read.repairs.remarks == [.repeatedHeader(rows: 3)])
    #expect(read.lines[8_999] == 9_001 && read.lines[9_000] == 9_003)
  }

  @Test func `a header of words comes again, too`() throws {
    let rows = "Anna,Rome\nBea,Oslo\nCarl,Bonn\n"
    let read = try Delimited.read("name,town\n" + rows + "name,town\n" + rows)
    #expect(read.table.names == ["name", "town"] && read.table.rowCount == 6)
    #expect(read.repairs.remarks == [.repeatedHeader(rows: 1)])
    #expect(try Delimited.read("no,yes\nyes,no\nno,no\n").dialect.hasHeader == false)
  }

  @Test func `empty fields behind the last column are none`() throws {
    let text = "a,b,c\n1,2,3,,\n4,5,6,,\n7,8,9,,\n"
    for ragged in [RaggedRows.fill, .drop] {
      let read = try Delimited.read(text) { $0.ragged = ragged }
      #expect(read.table.rowCount == 3 && Delimited.numbers(read, "c") == [3, 6, 9])
      #expect(read.repairs.dropped == 0 && read.repairs.filled == 0)
    }
    let mixed = try Delimited.read("a,b\n1,2,\n3\n4,5,6\n") { $0.ragged = .fill }
    #expect([mixed.repairs.dropped, mixed.repairs.filled] == [1, 1])
  }

  @Test func `what helps is said of rows that differ`() {
    func remedy(_ text: String) -> RaggedRemedy? {
      guard case .ragged(_, _, _, let remedy)? = Delimited.fault(text) else { return nil }
      return remedy
    }
    #expect(remedy("a,b,c\n1,2,3\n4,5\n6,7,8\n") == .mend)
    #expect(remedy("a,b,c,d\n1,2,3\n4,5,6\n7,8\n1,2,3,4\n") == .fill)
    #expect(remedy("a,b\n1,2,3\n1,2,3,4\n1,2,3\n1,2,3,4\n") == .nothing)
    #expect(remedy("a,b,c\n1,2,3,,\n4,5,6,,\n") == .mend)
  }
}

@Suite("Numbers in doubt") struct DelimitedDoubtTests {
  @Test func `fractions that may be thousands are told where commas begin fractions`() throws {
    let text = "n;v;w\n1;1.234;1.5\n2;23.456;2.25\n3;789.123;3.125\n4;999.000;4.5\n"
    let read = try Delimited.read(text)
    #expect(Delimited.numbers(read, "v") == [1.234, 23.456, 789.123, 999])
    #expect(read.repairs.remarks == [.thousands("v", text: "1.234", first: 1.234)])
    let comma = try Delimited.read(text.replacing(";1.5\n", with: ";1\n")) { options in
      (options.decimal, options.columns) = (0x2C, ["n", "v"])
    }
    #expect(Delimited.numbers(comma, "v") == [1_234, 23_456, 789_123, 999_000])
    #expect(comma.repairs.remarks.isEmpty)
    // Days with points are of such countries, too.
    let days = try Delimited.read("day,v\n31.1.2024,1.234\n1.2.2024,2.345\n")
    #expect(days.repairs.remarks == [.thousands("v", text: "1.234", first: 1.234)])
  }

  @Test(arguments: [
    "v;w\n0.123;1\n1.234;2\n", "v;w\n1.234;1\n1234;2\n", "v;w\n1.234;1\n1.2345;2\n",
    "v,w\n1.234,1\n2.345,2\n", "v;w\n1.234;1\n1.23;2\n",
  ])
  func `others are fractions without a doubt`(text: String) throws {
    #expect(try Delimited.read(text).repairs.remarks.isEmpty)
  }

  @Test func `whole numbers that are rounded are told`() throws {
    let text = "id,v\n1234567890123456780,1\n1234567890123456781,2\n"
    #expect(try Delimited.read(text).repairs.remarks == [.longNumbers(["id"])])
    let words = try Delimited.read(text) { $0.kinds = ["id": .category] }
    #expect(Delimited.words(words, "id")?.first == "1234567890123456780")
    #expect(words.repairs.remarks.isEmpty)
    #expect(
      try Delimited.read(text) { $0.kinds = ["id": .number] }.repairs.remarks.isEmpty)
  }

  @Test func `words for gaps come beside the usual ones`() throws {
    let text = "a,b\n1,?\nnone,2\n3,NA\n"
    let read = try Delimited.read(text.replacing("none", with: "nil")) { $0.missing = ["nil"] }
    #expect(Delimited.kinds(read) == [.whole, .whole])
    let none = try Delimited.read(text) { $0.missing = [] }
    #expect(Delimited.words(none, "b") == ["?", "2", "NA"])
  }

  @Test(arguments: [
    ("utf-8", TextEncoding.utf8), ("UTF8", .utf8), ("cp1252", .latin1), ("latin-1", .latin1),
    ("windows-1252", .latin1), ("ISO-8859-1", .latin1), ("utf-16", .utf16), ("utf_8_sig", .utf8),
  ])
  func `encodings have many names`(name: String, encoding: TextEncoding) {
    #expect(TextEncoding(named: name) == encoding)
  }
}
