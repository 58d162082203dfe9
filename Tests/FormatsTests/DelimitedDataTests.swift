import Formats
import Support
import Testing

@Suite(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
struct DelimitedDataTests {
  private func path(_ name: String) throws -> String {
    try #require(Environment.value("NABLA_DATA")) + "/" + name
  }

  /// The kinds of all columns as letters: number, whole, category, text, date.
  private func letters(_ table: DelimitedTable) -> String {
    String(Delimited.kinds(table).compactMap(\.rawValue.first))
  }

  /// Rows, whether there is a header, and the kinds, all counted without this reader.
  @Test(arguments: [
    ("auto-insurance.csv", 63, false, "wn"), ("banknote_authentication.csv", 1372, false, "nnnnw"),
    ("boston-housing.csv", 506, false, "nnnwnnnnwnnnnn"),
    ("california-housing.csv", 20_640, true, "nnnnnnnnnc"),
    ("horse-colic.csv", 300, false, "wwwnwwwwwwwwwwwnwwnnwnwwccww"),
    ("iris-header.csv", 150, true, "nnnnc"), ("iris.csv", 150, false, "nnnnc"),
    ("mpg.csv", 398, true, "nwnnwnwct"), ("penguins.csv", 344, true, "ccnnwwc"),
    ("pima-indians-diabetes.csv", 768, false, "wwwwwnnww"),
    ("sonar.csv", 208, false, String(repeating: "n", count: 60) + "c"),
    ("tips.csv", 244, true, "nnccccw"), ("titanic.csv", 891, true, "wwcnwwncccccccc"),
    ("winequality-red.csv", 1599, false, "nnnnnnnnnnnw"),
    ("wdbc.data", 569, false, "wc" + String(repeating: "n", count: 30)),
  ]) func `tables`(name: String, rows: Int, hasHeader: Bool, kinds: String) throws {
    let table = try DelimitedText.read(file: path("tabular-dev/\(name)"))
    #expect(table.table.rowCount == rows)
    #expect(table.dialect.hasHeader == hasHeader)
    #expect(letters(table) == kinds)
    #expect(table.dialect.separator == UInt8(ascii: ","))
  }

  @Test func `what is missing in tables`() throws {
    let colic = try DelimitedText.read(file: path("tabular-dev/horse-colic.csv"))
    #expect(colic.dialect.missing == [MissingMark(text: "?", count: 1605)])
    let housing = try DelimitedText.read(file: path("tabular-dev/california-housing.csv"))
    #expect(housing.dialect.missing == [MissingMark(text: "", count: 207)])
    #expect(Delimited.numbers(housing, "total_bedrooms")?.count { $0.isNaN } == 207)
  }

  @Test(arguments: [
    ("airline-passengers.csv", 144, "dw"), ("daily-min-temperatures.csv", 3650, "dn"),
    ("monthly-sunspots.csv", 2820, "dn"),
  ]) func `series of days and months`(name: String, rows: Int, kinds: String) throws {
    let table = try DelimitedText.read(file: path("timeseries-dev/\(name)"))
    #expect(table.table.rowCount == rows)
    #expect(letters(table) == kinds)
  }

  @Test func `messages with quotes that are text`() throws {
    let table = try DelimitedText.read(file: path("sms-spam/sms.tsv"))
    #expect(table.table.rowCount == 5574)
    #expect(!table.dialect.hasHeader && !table.dialect.hasQuotes)
    #expect(letters(table) == "ct")
    #expect(Delimited.words(table, "column_1")?.count { $0 == "spam" } == 747)
    // Each line is a row: its text is what stands behind the tab.
    let bytes = try InputFile.read(path("sms-spam/sms.tsv"), limit: 1 << 20)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let texts = try #require(Delimited.words(table, "column_2"))
    for (line, text) in zip(lines, texts) {
      let plain = line.drop { $0 != "\t" }.dropFirst()
      #expect(plain.trimming == text)
    }
  }

  @Test func `reviews in Chinese, and names`() throws {
    let reviews = try DelimitedText.read(file: path("zh-waimai10k/waimai_10k.csv"))
    #expect(reviews.table.rowCount == 11_987)
    #expect(reviews.table.names == ["label", "review"])
    #expect(letters(reviews) == "wt")
    let names = try DelimitedText.read(file: path("names/names.txt"))
    #expect(names.table.rowCount == 32_033)
    #expect(letters(names) == "t")
  }

  @Test(arguments: [
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
    "quotes_and_newlines", "simple", "simple_crlf", "utf8",
  ]) func `the spectrum of CSV`(name: String) throws {
    let expected = try JSON.read(
      InputFile.read(path("csv-spectrum/\(name).json"), limit: 1 << 16))
    let table = try DelimitedText.read(file: path("csv-spectrum/\(name).csv")).table
    guard case .list(let rows) = expected else {
      Issue.record("rows")
      return
    }
    #expect(table.rowCount == rows.count)
    for (index, row) in rows.enumerated() {
      guard case .object(let fields) = row else { continue }
      #expect(fields.count == table.columns.count)
      for field in fields {
        guard case .text(let text) = field.value else { continue }
        let column = try #require(table.column(named: field.name))
        switch column.values {
        case .categories, .texts: #expect((Delimited.cell(column, index) ?? "") == text)
        case .wholes(let numbers), .numbers(let numbers), .dates(let numbers):
          #expect(text.isEmpty ? numbers[index].isNaN : numbers[index] == Double(text))
        }
      }
    }
  }
}

extension Substring {
  fileprivate var trimming: String {
    var text = self
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text.drop { $0 == " " || $0 == "\t" })
  }
}
