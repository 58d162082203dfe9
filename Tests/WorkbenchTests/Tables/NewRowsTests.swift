import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What a model does with rows that are not those it learnt from: nothing in silence.
@Suite("Rows that a model has not seen")
struct NewRowsTests {
  /// Forty reviews of nine different texts: a category by its looks.
  private static let reviews =
    "review,label\n"
    + (0..<40).map { row in
      let texts = [
        "lovely warm place", "lovely staff", "warm staff and soup", "lovely soup",
        "cold rude place", "rude staff", "cold soup and noise", "rude noise",
      ]
      return "\(texts[row % 8]),\(row % 8 < 4 ? "good" : "bad")\n"
    }.joined()

  private func run(_ files: [String: String], _ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in files { try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name)") }
      return Transcript(folder: folder).run(program)
    }
  }

  @Test func `words are looked up one by one, also where training had few different texts`() throws
  {
    let said = try run(
      ["r.csv": Self.reviews],
      """
      d = data csv("r.csv", target="label") { words 4, columns="review" }
      m = model d { embedding d.vocab, 8; flatten; dense 1, activation=sigmoid }
      train m, d, epochs=80, optimizer=adam(0.02)
      a = predict m, {review: "lovely warm soup"}
      b = predict m, {review: "rude cold noise"}
      print a.class, b.class, a.probability > 0.8
      c = predict m, ["lovely warm soup", "rude cold noise"]
      print c.class
      predict m, "rude cold noise"
      """)
    #expect(!said.contains("was not seen"), "\(said)")
    #expect(said.contains("good bad true"), "\(said)")
    #expect(said.contains("[good, bad]"), "\(said)")
    #expect(said.split(separator: "\n").last?.hasPrefix("bad  (") == true, "\(said)")
  }

  @Test func `marks of gaps and truth values in records are those of files`() throws {
    let rows = (0..<80).map { row in
      "\(row % 9 == 0 ? "NA" : row % 2 == 0 ? "S" : "C"),\(row % 3 == 0),\(row % 2),\(row % 2 == 0 ? "no" : "yes")\n"
    }
    let said = try run(
      ["t.csv": "port,flag,promo,out\n" + rows.joined()],
      """
      d = data csv("t.csv", target="out")
      m = model d { dense 4, activation=relu; dense 1, activation=sigmoid }
      train m, d, epochs=5
      a = predict m, {port: none, flag: true, promo: 1}
      b = predict m, {port: "NA", flag: 1, promo: true}
      c = predict m, {port: "", flag: "True", promo: 1}
      print a.probability == b.probability, a.probability == c.probability
      predict m, {port: "X", flag: true, promo: 1}
      """)
    #expect(said.contains("true true"), "\(said)")
    #expect(said.ranges(of: "was not seen").count == 1, "\(said)")
  }

  private static func grades(_ shift: Int) -> String {
    "a,b,grade\n"
      + (0..<120).map { "\($0 % 10),\($0 % 7),\(shift + ($0 % 10 + $0 % 7) / 3)\n" }.joined()
  }

  @Test func `a model that gives one number learns few whole numbers as numbers, and says so`()
    throws
  {
    let said = try run(
      ["g.csv": Self.grades(3)],
      """
      d = data csv("g.csv", target="grade") { split 80%, 20% }
      m = model d { dense 1 }
      train m, d, epochs=200, optimizer=adam(0.05)
      p = predict m, {a: 9, b: 6}
      print p.value > 7, p.value < 9
      evaluate m, d.test
      """)
    #expect(said.contains("\"grade\" is learnt as a number"), "\(said)")
    #expect(said.contains("true true"), "\(said)")
    #expect(said.contains("r2_score"), "\(said)")
    let classes = try run(
      ["g.csv": Self.grades(3)],
      """
      d = data csv("g.csv", target="grade") { split 80%, 20% }
      m = model d { dense 6, activation=softmax }
      train m, d, epochs=2
      """)
    #expect(!classes.contains("learnt as a number"), "\(classes)")
    let numbered = try run(
      ["g.csv": Self.grades(0)],
      """
      d = data csv("g.csv", target="grade") { split 80%, 20% }
      m = model d { dense 1 }
      train m, d, epochs=2
      """)
    #expect(!numbered.contains("learnt as a number"), "\(numbered)")
  }

  @Test func `names of classes that one number cannot tell are a warning`() throws {
    let said = try run(
      ["r.csv": "a,label\n" + (0..<40).map { "\($0),\($0 % 2 == 0 ? "ok" : "fault")\n" }.joined()],
      """
      d = data csv("r.csv", target="label")
      m = model d { dense 1 }
      train m, d, epochs=1
      """)
    #expect(said.contains("W0070") && said.contains("dense 1, activation=sigmoid"), "\(said)")
  }

  @Test func `a model goes on with the steps that its weights belong to`() throws {
    func table(_ columns: [String], add: Int) -> String {
      columns.joined(separator: ",") + "\n"
        + (0..<90).map { row in
          columns.map { column in
            switch column {
            case "temp": "\(row % 30 * 10 + add)"
            case "speed": "\(row % 7)"
            default: row % 30 < 15 ? "low" : "high"
            }
          }.joined(separator: ",") + "\n"
        }.joined()
    }
    let said = try run(
      [
        "one.csv": table(["temp", "speed", "out"], add: 0),
        "two.csv": table(["out", "speed", "temp"], add: 0),
      ],
      """
      d = data csv("one.csv", target="out") { split 80%, 20% }
      m = model d { dense 1, activation=sigmoid }
      r = train m, d, epochs=200, optimizer=adam(0.05)
      e = data csv("two.csv", target="out") { split 80%, 20% }
      s = train m, e, epochs=1, optimizer=sgd(0)
      print s.loss[0] < 1.1 * r.loss[-1]
      t = train m, d, epochs=1
      """)
    #expect(
      said.ranges(of: "goes on with the steps that it was trained with").count == 1, "\(said)")
    #expect(said.contains("\ntrue"), "\(said)")
  }

  @Test func `numbers that name rows are no feature by themselves`() throws {
    let rows = (0..<50).map { "\($0),\(7_000 + $0 * 3),\($0 % 5),\($0 % 2)\n" }
    let said = try run(
      ["t.csv": ",customer_id,a,y\n" + rows.joined()],
      """
      d = data csv("t.csv", target="y")
      m = model d { dense 1, activation=sigmoid }
      m.recipe
      """)
    #expect(said.contains("standardize  a "), "\(said)")
    #expect(!said.contains("column_1") && !said.contains("customer_id"), "\(said)")
  }

  @Test func `one step of scaling leaves the others to be completed`() throws {
    let rows = (0..<50).map { "\($0 * 100),\(19_500 + $0),\($0 % 2)\n" }
    let said = try run(
      ["t.csv": "amount,day,y\n" + rows.joined()],
      """
      d = data csv("t.csv", target="y") { log "amount" }
      m = model d { dense 1, activation=sigmoid }
      m.recipe
      e = data csv("t.csv", target="y") { standardize "amount" }
      k = model e { dense 1, activation=sigmoid }
      k.recipe
      """)
    let scaled = said.split(separator: "\n").filter { $0.hasPrefix("  standardize") }
      .map { $0.split(separator: " ")[1] }
    #expect(scaled == ["amount", "day", "amount", "day"], "\(said)")
  }
}

@Suite("What a sweep begins with")
struct SweepStartTests {
  @Test func `a sweep of a trained model says whose weights its trainings go on from`() {
    let said = Transcript().run(
      """
      d = generated(moons, 60)
      m = model 2 { dense 1, activation=sigmoid }
      s = sweep lr in [0.1, 0.01] { train m, d, epochs=1, optimizer=adam(lr) }
      print 1
      r = train m, d, epochs=2
      t = sweep lr in [0.1, 0.01] { train m, d, epochs=1, optimizer=adam(lr) }
      """)
    #expect(
      said.ranges(
        of: "each training of the sweep goes on from the weights that m has of r (2 epochs)"
      )
      .count == 1, "\(said)")
  }
}

@Suite("Features that nobody has when the target is asked for")
struct TaintedFeatureTests {
  private func run(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      let rows = (0..<60).map { "\($0 % 7),\($0 % 5),\(Double($0 % 7 * 3 + $0 % 5) / 2)\n" }
      try AtomicFile.write(Array(("a,b,y\n" + rows.joined()).utf8), to: "\(folder)/t.csv")
      return Transcript(folder: folder).run(program)
    }
  }

  @Test func `a feature that is computed from the target is told, and asked for`() throws {
    let said = try run(
      """
      d = data csv("t.csv", target="y") { column(z = a * y); column(w = z + 1) }
      m = model d { dense 1 }
      train m, d, epochs=1
      predict m, {a: 1, b: 2}
      """)
    #expect(said.contains("W0071: \"z\" and \"y\""), "\(said)")
    #expect(said.contains("W0071: \"w\" and \"y\""), "\(said)")
    #expect(said.contains("E0531: the row has no \"y\""), "\(said)")
    let fine = try run(
      """
      d = data csv("t.csv", target="y") { column(z = a * b) }
      m = model d { dense 1 }
      train m, d, epochs=1
      predict m, {a: 1, b: 2}
      """)
    #expect(!fine.contains("W0071") && !fine.contains("error E"), "\(fine)")
  }

  @Test func `a target that is computed of a feature is told`() throws {
    let said = try run(
      """
      d = data csv("t.csv", target="y") { column(h = y / 2); target "h" }
      m = model d { dense 1 }
      train m, d, epochs=1
      """)
    #expect(said.contains("W0071: \"y\" and \"h\""), "\(said)")
  }

  @Test(arguments: [
    ("keep not missing(\"a\")", "missing(a)"), ("keep \"a\" > 3", "a > 3"),
    ("column(q = sqrt(\"a\"))", "sqrt(a)"), ("keep \"a b\" > 3", "column(\"a b\") > 3"),
  ])
  func `names in quotation marks are texts to formulas, and that is said`(
    step: String, instead: String
  ) throws {
    let said = try run("d = data csv(\"t.csv\", target=\"y\") { \(step) }")
    #expect(said.contains("write `\(instead)`"), "\(said)")
  }
}

@Suite("Explained rows that look back")
struct ExplainedLagTests {
  @Test func `earlier rows and what is computed of them have rows and units of their own`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<60).map { "\(1_000 + $0 * 37 % 400),\($0 % 9)\n" }
      try AtomicFile.write(Array(("income,y\n" + rows.joined()).utf8), to: "\(folder)/t.csv")
      let said = Transcript(folder: folder).run(
        """
        d = data csv("t.csv", target="y", numbers=["y"]) { lag "income" 1; column(gr = income - income_lag_1); split 80%, 20% }
        m = model d { dense 1 }
        train m, d, epochs=2
        explain m, d.test, row=49
        """)
      let names = said.split(separator: "\n").map { $0.split(separator: " ") }
        .filter { $0.count >= 2 && $0[0].hasPrefix("income") || $0.first == "gr" }
      #expect(Set(names.map { String($0[0]) }) == ["income", "income_lag_1", "gr"], "\(said)")
      let lag = names.first { $0[0] == "income_lag_1" }.flatMap { Double($0[1]) } ?? 0
      #expect(lag >= 1_000, "\(said)")
    }
  }
}
