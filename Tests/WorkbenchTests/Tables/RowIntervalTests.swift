import Testing

/// What is said where rows are taken for one after the other in time, and are not.
@Suite("Rows at the same time, and days without a row")
struct RowIntervalTests {
  private func run(_ text: String, _ steps: String) throws -> String {
    try said(
      by: "d = data csv(\"sales.csv\", target=\"sales\") { \(steps) }", beside: "sales.csv", text)
  }

  private static func day(_ number: Int) -> String { "2024-01-\(number < 10 ? "0" : "")\(number)" }

  /// Three stores a day.
  private static let stores =
    "date,promo,store,sales\n"
    + (1...20).map { day in
      ["A", "B", "C"].enumerated().map { "\(Self.day(day)),\(day % 2),\($1),\(day * ($0 + 1)).5\n" }
        .joined()
    }.joined()

  private static func single(without days: Set<Int>) -> String {
    "date,promo,sales\n"
      + (1...30).filter { !days.contains($0) }.map { "\(Self.day($0)),\($0 % 2),\($0 * 3).5\n" }
      .joined()
  }

  @Test func `several rows of one moment are told with a line that works`() throws {
    let said = try run(Self.stores, "lag \"sales\" 1 7")
    #expect(said.contains("40 rows have the same \"date\" as the row before"), "\(said)")
    #expect(
      said.contains("`lag \"sales\" 1 7, by=\"store\"` takes each series by itself"), "\(said)")
    let apart = try run(Self.stores, "lag \"sales\" 1 7, by=\"store\"")
    #expect(!apart.contains("same \"date\"") && !apart.contains("error"), "\(apart)")
    let windows = try run(Self.stores, "windows 4")
    #expect(windows.contains("`keep store == \"A\"` takes one series"), "\(windows)")
    let one = try run(Self.stores, "keep store == \"A\"; windows 4")
    #expect(!one.contains("same \"date\"") && !one.contains("error"), "\(one)")
  }

  @Test func `without a column that tells series apart it is told without a line`() throws {
    let said = try run(
      Self.stores.split(separator: "\n").map { line in
        let fields = line.split(separator: ",")
        return "\(fields[0]),\(fields[1]),\(fields[3])\n"
      }.joined(), "lag \"sales\" 1")
    #expect(said.contains("say which column tells series apart"), "\(said)")
  }

  @Test(arguments: ["lag \"sales\" 1", "windows 3", "difference \"promo\""])
  func `days without a row are counted`(steps: String) throws {
    let said = try run(Self.single(without: [4, 10, 11]), steps)
    #expect(said.contains("\"date\": 3 days are missing between rows"), "\(said)")
    let whole = try run(Self.single(without: []), steps)
    #expect(!whole.contains("missing between"), "\(whole)")
  }

  @Test func `months are equally far apart, and moments at random are not`() throws {
    let months =
      "date,promo,sales\n"
      + (1...12).filter { $0 != 5 }.map {
        "2023-\($0 < 10 ? "0" : "")\($0)-01,\($0 % 2),\($0 * 3).5\n"
      }
      .joined()
    let said = try run(months, "lag \"sales\" 1")
    #expect(said.contains("1 month is missing between rows"), "\(said)")
    let random =
      "date,promo,sales\n"
      + [1, 2, 5, 9, 16, 17, 24, 30].map { "\(Self.day($0)),1,\($0).5\n" }.joined()
    #expect(!(try run(random, "lag \"sales\" 1")).contains("missing between"))
  }
}
