import Formats
import Testing

@Suite struct DelimitedKindTests {
  private func column(
    _ values: [String], _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) throws -> TypedColumn {
    let quoted = values.map { "1,\"\($0)\"" }.joined(separator: "\n")
    let table = try Delimited.read("n,x\n" + quoted + "\n", change)
    return try #require(table.table.column(named: "x"))
  }

  private func numbers(_ values: [String]) throws -> [Double]? {
    switch try column(values).values {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers): numbers
    default: nil
    }
  }

  @Test func `numbers in all spellings`() throws {
    let text = "x\n.28\n1e5\n+3\n -1e3\n1.\n-0\n1E-2\n  7\n12345678901234567890\n"
    let table = try Delimited.read(text)
    #expect(
      Delimited.numbers(table, "x")
        == [0.28, 1e5, 3, -1000, 1, -0.0, 0.01, 7, 12_345_678_901_234_567_168])
    #expect(Delimited.numbers(table, "x")?[5].sign == .minus)
    #expect(Delimited.kinds(table) == [.number])
  }

  @Test(arguments: [
    "0x10", "inf", "nan1", "1e", "e5", "--1", "+", ".", "-.", "1 2", "1.2.3", "1_0",
  ])
  func `what is no number is a word`(text: String) throws {
    #expect(try column([text, "word"]).kind == .category)
  }

  @Test func `whole numbers have neither point nor exponent and are exact`() throws {
    #expect(try column(["1", "-2", "+3", "9007199254740992"]).kind == .whole)
    #expect(try column(["1", "2.0"]).kind == .number)
    #expect(try column(["1", "1e3"]).kind == .number)
    #expect(try column(["1", "9007199254740993"]).kind == .number)
  }

  @Test func `thousands in groups of three`() throws {
    #expect(try numbers(["1,234", "56", "-7,654,321.5"]) == [1234, 56, -7_654_321.5])
    #expect(try column(["1,234", "1,234,567"]).kind == .whole)
    #expect(try column(["1,23", "word", "12,3456"]).kind == .category)
  }

  @Test func `a comma before fractions`() throws {
    let table = try Delimited.read("a;b;c\n1,5;1.234,25;7\n-0,25;2;8\n")
    #expect(table.dialect.decimal == UInt8(ascii: ","))
    #expect(table.dialect.separator == UInt8(ascii: ";"))
    #expect(Delimited.numbers(table, "a") == [1.5, -0.25])
    #expect(Delimited.numbers(table, "b") == [1234.25, 2])
    let plain = try Delimited.read("1,5;2,5\n3,5;4,5\n")
    #expect(Delimited.numbers(plain, "column_2") == [2.5, 4.5])
    let points = try Delimited.read("a;b\n1.5;1,234\n2.5;2,345\n")
    #expect(points.dialect.decimal == UInt8(ascii: "."))
    #expect(Delimited.numbers(points, "b") == [1234, 2345])
    let given = try Delimited.read("a\tb\n1,500\t2\n") { $0.decimal = UInt8(ascii: ",") }
    #expect(Delimited.numbers(given, "a") == [1.5])
  }

  @Test func `codes of one width with zeros in front are words`() throws {
    #expect(try column(["00712", "08123", "71229"]).kind == .category)
    #expect(try numbers(["007", "12"]) == [7, 12])
    #expect(try numbers(["0", "1"]) == [0, 1])
    #expect(try numbers(["0.5", "0.7"]) == [0.5, 0.7])
    // A letter among codes is no fault.
    let mixed = (10..<40).map { "0\($0)" } + ["K1A"]
    #expect(try column(mixed).kind == .text)
    #expect(try column(["007", "008"], { $0.kinds = ["x": .whole] }).kind == .whole)
  }

  @Test func `days and times`() throws {
    let day = 1_706_659_200.0
    #expect(try numbers(["2024-01-31", "2024-02", "1969-12-31"]) == [day, day + 86_400, -86_400])
    #expect(try numbers(["2024/01/31", "2024/1/31"]) == [day, day])
    #expect(
      try numbers([
        "2024-01-31T01:00", "2024-01-31 01:00:30.25", "2024-01-31T01:00:00Z",
        "2024-01-31T01:00:00+02:00", "2024-01-31 01:00:00-0130",
      ]) == [day + 3600, day + 3630.25, day + 3600, day - 3600, day + 9000])
    #expect(try numbers(["31.1.2024", "01.02.2024"]) == [day, day + 86_400])
    #expect(try numbers(["2000-02-29", "0001-01-01"]) == [951_782_400, -62_135_596_800])
    #expect(try column(["2024-01-31", "", "2024-02-01"]).kind == .date)
  }

  @Test func `days with the year last only where the whole column leaves no doubt`() throws {
    let day = 1_706_659_200.0
    #expect(try numbers(["01/31/2024", "02/01/2024"]) == [day, day + 86_400])
    #expect(try numbers(["31/01/2024", "01/02/2024"]) == [day, day + 86_400])
    #expect(try column(["01/02/2024", "03/04/2024"]).kind == .category)
    #expect(try column(["31/01/2024", "01/31/2024"]).kind == .category)
    // Only the last of many rows tells the order.
    let late = [String](repeating: "02/01/2024", count: 3000) + ["01/31/2024"]
    #expect(try numbers(late)?.first == day + 86_400)
    #expect(try numbers(late)?.last == day)
  }

  @Test(arguments: [
    "2023-02-29", "2024-13-01", "2024-00-10", "1900-02-29", "2024-01-31T24:00", "2024-01-31T1:00",
    "2024-01/31", "2024-01-31Z", "31.13.2024", "2024-01-31 10:00 x", "2024-01-31T10:00+19:00",
  ])
  func `what is no day is a word`(text: String) throws {
    #expect(try column([text, "2024-01-31"]).kind == .category)
  }

  @Test func `few different words are a category, many are text`() throws {
    let many = (0..<50).map { "w\($0)" }
    #expect(try column(many).kind == .text)
    #expect(try column(many + many).kind == .category)
    #expect(try column(Array(many.prefix(20))).kind == .category)
    #expect(try column(Array(many.prefix(21))).kind == .text)
    #expect(try column(many, { $0.kinds = ["x": .category] }).kind == .category)
    #expect(try column(["a", "a"], { $0.kinds = ["x": .text] }).kind == .text)
    #expect(try column(["true", "false", "yes"]).kind == .category)
  }

  @Test func `names of a category are in order of their bytes`() throws {
    guard
      case .categories(let codes, let names) = try column(["b", "é", "a", "", "ab", "B"]).values
    else {
      Issue.record("a category")
      return
    }
    #expect(names == ["B", "a", "ab", "b", "é"])
    #expect(codes == [3, 4, 1, -1, 2, 0])
  }

  @Test func `what is missing`() throws {
    let table = try Delimited.read("a,b,c\n?,x,\nNA,N/A,\n3,null,NaN\nnone,-,\n5,nan,n/a\n")
    #expect(Delimited.kinds(table) == [.whole, .category, .number])
    #expect(Delimited.numbers(table, "a")?.map(\.isNaN) == [true, true, false, true, false])
    #expect(Delimited.words(table, "b") == ["x", nil, nil, nil, nil])
    #expect(Delimited.numbers(table, "c")?.allSatisfy(\.isNaN) == true)
    let counts = Dictionary(
      uniqueKeysWithValues: table.dialect.missing.map { ($0.text, $0.count) })
    #expect(
      counts == ["": 3, "?": 1, "NA": 1, "N/A": 2, "NaN": 2, "null": 1, "None": 1, "-": 1])
  }

  @Test func `a mark may be a number`() throws {
    let table = try Delimited.read("a,b\n-99,x\n1,-99\n") { $0.missing = ["-99"] }
    #expect(Delimited.numbers(table, "a")?[0].isNaN == true)
    #expect(Delimited.words(table, "b") == ["x", nil])
    #expect(table.dialect.missing == [MissingMark(text: "-99", count: 2)])
  }

  @Test func `a column may turn out to be something else behind its first rows`() throws {
    let numbers = (0..<3000).map { "\($0)" }
    let words = (0..<3000).map { "w\($0 % 7)" }
    let texts = (0..<6000).map { "t\($0)" }
    #expect(try column(words.map { _ in "5" } + words).kind == .category)
    #expect(try column(numbers + words).kind == .text)
    #expect(try column(numbers + texts).kind == .text)
    #expect(try column(words + texts).kind == .text)
    #expect(try column(texts + texts + words).kind == .category)
    #expect(try column([String](repeating: "", count: 3000) + texts).kind == .text)
    let days = [String](repeating: "2024-01-31", count: 3000)
    #expect(try column([String](repeating: "", count: 3000) + days).kind == .date)
    #expect(try column(days + ["soon"]).kind == .category)
    #expect(try column([String](repeating: "0012", count: 3000) + ["7"]).kind == .whole)
    #expect(try column([String](repeating: "1012", count: 3000) + ["0007"]).kind == .category)
    let mostly = [words] + [[String]](repeating: numbers, count: 5)
    #expect(throws: DelimitedFault.self) { try column(mostly.flatMap { $0 }) }
  }
}
