import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// `save e, "x.csv"`: the rows of a report, as any other program reads them.
@Suite("Reports as rows")
struct ReportRowTests {
  private static let flowers =
    "length,width,kind\n"
    + (0..<60).map { "\($0 % 20),\(($0 * 7) % 13),\(["iris", "rose, red", "a \"b\""][$0 % 3])\n" }
    .joined().replacing("rose, red", with: "\"rose, red\"")
    .replacing("a \"b\"", with: "\"a \"\"b\"\"\"")
  private static let start = """
    seed 1
    d = data csv("flowers.csv", target="kind") { split 75%, 25% }
    m = model d { dense 4, activation=tanh; dense 3, activation=softmax }
    r = train m, d, epochs=2
    p = data csv("sizes.csv", target="width") { split 75%, 25% }
    q = model p { dense 4, activation=tanh; dense 1 }
    s = train q, p, epochs=2

    """

  /// The table in the file that the last line wrote, and what was said.
  private func table(
    _ program: String, limit: Int = 1 << 20
  ) throws -> (table: TypedTable, said: String, text: String) {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.flowers.utf8), to: folder + "/flowers.csv")
      let sizes = "length,width\n" + (0..<60).map { "\($0 % 20),\($0 * 7 % 13).5\n" }.joined()
      try AtomicFile.write(Array(sizes.utf8), to: folder + "/sizes.csv")
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.start)
      let said = transcript.run(program)
      let bytes = try InputFile.read(folder + "/x.csv", limit: limit)
      return (
        try DelimitedText.read(bytes).table, said, String(decoding: bytes, as: UTF8.self)
      )
    }
  }

  @Test func `scores of classes have all their digits`() throws {
    let (table, said, text) = try table(
      "e = evaluate m, d.test\nsave e, \"x.csv\"\nprint e.f1_score[0], e.macro.recall")
    #expect(text.hasPrefix("class,precision,recall,f1_score,support\n"), "\(text)")
    #expect(
      table.column(named: "class")?.texts.compactMap { $0 }
        == ["a \"b\"", "iris", "rose, red", "macro", "weighted"], "\(text)")
    #expect(said.contains("the rows of its table; loss, accuracy"), "\(said)")
    let recall = try #require(table.column(named: "recall")?.values.doubles)
    #expect(recall.count == 5 && recall.allSatisfy { (0...1).contains($0) })
  }

  @Test func `what has no table has a row for each value`() throws {
    let (table, _, text) = try table(
      "c = cost m\nsave c, \"x.csv\"")
    #expect(text.hasPrefix("name,value\nparameters,"), "\(text)")
    #expect(table.rowCount == 12)
  }

  @Test func `sweeps and folds have every measure`() throws {
    let metrics =
      "[accuracy, top_k_accuracy(2), log_loss, brier, cohen_kappa, mcc, iou, recall(average=macro)]"
    let (sweep, _, text) = try table(
      "s = sweep n in [1, 2] { train m, d, epochs=n, metrics=\(metrics) }\nsave s, \"x.csv\"")
    #expect(sweep.names.first == "n" && sweep.names.contains("recall"), "\(text)")
    #expect(sweep.rowCount == 2)
    let (folds, _, words) = try table(
      "f = cross_validate m, d, folds=3, metrics=\(metrics)\nsave f, \"x.csv\"")
    #expect(
      folds.column(named: "fold")?.texts.compactMap { $0 } == ["1", "2", "3", "mean", "±"],
      "\(words)")
    #expect(folds.names.contains("recall"))
  }

  @Test func `predictions have a row each, however many are shown`() throws {
    let (classes, _, text) = try table("e = predict m, csv(\"flowers.csv\")\nsave e, \"x.csv\"")
    let columns = ["row", "answer", "probability", "a \"b\"", "iris", "rose, red"]
    #expect(classes.names == columns, "\(text)")
    #expect(classes.rowCount == 60)
    let (one, _, single) = try table(
      "e = predict m, {length: 3, width: 4}\nsave e, \"x.csv\"")
    #expect(one.names == columns && one.rowCount == 1, "\(single)")
    let (numbers, said, _) = try table(
      "e = predict q, csv(\"sizes.csv\")\nsave e, \"x.csv\"\nprint e.value[7]")
    #expect(numbers.names == ["row", "answer"], "\(said)")
    let answer = try #require(numbers.column(named: "answer")?.values.doubles)[7]
    #expect(said.hasSuffix("\n" + NumberText.general(answer)), "\(said), \(answer)")
    let (prepared, _, words) = try table("e = predict m, d.test\nsave e, \"x.csv\"")
    // However rows are given, one script reads what a model says of them.
    #expect(prepared.names == columns && prepared.rowCount == 15, "\(words)")
    let (units, _, _) = try table("e = predict q, data csv(\"sizes.csv\")\nsave e, \"x.csv\"")
    #expect(units.names == ["row", "answer"])
  }

  @Test func `explanations and audits leave out bars, and join what goes on`() throws {
    let (row, _, text) = try table("e = explain m, d.test, row=51\nsave e, \"x.csv\"")
    #expect(row.names == ["name", "value", "attribution"], "\(text)")
    let (all, _, _) = try table("e = explain m, d.test\nsave e, \"x.csv\"")
    #expect(all.names == ["column", "importance", "std"])
    let (answers, _, _) = try table("e = explain m, d.test, column=\"width\"\nsave e, \"x.csv\"")
    #expect(answers.names == ["value", "mean a \"b\"", "mean iris", "mean rose, red"])
    let (groups, _, audit) = try table(
      "a = audit m, d, by=\"width\", bins=[4, 8], positive=\"iris\"\nsave a, \"x.csv\"")
    #expect(groups.rowCount == 3 && groups.names.contains("accuracy"), "\(audit)")
    #expect(groups.names.contains("selection_rate"))
    #expect(groups.names.filter { $0 == "group" }.count == 1)
  }

  @Test func `a report is written over its own rows, and over no other table`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.flowers.utf8), to: folder + "/flowers.csv")
      let twice = "m = model 2 { dense 1 }; c = cost m; save c, \"x.csv\"; save c, \"x.csv\""
      #expect(!Transcript(folder: folder).run(twice).contains("error E"))
      let foreign = Transcript(folder: folder).run(
        "m = model 2 { dense 1 }; c = cost m; save c, \"flowers.csv\"")
      #expect(foreign.contains("error E"), "\(foreign)")
      // What was written is data, too.
      let read = Transcript(folder: folder).run("k = csv(\"x.csv\"); len(k)")
      #expect(read.hasSuffix("12"), "\(read)")
    }
  }
}
