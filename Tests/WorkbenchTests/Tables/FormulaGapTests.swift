import Testing

/// Gaps and dates in formulas of columns: one rule for gaps wherever a formula stands, and days as they are written.
@Suite("Gaps and dates in formulas")
struct FormulaGapTests {
  private static let file =
    "day,power,b,town,y\n"
    + (0..<28).map { row in
      "2023-0\(row < 14 ? 5 : 6)-\(10 + row % 14),\(row % 4 == 0 ? "" : "\(100 + 50 * (row % 4))"),"
        + "\(row % 2),\(row % 7 == 0 ? "" : row % 2 == 0 ? "Rome" : "Oslo"),\(row % 3 == 0 ? 1 : 0)\n"
    }.joined()

  private func run(_ program: String) throws -> String {
    try said(by: program, beside: "p.csv", Self.file)
  }

  // Of 28 rows 7 lack their power (150, 200 and 250 elsewhere), and 4 their town (12 of each).
  @Test(arguments: [
    ("power != 150", 14), ("not (power == 150)", 14), ("not power > 150", 7),
    ("power > 150 or missing(power)", 21), ("missing(power)", 7), ("not missing(power)", 21),
    ("power == 150 or b >= 0", 28), ("power == 150 and b >= 0", 7),
    ("not (power == 150 and b < 0)", 28), ("town != \"Rome\"", 12), ("not (town == \"Rome\")", 12),
    ("missing(town)", 4), ("power ^ 0 == 1", 21), ("missing(power > 0)", 7),
  ])
  func `only what is true stays, and gaps are asked for`(condition: String, rows: Int) throws {
    let said = try run("d = data csv(\"p.csv\") { keep \(condition) }\nprint len(d)")
    #expect(said.hasSuffix("\(rows)"), "\(said)")
  }

  @Test func `a computed column has a gap where it is computed of one`() throws {
    let said = try run(
      """
      d = data csv("p.csv") { column(z = power > 150); column(n = not (power > 150)); column(g = missing(power)) }
      print d["z"][0], d["n"][0], d["g"][0], d["z"][1], d["n"][1], d["g"][1]
      """)
    #expect(said.hasSuffix("nan nan 1 0 1 0"), "\(said)")
  }

  @Test func `rows of which a computed target is not known are left out`() throws {
    let said = try run(
      "d = data csv(\"p.csv\") { column(z = power > 150); target \"z\"; drop \"power\" }\nprint len(d)"
    )
    #expect(said.contains("7 rows without \"z\" are left out") && said.hasSuffix("21"), "\(said)")
  }

  @Test(arguments: [
    ("keep power == none", "missing(power)"), ("keep power != none", "not missing(power)"),
    ("keep power == nan", "missing(power)"), ("keep isna(power)", "missing(power)"),
    ("keep power.isnull()", "missing(power)"), ("keep notna(power)", "not missing(power)"),
    ("keep not power.isna()", "missing(power)"), ("keep day.dt.year == 2023", "year(day)"),
    ("keep day >= to_datetime(\"2023-06-01\")", "\"2023-06-01\""),
  ])
  func `what pandas has is answered with what to type, which works`(
    step: String, instead: String
  ) throws {
    let said = try run("d = data csv(\"p.csv\") { \(step) }")
    #expect(said.contains("error E0402: ") && said.contains("write `\(instead)`"), "\(said)")
    let typed = try run(
      "d = data csv(\"p.csv\") { column(z = \(instead == "\"2023-06-01\"" ? "day >= " : "")\(instead)) }"
    )
    #expect(!typed.contains("error"), "\(typed)")
  }

  @Test(arguments: [
    ("day >= \"2023-06-01\"", 14), ("day < \"2023-05-12\"", 2), ("day == \"2023-06-10\"", 1),
    ("day > \"2023-05-10 12:00\"", 27), ("\"2023-06-01\" <= day", 14),
    ("day - 31 >= \"2023-05-10\"", 14),
    ("day > start", 14), ("day - \"2023-05-10\" < 3", 3), ("year(day) == 2023", 28),
    ("month(day) == 6 and day(day) > 20", 3), ("weekday(day) == 3", 4), ("hour(day) == 0", 28),
    ("mod(day - \"2023-05-10\", 7) == 0", 4), ("mod(power, 100) == 50", 14),
    ("mod(0 - b, 3) == 2", 14),
  ])
  func `days are compared as they are written, and taken apart`(
    condition: String, rows: Int
  ) throws {
    let said = try run(
      "start = \"2023-06-01\"; d = data csv(\"p.csv\") { keep \(condition) }\nprint len(d)")
    #expect(said.hasSuffix("\(rows)"), "\(said)")
  }

  @Test(arguments: [
    ("keep day >= 19509", "write `day >= \"2023-06-01\"`"), ("keep day >= \"soon\"", "\"soon\""),
    ("keep power > \"2023-06-01\"", "is numbers"), ("keep year(power) > 3", "`year` is of dates"),
    ("keep weekday(town) > 3", "`town` is none"), ("keep town > \"2023-06-01\"", "is words"),
    ("days \"day\"; keep day >= \"2023-06-01\"", "before `days`"),
  ])
  func `what is no date is told`(step: String, words: String) throws {
    let said = try run("d = data csv(\"p.csv\") { \(step) }")
    #expect(said.contains("error E0614: ") && said.contains(words), "\(said)")
  }

  @Test func `the sign of other languages is answered with a function that formulas have`() throws {
    let said = try run("d = data csv(\"p.csv\") { keep b % 2 == 0 }")
    #expect(said.contains("mod(a, b)"), "\(said)")
  }

  @Test func `models keep such formulas, and ask them of raw rows`() throws {
    let said = try run(
      """
      seed 1
      d = data csv("p.csv") { column(w = weekday(day)); column(late = day >= "2023-06-01"); column(m = mod(b, 2) + missing(power)); select "w", "late", "m" }
      m = model d { dense 1, activation=sigmoid }
      train m, d, epochs=1
      a = predict m, {day: "2023-06-14", b: 1, power: 150}
      save m, "m.safetensors"; k = load "m.safetensors"
      b = predict k, {day: "2023-06-14", b: 1, power: 150}
      print a.probability == b.probability
      """)
    #expect(said.hasSuffix("true"), "\(said)")
  }
}
