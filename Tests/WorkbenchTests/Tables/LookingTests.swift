import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Looking at a table before anything is learnt from it.
@Suite("Looking at tables")
struct LookingTests {
  private func run(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      return Transcript(folder: folder).run(
        "d = data csv(\"people.csv\", target=\"happy\") { drop \"id\" }\n" + program)
    }
  }

  private static let people =
    "id,age,town,pay,born,happy\n"
    + (0..<30).map {
      "p\($0),\(20 + $0),\($0 % 3 == 0 ? "Rome" : "Oslo"),\($0 % 5 == 0 ? "" : "\($0 * $0)"),"
        + "19\(60 + $0)-0\($0 % 9 + 1)-12,\($0 % 2 == 0 ? "no" : "yes")\n"
    }.joined()

  @Test func `head shows the first rows as they came, without the columns that were left out`()
    throws
  {
    let said = try run("head d, 2")
    #expect(
      said == """
        people.csv: the first 2 of 30 rows
          row  age  town  pay  born        happy
            0   20  Rome       1960-01-12  no
            1   21  Oslo    1  1961-02-12  yes
        """, "\(said)")
  }

  @Test(arguments: [
    ("head([4, 5, 6], 2)", "[4, 5]"), ("head [4, 5, 6], 2", "[4, 5]"),
    ("x = [[1, 2], [3, 4]]; head x, 1", "tensor[1, 2]\n  1  2"),
    ("head d.columns, 2", "age\ntown"), ("head \"a\\nb\\nc\", 2", "a\nb"),
    // The word stays a name that anybody may give.
    ("head = 3; head + 1", "4"), ("fn head(x) = x * 2\nhead 4", "8"),
    ("m = model 2 { head: dense 1 }; print m.head.units", nil),
  ])
  func `head of other values`(program: String, expected: String?) throws {
    let said = try run(program)
    if let expected { #expect(said.hasSuffix(expected), "\(said)") }
    #expect(!said.contains("error E02"), "\(said)")
  }

  @Test func `head refuses what has no order`() throws {
    #expect(try run("head 3").contains("error E0118: `x` of head must be a data set"))
    #expect(try run("head d, 0").contains("error E04"))
  }

  @Test(arguments: [
    ("plot d, \"town\"", "Oslo: 20\nRome: 10"),
    ("plot d, \"age\"", "30 values, min 20, max 49"),
    ("plot d, \"age\", \"pay\"", "no: 12 points\nyes: 12 points"),
    ("plot d, \"town\", \"age\"", "Oslo: 35\nRome: 33.5"),
    ("plot d, \"town\", \"happy\"", "4 values, min 5, max 10"),
    ("plot d, \"born\"", "1960: 1\n1961: 1"),
    ("plot d, \"age\", \"born\"", "no: 15 points"),
    ("plot d, \"born\", \"age\", \"pay\"", "born, days since 1960-01-12: 30 values, min 0, max"),
    ("plot d, kind=pairs", "age: 30 values, min 20, max 49"),
    ("plot d", "age and pay: 0.970"),
  ])
  func `each kind of column has a chart`(line: String, expected: String) throws {
    let text = try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      let transcript = Transcript(folder: folder)
      _ = transcript.interpreter.run(
        "d = data csv(\"people.csv\", target=\"happy\") { drop \"id\" }")
      _ = transcript.interpreter.run(line)
      return transcript.host.take().compactMap { output in
        if case .plot(let plot) = output { plot.chart.storedText } else { nil }
      }.last
    }
    #expect(text?.contains(expected) == true, "\(text ?? "none")")
  }

  @Test func `a chart of a column that is not there names those that are`() throws {
    #expect(try run("plot d, \"agee\"").contains("hint: did you mean `age`?"))
    #expect(try run("plot d, \"town\", \"age\", kind=pairs").contains("a column of words"))
    #expect(try run("plot d, \"age\", 3").contains("error E0407: plot cannot draw"))
  }

  @Test func `a long list prints its ends, and all of it when asked`() throws {
    let said = try run("range(150)\nx = head(d[\"town\"], 30); print x, full=true")
    #expect(said.split(separator: "\n").filter { $0 == "Oslo" }.count == 20, "\(said)")
    let long = try run("fn f(i) = \"w\"\nw = [\"word\"]\nfor i in 2..130 { w = w + [\"word\"] }\nw")
    #expect(long.contains("…  (117 more; `print …, full=true` shows all)"), "\(long)")
  }

  @Test func `print in full has every number, and refuses what nobody reads`() throws {
    let said = try run("print range(20), full=true\nprint zeros([400, 400]), full=true")
    #expect(
      said.hasPrefix("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]"))
    #expect(said.contains("at most 100,000 numbers"), "\(said)")
  }

  @Test func `a path that begins at home is read and written`() throws {
    try TemporaryFolder.use { folder in
      let home = Directories.expanded("~/x.csv")
      #expect(home.hasPrefix("/") && home.hasSuffix("/x.csv"))
      #expect(Directories.expanded("~name/x") == "~name/x")
      #expect(Directories.expanded("a~/x") == "a~/x")
      _ = folder
    }
  }

  @Test(arguments: [
    ("d.mean.age", "34.5"), ("d.categories.town", "Oslo\nRome"), ("d.median.pay", "226"),
    ("print d.std.age > 8.6, d.std.age < 8.7", "true true"),
    ("d.categories.village", "error E0114"),
  ])
  func `what the steps have learnt stands behind dots`(line: String, expected: String) throws {
    let said = try run(
      "d = data d { impute median \"pay\"; one_hot \"town\"; standardize }\n" + line)
    #expect(said.contains(expected), "\(said)")
  }

  @Test(arguments: [
    ("y - mean(y)", "[3, 4, -3, -4, -5]"),
    ("y / max(y)", "[1.14286, 1.28571, 0.285714, 0.142857, 0]"),
    ("(y - min(y)) / (max(y) - min(y)) + 0 * len(y)", "[1.25, 1.5, -0.25, -0.5, -0.75]"),
    ("f(y)", "[3, 4, -3, -4, -5]"),
    // Traced for a gradient, and a product that adds up rows.
    ("grad(t -> sum(t^2))(y)", "[16, 18, 4, 2, 0]"),
    ("y - grad(t -> mean(t) * sum(t))(y) * 0", "[8, 9, 2, 1, 0]"),
    ("y / (y @ y) * 135", "[8, 9, 2, 1, 0]"), ("y - y[0]", "[1, 2, -5, -6, -7]"),
    ("y - y[len(y) - 1]", "[4, 5, -2, -3, -4]"),
    ("y - mean(y[y > 5])", "[1.5, 2.5, -4.5, -5.5, -6.5]"),
    (
      "y - (sort(y)[floor((len(y) - 1) / 2)] + sort(y)[floor(len(y) / 2)]) / 2",
      "[3, 4, -3, -4, -5]"
    ), ("sort(y) - 0 * y", "[0, 1, 2, 8, 9]"),
  ])
  func `relabel uses the statistics of the training part for all parts`(
    formula: String, expected: String
  ) throws {
    let said = Transcript().run(
      """
      fn f(y) = y - mean(y)
      d = data table(range(10), range(10)) { split 50%, 50%; relabel y -> \(formula) }
      d.test.y
      """)
    #expect(said.hasSuffix(expected), "\(said)")
  }

  @Test func `a computed column that is infinite somewhere is refused where it is made`() throws {
    let said = try run("d = data d { column(x = log(age - 20)); standardize }")
    #expect(said.contains("error E0530: \"x\" has -inf in row 0"), "\(said)")
    #expect(said.contains("`keep` leaves such rows out"), "\(said)")
  }

  @Test func `print in full shows a data set`() throws {
    #expect(try run("print d, full=true").hasPrefix("data people.csv: people.csv, 30 rows"))
  }

  @Test func `names of columns stand in lines as they can be typed`() throws {
    let said = try TemporaryFolder.use { folder in
      let text =
        "\"a \"\"b\"\"\",y\n"
        + (0..<20).map { "\($0 % 3 == 0 ? "" : "\($0)"),\($0 % 2)\n" }.joined()
      try AtomicFile.write(Array(text.utf8), to: folder + "/odd.csv")
      return Transcript(folder: folder).run(
        "d = data csv(\"odd.csv\"); m = model d { dense 1, activation=sigmoid }\n"
          + "e = data csv(\"odd.csv\") { impute median \"a \\\"b\\\"\" }; e")
    }
    #expect(said.contains("impute median \"a \\\"b\\\"\""), "\(said)")
    #expect(!said.contains("error"), "\(said)")
  }
}
