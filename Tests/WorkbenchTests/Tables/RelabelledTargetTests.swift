import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Models of relabelled targets, measured by files that have others, and files in which there is nothing to measure by.
@Suite("Targets that are measured")
struct RelabelledTargetTests {
  private func run(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      func file(_ rows: Range<Int>, _ target: (Int) -> String) -> String {
        "a,b,y\n" + rows.map { "\($0),\($0 * $0 % 7),\(target($0))\n" }.joined()
      }
      for (name, text) in [
        ("t", file(0..<20) { "\($0).5" }), ("u", file(5..<15) { "\($0).5" }),
        ("gaps", file(0..<20) { $0 % 3 == 2 ? "" : "\($0).5" }), ("blank", file(0..<9) { _ in "" }),
      ] { try AtomicFile.write(Array(text.utf8), to: folder + "/\(name).csv") }
      try AtomicFile.write(Array("a,b\n1,2\n3,4\n".utf8), to: folder + "/none.csv")
      return Transcript(folder: folder).run("seed 1\n" + program)
    }
  }

  private static let trained = """
    d = data csv("t.csv", target="y") { standardize; relabel y -> y > 9 }
    m = model d { dense 1, activation=sigmoid }
    train m, d, epochs=2

    """

  @Test func `a file's own targets are not what a model of relabelled ones has learnt`() throws {
    for ask in ["evaluate m, csv(\"u.csv\")", "train m, d, validation=csv(\"u.csv\")"] {
      let said = try run(Self.trained + ask)
      #expect(
        said.contains(
          "error E0590: the model has learnt what relabel made of \"y\", and csv(\"u.csv\") has them as they are"
        ),
        "\(said)")
      #expect(said.contains("`data csv(\"u.csv\") { relabel (y) -> y > 9 }`"), "\(said)")
    }
  }

  @Test func `what the hint says works, with the scale of training`() throws {
    let said = try run(
      Self.trained + """
        e = evaluate m, data csv("u.csv") { relabel (y) -> y > 9 }
        p = predict m, csv("u.csv")
        y = csv("u.csv", target="y").y > 9
        print abs(e.accuracy - mean((reshape(p.output, [10]) > 0.5) == y)) < 1e-6
        evaluate m, d
        """)
    #expect(said.contains("\ntrue\n") && !said.contains("error E"), "\(said)")
  }

  @Test func `a model that is loaded says the same`() throws {
    let said = try run(
      Self.trained
        + "save m, \"m.safetensors\"\nn = load \"m.safetensors\"\nevaluate n, csv(\"u.csv\")")
    #expect(said.contains("error E0590") && said.contains("relabel (y) -> y > 9"), "\(said)")
  }

  @Test func `relabelled data do not measure a model of the file's targets`() throws {
    let said = try run(
      """
      d = data csv("t.csv", target="y") { standardize }
      m = model d { dense 1 }
      train m, d
      evaluate m, data csv("u.csv") { relabel y -> y > 9 }
      """)
    #expect(
      said.contains(
        "error E0590: data csv(\"u.csv\") { relabel y -> y > 9 } has targets that relabel made"),
      "\(said)")
  }

  @Test func `rows without a target are left out and counted, though others look back at them`()
    throws
  {
    let said = try run(
      """
      d = data csv("t.csv", target="y") { lag "a" 1 }
      m = model d { dense 1 }
      train m, d
      evaluate m, csv("gaps.csv")
      """)
    #expect(said.contains("note: 6 rows without \"y\" are left out"), "\(said)")
    #expect(said.contains(": 13 samples") && !said.contains("error E"), "\(said)")
  }

  @Test func `a file without targets says which column it lacks`() throws {
    let trained = "d = csv(\"t.csv\", target=\"y\")\nm = model d { dense 1 }\ntrain m, d\n"
    let none = try run(trained + "evaluate m, csv(\"none.csv\")")
    #expect(none.contains("error E0531: the row has no \"y\""), "\(none)")
    for steps in ["", " { lag \"a\" 1 }"] {
      let said = try run(
        "d = data csv(\"t.csv\", target=\"y\")\(steps)\nm = model d { dense 1 }\ntrain m, d\n"
          + "evaluate m, csv(\"blank.csv\", target=\"y\")")
      #expect(said.contains("error E0591") && !said.contains("impute"), "\(said)")
    }
  }
}
