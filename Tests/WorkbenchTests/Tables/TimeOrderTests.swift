import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Models that look back at earlier rows: which rows are meant, and whether they are earlier.
@Suite("Rows in time") struct TimeOrderTests {
  private static func day(_ number: Int, blankFrom blank: Int = .max) -> String {
    let date = "2024-01-\(number < 10 ? "0" : "")\(number)"
    return ["A", "B"].enumerated().map { place, shop in
      let sales = number >= blank ? "" : "\((number * 7 + place * 3) % 11).5"
      return "\(date),\(shop),\(sales),\(number % 2)\n"
    }.joined()
  }
  private static let head = "day,shop,sales,promo\n"
  private static let trained = """
    seed 1
    d = data csv("sales.csv", target="sales") { numbers; split 80%, 20%, time="day" }
    m = model d { dense 1 }
    train m, d, epochs=1

    """.replacing("numbers", with: "lag \"sales\" 1 2, by=\"shop\"; drop \"day\"")

  private func ran(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in [
        ("sales", (1...25).map { Self.day($0) }.joined()),
        ("reversed", (1...25).reversed().map { Self.day($0) }.joined()),
        ("future", (1...6).map { Self.day($0, blankFrom: 5) }.joined()),
      ] {
        try AtomicFile.write(Array((Self.head + text).utf8), to: folder + "/\(name).csv")
      }
      return Transcript(folder: folder).run(program)
    }
  }

  @Test func `answers have the numbers of the file's rows`() throws {
    let said = try ran(Self.trained + "print \"asked\"\npredict m, csv(\"sales.csv\")")
    let rows = said.split(separator: "asked\n").last?.split(separator: "\n") ?? []
    let numbers = rows.compactMap { row in row.split(separator: " ").first.flatMap { Int($0) } }
    #expect(numbers.prefix(2) == [4, 5], "\(said)")
  }

  @Test func `one row is explained by its number in the file`() throws {
    let said = try ran(
      Self.trained + """
        e = explain m, csv("sales.csv"), row=4
        print "explained"
        explain m, csv("sales.csv"), row=3
        """)
    let parts = said.split(separator: "explained")
    #expect(!(parts.first ?? "error").contains("error E"), "\(said)")
    #expect(parts.last?.contains("error E") == true, "\(said)")
  }

  @Test func `gaps are named where the file has them, with how far an answer looks back`() throws {
    let asked = try ran(Self.trained + "predict m, csv(\"future.csv\")")
    #expect(
      asked.contains("nothing stands in \"sales\" 1 row, of the same \"shop\", before row 10")
        && asked.contains("looks back at 2 rows of its series") && !asked.contains("impute"),
      "\(asked)")
    let judged = try ran(Self.trained + "evaluate m, csv(\"future.csv\")")
    // Rows 8 to 11 have no sales to measure by, and nobody asks what stands before them.
    #expect(
      judged.contains("note: 4 rows without \"sales\" are left out")
        && judged.contains("csv(\"future.csv\"): 4 samples"), "\(judged)")
    let alone = try ran(Self.trained + "predict m, {shop: \"A\", promo: 0, sales_lag_1: 3}")
    #expect(alone.contains("E0582") && alone.contains("needs 3 rows in order"), "\(alone)")
  }

  @Test func `a split in time sorts the rows before they look back`() throws {
    let steps =
      "{ lag \"sales\" 1 2, by=\"shop\"; difference \"promo\"; drop \"day\"; split 80%, 20%, time=\"day\" }"
    let said = try ran(
      """
      a = data csv("sales.csv", target="sales") \(steps)
      b = data csv("reversed.csv", target="sales") \(steps)
      print sum(abs(a.train.x - b.train.x)) + sum(abs(a.test.x - b.test.x))
      """)
    #expect(said.hasSuffix("\n0") && !said.contains("not in order"), "\(said)")
  }

  @Test func `rows that are not in order are told wherever they are looked back at`() throws {
    for steps in ["lag \"promo\"; drop \"day\"", "difference \"promo\", by=\"shop\"", "windows 2"] {
      let said = try ran("d = data csv(\"reversed.csv\", target=\"sales\") { \(steps) }")
      #expect(
        said.contains("\"day\" is not in order") && said.contains("time=\"day\""), "\(said)")
      let good = try ran("d = data csv(\"sales.csv\", target=\"sales\") { \(steps) }")
      #expect(!good.contains("not in order"), "\(good)")
    }
    let asked = try ran(Self.trained + "e = evaluate m, csv(\"reversed.csv\")")
    #expect(asked.contains("\"day\" is not in order") && asked.contains("oldest first"), "\(asked)")
  }
}
