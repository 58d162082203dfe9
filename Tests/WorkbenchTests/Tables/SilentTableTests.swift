import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What a table must not do in silence: answers in other units, gaps made by a step, neighbours in time that are none.
@Suite("Tables that do nothing in silence")
struct SilentTableTests {
  private func run(_ files: [String: String], _ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in files {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
      }
      return Transcript(folder: folder).run(program)
    }
  }

  private static let prices =
    "area,price\n" + (0..<40).map { "\(50 + $0),\(1_000 * (50 + $0)).5\n" }.joined()

  @Test func `predictions are in the target's units, however they are asked for`() throws {
    let said = try run(
      ["p.csv": Self.prices],
      """
      seed 1
      d = data csv("p.csv") { split 80%, 20% }
      m = model d { dense 8, activation=relu; dropout 0.5; dense 1 }
      train m, d, epochs=50, optimizer=adam(0.01)
      print max(abs(predict(m, d.test) - predict(m, d.test.x))) < 1
      p = predict m, d.test, samples=50
      print mean(p.mean) > 20000, mean(p.std) > 100
      r = predict m, {area: 70}
      print r.value > 20000
      """)
    #expect(said.hasSuffix("true\ntrue true\ntrue"), "\(said)")
  }

  @Test(arguments: [
    ("a,y\n-1,0\n3,1\n", "log \"a\"", "E0563"), ("a,y\n1,0\n3,1\n", "log \"y\"", "E0537"),
    ("a,b,y\n1,0,0\n3,1,1\n", "column(q = a / b)", "E0530"),
  ])
  func `a step that has no number for a row says so`(
    file: String, step: String, code: String
  ) throws {
    let said = try run(["t.csv": file], "d = data csv(\"t.csv\") { \(step) }\nd.x")
    #expect(said.contains("error \(code): "), "\(said)")
  }

  @Test func `a later row without a logarithm is refused, and not filled`() throws {
    let file =
      "a,b,y\n" + (0..<20).map { "\($0 + 1),\($0 % 5 == 0 ? "" : "2"),\($0 % 2)\n" }.joined()
    let said = try run(
      ["t.csv": file],
      """
      d = data csv("t.csv") { log "a"; impute median }
      m = model d { dense 1, activation=sigmoid }
      predict m, {a: -5, b: none}
      """)
    #expect(said.contains("error E0530: \"a\" has -inf"), "\(said)")
  }

  @Test func `codes with zeros before them are numbers where training had numbers`() throws {
    func rows(_ codes: [String]) -> String {
      "a,y\n" + codes.enumerated().map { "\($1),\($0 % 2)\n" }.joined()
    }
    let said = try run(
      [
        "t.csv": rows((0..<20).map { "\($0 * 7)" }), "u.csv": rows(["007", "000", "014"]),
        "w.csv": rows(["007", "x", "014"]),
      ],
      """
      d = data csv("t.csv", target="y")
      m = model d { dense 1, activation=sigmoid }
      p = predict m, csv("u.csv", target="y")
      q = predict m, [{a: 7}, {a: 0}, {a: 14}]
      print max(abs(p.output - q.output))
      predict m, csv("w.csv", target="y")
      """)
    #expect(said.contains("\n0\nerror E0532"), "\(said)")
  }

  @Test func `windows do not make neighbours of rows around a gap`() throws {
    let file = "v\n" + (0..<12).map { $0 == 6 ? "NA\n" : "\($0)\n" }.joined()
    let said = try run(
      ["t.csv": "t," + file.replacing("\n", with: "\n1,").dropLast(2)],
      "d = data csv(\"t.csv\", target=\"v\", numbers=[\"v\"]) { windows 2 }\nprint len(d)\nd.y")
    // 0…5 and 7…11: windows that begin at 0, 1, 2, 3 and 7, 8, 9.
    #expect(said.contains("7\n"), "\(said)")
    let texts = try run(["t.csv": "t,v\n1,NA\n1,NA\n1,2.5\n"], "data csv(\"t.csv\") { windows 1 }")
    #expect(texts.contains("error E0560"), "\(texts)")
  }

  @Test func `words that are columns already are no targets`() throws {
    let file = "c,y\n" + (0..<8).map { "\($0 % 2 == 0 ? "a" : "b"),\($0 % 2)\n" }.joined()
    let said = try run(
      ["t.csv": file],
      "d = data csv(\"t.csv\") { one_hot; one_hot }\ne = data d { one_hot }\nprint e.y")
    #expect(said.hasSuffix("[0, 1, 0, 1, 0, 1, 0, 1]"), "\(said)")
  }

  @Test func `one class, and numbers of words in a dense layer, are warned of`() throws {
    let one = "a,y\n" + (0..<10).map { "\($0),no\n" }.joined()
    let model = "m = model d { dense 1, activation=sigmoid }\ntrain m, d\n"
    let said = try run(["t.csv": one], "d = csv(\"t.csv\")\n" + model)
    #expect(said.contains("W0033: every training row has the same \"y\", \"no\""), "\(said)")
    let words =
      "t,y\n" + (0..<30).map { "text \($0) of \($0 * 7) and \($0 * 3),\($0 % 2)\n" }.joined()
    let tokens = try run(["t.csv": words], "d = csv(\"t.csv\")\n" + model)
    #expect(tokens.contains("W0034: "), "\(tokens)")
    let looked = try run(
      ["t.csv": words],
      """
      d = csv("t.csv")
      m = model d { embedding 200, 4; global_average_pooling1d; dense 1, activation=sigmoid }
      train m, d
      """)
    #expect(!looked.contains("W0034"), "\(looked)")
  }

  @Test func `a day is typed as it stands in a file`() throws {
    let file =
      "day,y\n" + (1...20).map { "2020-01-\($0 < 10 ? "0" : "")\($0),\($0 % 2)\n" }.joined()
    let made = "d = csv(\"t.csv\")\nm = model d { dense 1, activation=sigmoid }\n"
    let said = try run(
      ["t.csv": file],
      made
        + """
        a = predict m, {day: "2020-01-05"}
        b = predict m, csv("t.csv")
        print abs(a.probability - b.probability[4]) < 1e-6
        """)
    #expect(said.hasSuffix("true"), "\(said)")
    let wrong = try run(["t.csv": file], made + "predict m, {day: \"soon\"}")
    #expect(wrong.contains("error E0532"), "\(wrong)")
  }

  @Test func `a file of predictions holds all of them`() throws {
    let file = "a,y\n" + (0..<60).map { "\($0),\($0 % 2)\n" }.joined()
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(file.utf8), to: folder + "/t.csv")
      let said = Transcript(folder: folder).run(
        """
        d = csv("t.csv"); m = model d { dense 1, activation=sigmoid }
        p = predict m, csv("t.csv")
        save p, "p.md"
        """)
      #expect(!said.contains("error"), "\(said)")
      let text = String(
        decoding: try InputFile.read(folder + "/p.md", limit: 1 << 20), as: UTF8.self)
      #expect(text.contains("| 59 |") && !text.contains("more"), "\(text)")
    }
  }

  @Test func `columns that are left out are not listed, computed ones are`() throws {
    let said = try run(
      ["t.csv": "a,b,y\n1,2,0\n3,4,1\n5,1,0\n"],
      "d = data csv(\"t.csv\") { drop \"a\"; column(c = b * 2) }\nd")
    let rows = said.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(
      !rows.contains { $0.hasPrefix("  a ") } && rows.contains { $0.hasPrefix("  c ") }, "\(said)")
  }

  @Test func `words without end are refused before they are columns`() throws {
    let file = "id,y\n" + (0..<60_000).map { "u\($0),\($0 % 2)\n" }.joined()
    let said = try run(
      ["t.csv": file], "set memory=1GB\nd = data csv(\"t.csv\") { one_hot \"id\" }")
    #expect(said.contains("error E0910: one_hot of words needs about"), "\(said)")
  }
}
