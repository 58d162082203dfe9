import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What is said of tables at once: lines to paste, whose rows are counted, what columns became, which row is forecast.
@Suite("What is said of tables")
struct ToldTableTests {
  private func run(_ files: [String: String], _ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in files {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
      }
      return Transcript(folder: folder).run(program)
    }
  }

  private static let wide: String = {
    let names = (0..<14).map { "\"a long column, number \($0)\"" }
    let rows = (0..<40).map { row in
      (0..<14).map { column in
        (row + column) % 9 == 0 ? "" : column % 2 == 0 ? "w\(row % 3)" : "\(row * column)"
      }.joined(separator: ",") + ",\(1000 + row).5"
    }
    return (names + ["y"]).joined(separator: ",") + "\n" + rows.joined(separator: "\n") + "\n"
  }()

  @Test func `the lines that were chosen fit into a window and can be pasted`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.wide.utf8), to: folder + "/t.csv")
      let transcript = Transcript(folder: folder)
      transcript.interpreter.run(
        "d = csv(\"t.csv\", target=\"y\")\nm = model d { dense 1 }\ntrain m, d")
      let lines = transcript.host.take().compactMap { output in
        if case .aside(let line) = output, line.hasPrefix("  ") { line } else { nil }
      }
      #expect(lines.count > 6 && lines.allSatisfy { $0.count <= 80 }, "\(lines)")
      let pasted = transcript.run(
        "e = data csv(\"t.csv\", target=\"y\") {\n\(lines.joined(separator: "\n"))\n}\n"
          + "print max(abs(e.x - d.x))\nprint len(d.x), len(e.x)")
      #expect(pasted == "0\n40 40", "\(pasted)\n\(lines.joined(separator: "\n"))")
    }
  }

  private static let people =
    "age,town,happy\n"
    + (0..<20).map { "\($0),\($0 % 3 == 0 ? "Rome" : "Oslo"),\($0 % 2 == 0 ? "no" : "yes")\n" }
    .joined()

  @Test func `counts of one part say so`() throws {
    let said = try run(
      ["p.csv": Self.people], "d = data csv(\"p.csv\") { split 80%, 20% }\nd\ndescribe d\nd.test")
    #expect(said.contains("20 rows, 2 columns, target happy (train no: 8, yes: 8)"), "\(said)")
    #expect(said.contains("counted  the train part alone"), "\(said)")
    #expect(said.contains("target happy (no: 2, yes: 2)"), "\(said)")
    let whole = try run(["p.csv": Self.people], "d = csv(\"p.csv\")\nd")
    #expect(whole.contains("(no: 10, yes: 10)") && !whole.contains("counted"), "\(whole)")
    let samples = try run([:], "d = data generated(moons, 20) { split 80%, 20% }\nd")
    #expect(samples.contains("(train)"), "\(samples)")
  }

  @Test func `answers of windows are counted as the rows that they are of`() throws {
    let text = "a,y\n" + (0..<8).map { "\($0),\($0 * 2).5\n" }.joined()
    let said = try run(
      ["t.csv": text],
      """
      d = data csv("t.csv", target="y") { windows 3 }
      m = model d { flatten; dense 1 }
      train m, d
      p = predict m, csv("t.csv", target="y")
      print p.row
      p
      """)
    #expect(said.contains("[3, 4, 5, 6, 7, 8]"), "\(said)")
    #expect(said.contains("row 8 comes behind the last"), "\(said)")
  }

  @Test func `whole numbers that are meant as words are said how to read`() throws {
    let file = ["p.csv": Self.people]
    for step in ["one_hot \"age\"", "ordinal \"age\""] {
      let said = try run(file, "data csv(\"p.csv\") { \(step) }")
      #expect(said.contains("error E0537") && said.contains("`words=[\"age\"]`"), "\(said)")
      let right = try run(file, "d = data csv(\"p.csv\", words=[\"age\"]) { \(step) }")
      #expect(!right.contains("error"), "\(right)")
    }
  }

  private static let marked =
    "when,rate,left,y\n31/12/2024,5%,1,1.5\n01/13/2024,6%,2,2.5\n01/02/2024,7%,none left,3.5\n"
    + "02/02/2024,8%,4,4.5\n02/03/2024,9%,none left,5.5\n"

  @Test func `what columns became is said, with what to type`() throws {
    let file = ["t.csv": Self.marked]
    let said = try run(file, "d = csv(\"t.csv\", dates=day_first)")
    for note in [
      "\"when\" is words: \"31/12/2024\" can only have the day first, and \"01/13/2024\" only the month",
      "\"rate\" is words, such as \"5%\": numbers=[\"rate\"] reads numbers, 0.05 there",
      "\"left\" is words, as \"none left\" is no number: missing=[\"none left\"] if nothing stands there",
      "dates=day_first decides nothing: no column of days leaves the order open",
    ] { #expect(said.contains(note), "\(note)\n\(said)") }
    let right = try run(
      file,
      "d = csv(\"t.csv\", numbers=[\"rate\"], missing=[\"none left\"])\nprint d[\"rate\"], d[\"left\"]"
    )
    #expect(right.contains("[0.05, 0.06, 0.07, 0.08, 0.09] [1, 2, nan, 4, nan]"), "\(right)")
  }

  @Test func `rows that are asked about may be written as those of training`() throws {
    let said = try run(
      ["t.csv": Self.marked],
      """
      d = data csv("t.csv", numbers=["rate"], target="y") { select "rate" }
      m = model d { dense 1 }
      train m, d
      a = predict m, {rate: 0.05}
      b = predict m, {rate: "5%"}
      print a.value == b.value
      """)
    #expect(said.hasSuffix("\ntrue"), "\(said)")
  }

  @Test func `the order in which lines act is said, and what the hints say works`() throws {
    let file = [
      "t.csv": "v,y\n" + (0..<12).map { "\(1 << $0),\($0).5\n" }.joined()
    ]
    let said = try run(
      file,
      "d = data csv(\"t.csv\", target=\"y\") { log \"v\"; lag \"v\" 1; keep v > 3; column(w = v + 1) }"
    )
    let note =
      "lag runs before log, whatever stands first, and takes \"v\" as the file has it: `log \"v_lag_1\"` changes what it makes, too"
    #expect(said.contains(note), "\(said)")
    // The condition and the formula stand behind the logarithm, and act there.
    #expect(said.contains("4 rows for which the condition does not hold"), "\(said)")
    #expect(!said.contains("keep runs before") && !said.contains("column runs before"), "\(said)")
    let right = try run(
      file,
      """
      f = data csv("t.csv", target="y") { log "v" }
      e = data f { column(w = v + 1) }
      g = data csv("t.csv", target="y") { log "v"; column(w = v + 1) }
      print abs(e["w"][0] - 1) < 1e-6, abs(g["w"][11] - 1 - log(2048)) < 1e-6
      """)
    #expect(right.contains("true true"), "\(right)")
  }

  @Test func `the hints of broken tables work as they are typed`() throws {
    let files = ["r.csv": "a,b,y\n1,2,0\n3,4\n5,6,1\n", "d.csv": "a,a,y\n1,2,0\n3,4,1\n"]
    for (file, options) in [("r", ["ragged=drop", "ragged=fill"]), ("d", ["duplicates=rename"])] {
      let said = try run(files, "d = csv(\"\(file).csv\")")
      #expect(said.contains("error E0504"), "\(said)")
      for option in options {
        #expect(said.contains("`\(option)`"), "\(said)")
        let mended = try run(files, "d = csv(\"\(file).csv\", \(option))\nprint len(d)")
        #expect(mended.contains("note: ") && !mended.contains("error"), "\(mended)")
      }
    }
  }
}
