import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Files that a model is asked about: what it predicts is known, whatever their last column is.
@Suite("Rows that a model is asked about") struct AskedRowsTests {
  private static let birds =
    "size,kind,sex\n"
    + (0..<30).map { "\($0),\($0 > 14 ? "big" : "small"),\(["m", "f", ""][$0 % 3])\n" }.joined()
  private static let program = """
    seed 1
    d = data csv("birds.csv", target="kind")
    m = model d { dense 1, activation=sigmoid }
    train m, d, epochs=2

    """

  private func ran(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in [
        ("birds", Self.birds), ("new", "size,sex\n1,m\n2,\n3,f\n"),
        ("partly", "size,sex,kind\n1,m,\n2,m,big\n3,f,small\n"),
        ("line", "x,y\n1,2\n2,4\n3,6\n4,8\n"), ("one", "x\n1\n2\n"),
      ] {
        try AtomicFile.write(Array(text.utf8), to: folder + "/\(name).csv")
      }
      return Transcript(folder: folder).run(program)
    }
  }

  @Test(arguments: ["csv(\"birds.csv\")", "data csv(\"birds.csv\") { }", "held"])
  func `no row is lost for want of another column than the model's own`(data: String) throws {
    let said = try ran(
      Self.program + """
        held = csv("birds.csv")
        print "asked"
        e = evaluate m, \(data)
        f = evaluate m, d
        print e.loss - f.loss
        a = audit m, \(data), by="sex"
        print "audited"
        x = explain m, \(data), row=4
        y = explain m, d, row=4
        print x.attributions == y.attributions
        """)
    let asked = said.split(separator: "asked\n").last ?? ""
    #expect(!asked.contains("left out") && !asked.contains("error E"), "\(asked)")
    #expect(asked.hasPrefix("0\n") && asked.hasSuffix("\ntrue"), "\(asked)")
  }

  @Test func `rows to be answered are not said to be left out, those to be judged are`() throws {
    let answers = try ran(
      Self.program + "predict m, csv(\"new.csv\")\npredict m, csv(\"partly.csv\")")
    #expect(!answers.contains("left out") && !answers.contains("error E"), "\(answers)")
    #expect(answers.split(separator: "predictions: 3 rows").count == 3, "\(answers)")
    let judged = try ran(Self.program + "e = evaluate m, csv(\"partly.csv\")")
    #expect(judged.contains("1 row without \"kind\" is left out"), "\(judged)")
    let trained = try ran(Self.program + "train m, csv(\"birds.csv\"), epochs=1")
    #expect(trained.contains("10 rows without \"sex\" are left out"), "\(trained)")
  }

  @Test func `data to validate on have the target of those that are learnt from`() throws {
    let said = try ran(
      Self.program + "train m, d, validation=csv(\"birds.csv\"), epochs=1")
    #expect(!said.contains("left out") && !said.contains("error E"), "\(said)")
  }

  @Test func `a model of one feature is asked about a file of one column`() throws {
    let line = "d = data csv(\"line.csv\")\nm = model d { dense 1 }\ntrain m, d, epochs=1\n"
    let said = try ran(line + "predict m, csv(\"one.csv\")")
    #expect(said.contains("predictions: 2 rows") && !said.contains("error E"), "\(said)")
    #expect(try ran(line + "train m, csv(\"one.csv\")").contains("E0516"))
    #expect(try ran(line + "d2 = csv(\"one.csv\")").contains("E0516"))
  }
}
