import Formats
import Support
import Testing

@Suite struct DelimitedRowTests {
  @Test func `quotes, doubled quotes, separators and line ends inside quotes`() throws {
    let table = try Delimited.read("a,b\r\n\"1,x\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\r\n")
    #expect(table.table.names == ["a", "b"])
    #expect(Delimited.words(table, "a") == ["1,x", "two\nlines"])
    #expect(Delimited.words(table, "b") == ["say \"hi\"", nil])
    #expect([table.lines[0], table.lines[1]] == [2, 3])
    #expect(table.dialect.missing == [MissingMark(text: "", count: 1)])
  }

  @Test func `a quote inside a field without quotes is text`() throws {
    let table = try Delimited.read("size,n\n5\" disk,1\n3\" disk,2\nno \"quotes\",3\n")
    #expect(Delimited.words(table, "size") == ["5\" disk", "3\" disk", "no \"quotes\""])
  }

  @Test(arguments: [
    ("a,b\n1,2\n3,4\n", UInt8(ascii: ",")), ("a\tb\n1\t2\n3\t4\n", UInt8(ascii: "\t")),
    ("a;b\n1;2\n3;4\n", UInt8(ascii: ";")), ("a|b\n1|2\n3|4\n", UInt8(ascii: "|")),
    ("a b\n1  2\n 3\t4 \n", UInt8(ascii: " ")),
  ])
  func `the separator is found`(text: String, separator: UInt8) throws {
    let table = try Delimited.read(text)
    #expect(table.dialect.separator == separator)
    #expect(table.table.names == ["a", "b"])
    #expect(Delimited.numbers(table, "a") == [1, 3])
    #expect(Delimited.numbers(table, "b") == [2, 4])
  }

  @Test func `a separator in quotes does not count`() throws {
    let table = try Delimited.read("x;y\n\"a,b,c\";1\n\"d,e,f\";2\n")
    #expect(table.dialect.separator == UInt8(ascii: ";"))
    let commas = try Delimited.read("x,y\n\"a;b\",1\n\"d;e\",2\n")
    #expect(commas.dialect.separator == UInt8(ascii: ","))
  }

  @Test func `quotes that do not pair up are text where tabs separate`() throws {
    let table = try Delimited.read("ham\t\"one\" two\nspam\t\"three\nham\tfour\"\n")
    #expect(!table.dialect.hasQuotes)
    #expect(table.table.rowCount == 3)
    let paired = try Delimited.read("k\tv\nx\t\"a \"\"b\"\"\"\ny\t\"c\nd\"\n")
    #expect(paired.dialect.hasQuotes)
    #expect(Delimited.words(paired, "v") == ["a \"b\"", "c\nd"])
  }

  @Test func `quotes that pair up across rows of a file with tabs are text`() throws {
    let table = try Delimited.read("ham\t\"one\nspam\ttwo\nham\tthree\"\nham\tone\n")
    #expect(table.table.rowCount == 4)
    #expect(!table.dialect.hasQuotes)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `each end of line, with and without one at the end, and empty lines`(end: String) throws {
    for last in ["", end, end + end, end + "  " + end] {
      let text = ["x,y", "1,2", "", "3,4"].joined(separator: end) + last
      let table = try Delimited.read(text)
      #expect(Delimited.numbers(table, "y") == [2, 4])
      #expect([table.lines[0], table.lines[1]] == [2, 4])
    }
  }

  @Test func `blanks around fields without quotes are no part of them`() throws {
    let table = try Delimited.read("a, b ,c\n 1 , x ,\" y \"\n2,\t z,\" y \"\n")
    #expect(table.table.names == ["a", "b", "c"])
    #expect(Delimited.numbers(table, "a") == [1, 2])
    #expect(Delimited.words(table, "b") == ["x", "z"])
    #expect(Delimited.words(table, "c") == [" y ", " y "])
  }

  @Test func `one column`() throws {
    #expect(Delimited.numbers(try Delimited.read("1\n2\n3"), "column_1") == [1, 2, 3])
    #expect(Delimited.numbers(try Delimited.read("x\n2\n3"), "x") == [2, 3])
    let words = try Delimited.read("emma\nolivia\nava\n")
    #expect(Delimited.words(words, "column_1") == ["emma", "olivia", "ava"])
  }

  @Test func `a header is words over numbers or dates, or words that do not come again`() throws {
    let cases: [(String, Bool)] = [
      ("x,y\n1,2", true), ("5.1,setosa\n4.9,setosa\n", false), ("en,de\nyes,ja\nno,nein\n", true),
      ("ham,Go on\nham,Ok\nspam,Win\n", false), ("day,v\n2024-01-01,a\n2024-01-02,b\n", true),
      (",v\n0,a\n1,b\n", true), ("a,\nb,1\nc,2\n", false), ("?,a\n1,b\n", false),
      ("2024-01-01,a\n2024-01-02,b\n", false),
      ("a,\(String(repeating: "b", count: 65))\nc,d\n", false),
      ("word,2020-01-01\n", false), ("country,2020-01\nde,1.5\nfr,2.5\n", true),
    ]
    for (text, hasHeader) in cases {
      #expect(try Delimited.read(text).dialect.hasHeader == hasHeader, "\(text)")
    }
    #expect(try Delimited.read("1,?\n2,x", { $0.hasHeader = true }).table.names == ["1", "?"])
    #expect(try Delimited.read("x,y\n1,2", { $0.hasHeader = false }).table.rowCount == 2)
  }

  @Test func `names that are empty get those of their places`() throws {
    let table = try Delimited.read("a,,column_2\n1,2,3\n")
    #expect(table.table.names == ["a", "column_2_", "column_2"])
  }

  @Test func `only some columns, and only some rows`() throws {
    let text = "a,b,c\n1,x,2\n3,y,4\n5,z\n"
    let table = try Delimited.read(text) {
      $0.columns = ["c", "a"]
      $0.rows = 2
    }
    #expect(table.table.names == ["a", "c"])
    #expect(Delimited.numbers(table, "c") == [2, 4])
    #expect(Delimited.fault(text) == .ragged(line: 4, expected: 3, found: 2))
  }

  @Test func `lines of rows in files with long fields and empty lines`() throws {
    var (text, lines) = ("a,b\n", [Int]())
    var line = 2
    for row in 0..<300 {
      lines.append(line)
      let isLong = row % 7 == 0
      text += isLong ? "\(row),\"x\ny\r\nz\"\n" : "\(row),w\n"
      line += isLong ? 3 : 1
      if row % 11 == 0 {
        text += "\n"
        line += 1
      }
    }
    let table = try Delimited.read(text)
    #expect((0..<300).map { table.lines[$0] } == lines)
  }
}
