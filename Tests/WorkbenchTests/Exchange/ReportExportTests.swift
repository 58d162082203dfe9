import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// `export e, "e.json"`: every report in every form that holds one; what a form leaves out is told.
@Suite("Reports for other programs")
struct ReportExportTests {
  private static let flowers =
    "length,width,kind\n"
    + (0..<60).map { "\($0 % 20),\(($0 * 7) % 13),\(["iris", "rose", "lily"][$0 % 3])\n" }.joined()
  private static let start = """
    seed 1
    d = data csv("flowers.csv", target="kind") { split 75%, 25% }
    m = model d { dense 4, activation=tanh; dense 3, activation=softmax }
    r = train m, d, epochs=2
    s = train m, d, epochs=1

    """

  private func ran(_ program: String, _ files: String...) throws -> (said: String, texts: [String])
  {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.flowers.utf8), to: folder + "/flowers.csv")
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.start)
      let said = transcript.run(program)
      let texts = files.map {
        ((try? InputFile.read(folder + "/" + $0, limit: 1 << 24)) ?? []).text
      }
      return (said, texts)
    }
  }

  @Test(arguments: [
    "evaluate m, d.test", "explain m, d.test", "explain m, {length: 3, width: 4}",
    "audit m, d, by=\"width\", bins=[4, 8], positive=\"iris\"",
    "sweep n in [1, 2] { train m, d, epochs=n }", "cross_validate m, d, folds=3, epochs=1",
    "compare [r, s]", "cost m", "summary m", "describe d", "check m, d",
    "predict m, csv(\"flowers.csv\")",
  ])
  func `every report becomes every kind of file`(report: String) throws {
    let lines = ["csv", "json", "md", "html"].map { "export e, \"e.\($0)\"" }
    let (said, texts) = try ran(
      "e = \(report)\n" + lines.joined(separator: "\n"), "e.csv", "e.json", "e.md", "e.html")
    #expect(!said.contains("error E"), "\(said)")
    for line in ["e.csv", "e.json", "e.md", "e.html"] {
      #expect(said.contains("exported the report to \(line)"), "\(said)")
    }
    #expect(texts.allSatisfy { !$0.isEmpty }, "\(report)")
    #expect(texts[1].hasPrefix("{\"format\":\"nabla report\""), "\(texts[1].prefix(80))")
  }

  @Test func `what stands beside the rows is in the other files, and told where it is left out`()
    throws
  {
    let (said, texts) = try ran(
      "e = evaluate m, d.test\nexport e, \"e.csv\"\nexport e, \"e.json\"\nexport e, \"e.md\"",
      "e.csv", "e.json", "e.md")
    #expect(
      said.contains(
        "exported the report to e.csv: the rows of its table; loss, accuracy"), "\(said)")
    #expect(said.contains("the chart are in files that end in .json, .md and .html"), "\(said)")
    #expect(texts[0].hasPrefix("class,precision,"), "\(texts[0])")
    for text in texts[1...] {
      #expect(text.contains("accuracy") && text.contains("loss"), "\(text)")
    }
    // The counts of the confusion matrix, which the text of the report does not have.
    #expect(
      texts[1].contains("\"nabla chart\"")
        && texts[1].contains("{\"name\":\"iris\",\"values\":[1.0,0.0,0.0]}"), "\(texts[1])")
  }

  @Test func `files say no more than that where nothing is left out`() throws {
    let (said, _) = try ran("e = predict m, csv(\"flowers.csv\")\nexport e, \"e.csv\"")
    #expect(said.hasSuffix("exported the report to e.csv"), "\(said)")
  }

  @Test func `of many classes all stand in every file`() throws {
    let (said, texts) = try ran(
      """
      x = table(reshape(range(120), [60, 2]) / 120, mod(range(60), 30))
      w = model x { dense 30, activation=softmax }
      train w, x, epochs=1
      e = evaluate w, x, intervals=true
      export e, "e.json"
      save e, "f.json"
      """, "e.json", "f.json")
    #expect(!said.contains("error E"), "\(said)")
    for text in texts { #expect(text.contains("[\"29\","), "\(text.prefix(4_000))") }
  }

  @Test func `what the screen shortens stands in every file`() throws {
    let (said, texts) = try ran(
      """
      w = model d { dense 4, activation=tanh; dropout 0.5; dense 3, activation=softmax }
      q = predict w, d.train, samples=3
      export q, "q.json"
      e = sweep n in [1, 2] { train m, d, epochs=n, metrics=[accuracy, log_loss, brier, cohen_kappa, mcc, iou] }
      export e, "e.json"
      p = predict m, {length: 3, width: 4}
      export p, "p.md"
      """, "q.json", "e.json", "p.md")
    #expect(!said.contains("error E"), "\(said)")
    #expect(texts[0].contains("\"mean 2\""), "\(texts[0].prefix(400))")
    #expect(texts[0].split(separator: "],[").count >= 45, "\(texts[0].suffix(400))")
    #expect(texts[1].contains("\"iou\"") && texts[1].contains("\"mcc\""), "\(texts[1])")
    #expect(texts[2].contains("probability"), "\(texts[2])")
  }

  @Test func `counts of classes have their names above and beside them`() throws {
    let (said, texts) = try ran(
      """
      e = evaluate m, d.test
      export e.confusion, "c.csv"
      save e.confusion, "s.csv"
      export e.recall, "r.csv"
      export confusion([0, 1, 1], [0, 1, 0]), "n.csv"
      export e.confusion / 2, "h.csv"
      """, "c.csv", "s.csv", "r.csv", "n.csv", "h.csv")
    #expect(!said.contains("error E"), "\(said)")
    let lines = texts[0].split(separator: "\n")
    #expect(lines.count == 4 && lines[0] == "true,iris,lily,rose", "\(texts[0])")
    #expect(lines[1].hasPrefix("iris,") && lines[3].hasPrefix("rose,"), "\(texts[0])")
    #expect(texts[0] == texts[1])
    #expect(texts[2].hasPrefix("class,value\niris,"), "\(texts[2])")
    #expect(texts[3] == "true,0,1\n0,1,0\n1,1,1\n", "\(texts[3])")
    #expect(texts[4].hasPrefix("value 0,value 1,value 2\n"), "\(texts[4])")
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
