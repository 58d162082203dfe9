import Testing

@testable import Formats

/// What a column of words may have been meant for, and marks of what is missing.
@Suite("Columns that became words")
struct WordColumnTests {
  private func read(
    _ values: [String], _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) throws -> (column: TypedColumn, repairs: DelimitedRepairs) {
    var options = DelimitedOptions()
    options.hasHeader = true
    change(&options)
    let rows = values.map { "1,\"\($0)\"\n" }.joined()
    let read = try DelimitedText.read(Array(("n,x\n" + rows).utf8), options)
    return (try #require(read.table.column(named: "x")), read.repairs)
  }

  // The list of `pandas.read_csv` 2.3, `na_values`.
  @Test(arguments: [
    "", " ", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
  ])
  func `what pandas takes for missing is missing among numbers and dates`(mark: String) throws {
    let (numbers, _) = try read(["1.5", mark, mark, mark, "3"])
    #expect(numbers.values.doubles?.map { $0.isNaN ? -1 : $0 } == [1.5, -1, -1, -1, 3])
    let (dates, _) = try read(["2024-01-31", mark, mark])
    #expect(dates.kind == .date && dates.values.isMissing(1))
  }

  @Test(arguments: [
    ("5%", 0.05), ("8.5 %", 0.085), ("-3%", -0.03), ("$1.50", 1.5), ("-$2", -2), ("$-2", -2),
    ("3.5 €", 3.5), ("£1,234.5", 1234.5), ("1 234 567", 1_234_567), ("1'234.5", 1234.5),
    ("1\u{A0}234", 1234), ("0.1%", 0.001),
  ])
  func `signs around numbers are understood where numbers are asked for`(
    text: String, value: Double
  ) throws {
    #expect(DecoratedNumber.value(of: text) == value)
    let (words, repairs) = try read([text, text])
    #expect(words.kind == .category)
    #expect(repairs.doubts == [WordColumn(name: "x", reason: .decorated(text, value: value))])
    let (numbers, none) = try read([text, "7", "NA"]) { $0.kinds = ["x": .number] }
    #expect(numbers.values.doubles?.prefix(2) == [value, 7])
    #expect(none.doubts.isEmpty)
  }

  @Test(arguments: [
    "5%%", "$", "%", "1 23", "12 3456", "1 234'567", "$1$", "$5%", "1e3%", "5 apples", "",
    "7",
    "--$1", "1 234 ", "inf%", "€", "\u{A0}",
  ])
  func `what is no number with a sign is none`(text: String) {
    #expect(DecoratedNumber.value(of: text) == (text == "1 234 " ? 1234 : nil))
  }

  @Test func `one or two words among numbers or days are named`() throws {
    let (_, repairs) = try read(["1", "2", "unknown", "unknown", "5"])
    #expect(
      repairs.doubts == [WordColumn(name: "x", reason: .others(["unknown"], kind: .number))])
    let (_, days) = try read(["2024-01-01", "2024-01-02", "2024-01-03", "soon", "later"])
    #expect(
      days.doubts == [WordColumn(name: "x", reason: .others(["later", "soon"], kind: .date))])
    #expect(try read(["1", "2", "3", "4", "a", "b", "c"]).repairs.doubts.isEmpty)
    #expect(try read(["007", "012", "123"]).repairs.doubts.isEmpty)
    #expect(try read(["1", "a", "b", "a"]).repairs.doubts.isEmpty)
  }

  @Test func `days in no one order are named`() throws {
    let (_, both) = try read(["31/12/2024", "01/13/2024", "01/02/2024"])
    #expect(
      both.doubts == [
        WordColumn(
          name: "x", reason: .bothOrders(noDayFirst: "01/13/2024", noMonthFirst: "31/12/2024"))
      ])
    let (_, forms) = try read(["2024-01-31", "31.1.2024"])
    #expect(
      forms.doubts == [
        WordColumn(name: "x", reason: .severalForms("2024-01-31", "31.1.2024"))
      ])
    let (_, open) = try read(["01/02/2024", "02/03/2024"])
    #expect(open.doubts.isEmpty && open.openDates == ["x"])
  }

  @Test func `an order of days that decides nothing is told`() throws {
    func unused(_ values: [String]) throws -> DelimitedRepairs.UnusedOrder? {
      try read(values) { $0.monthFirst = false }.repairs.unusedOrder
    }
    #expect(try unused(["01/02/2024", "02/03/2024"]) == nil)
    #expect(
      try unused(["01/13/2024", "02/03/2024"]) == .init(monthFirst: false, contrary: ["x"]))
    #expect(try unused(["a", "b"]) == .init(monthFirst: false, contrary: []))
    #expect(try unused(["31/12/2024", "01/13/2024"]) == .init(monthFirst: false, contrary: []))
  }

  @Test func `a name that looks like a gap is a name among others`() throws {
    let glass = try DelimitedText.read(Array("RI,Na,Mg\n1.52,13.6,4.4\n1.51,13.9,3.6\n".utf8))
    #expect(glass.table.names == ["RI", "Na", "Mg"])
    let gaps = try DelimitedText.read(Array("NA,x\n3,z\n4,z\n".utf8))
    #expect(gaps.table.names == ["column_1", "column_2"])
  }
}
