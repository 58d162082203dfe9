import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// What a user of pandas types about tables and the models made of them.
@Suite("Questions from the office") struct OfficeQuestionTests {
  private static let trained = """
    d = data csv("p.csv", target="income")
    m = model d { dense 1 }
    train m, d, epochs=1

    """

  @Test(arguments: [
    ("d.age", "`d[\"age\"]`", "d[\"age\"]"),
    ("d[d.age > 30]", "keep age ==", "data d { keep age > 30 }"),
    ("d[d[\"age\"] > 30]", "`data d { keep age > 30 }`", "data d { keep age > 30 }"),
    (
      "d[\"age\", \"sex\"]", "`data d { select \"age\", \"sex\" }`",
      "data d { select \"age\", \"sex\" }"
    ),
    (
      "d[[\"age\", \"sex\"]]", "`data d { select \"age\", \"sex\" }`",
      "data d { select \"age\", \"sex\" }"
    ),
    ("d.isna()", "`describe d`", "describe d"), ("d.value_counts()", "`describe d`", "describe d"),
    ("d.dropna()", "`data d { drop_missing }`", "data d { drop_missing }"),
    ("d.fillna(0)", "`data d { impute constant, value=0 }`", "data d { impute constant, value=0 }"),
    ("d.sort_values(\"age\")", "`split 80%, 20%, time=", "data d { split 80%, 20%, time=\"age\" }"),
    (
      "d.rename(columns={\"age\": \"years\"})", "`column(new = old)`",
      "data d { column(years = age) }"
    ),
    ("d.drop(columns=[\"age\"])", "`data d { drop \"age\" }`", "data d { drop \"age\" }"),
    ("m.predict(\"q.csv\")", "`predict m, csv(\"q.csv\")`", "predict m, csv(\"q.csv\")"),
    ("predict m, \"a text\"", "`{column: \"a text\"}`", "predict m, {age: 30, sex: \"m\"}"),
    (
      "predict m, {Age: 30, sex: \"m\"}", "did you mean \"age\" by \"Age\"",
      "predict m, {age: 30, sex: \"m\"}"
    ),
    ("evaluate m", "`evaluate m, d`", "evaluate m, d"),
    ("train m", "`train m, d`", "train m, d"), ("audit m", "`audit m, d`", "print 1"),
  ])
  func `advice about data and models works, too`(wrong: String, hint: String, right: String) throws
  {
    let said = try OfficeFiles.ran(Self.trained, wrong, right)
    let told = said[1].split(separator: "hint: ").last ?? ""
    #expect(said[1].contains("error E") && told.contains(hint), "\(said[1])")
    #expect(!said[2].contains("error E"), "\(said[2])")
  }

  @Test func `that nothing is known is offered where the model has an answer`() throws {
    let said = try OfficeFiles.ran(
      "d = data csv(\"machines.csv\"); m = model d { dense 1 }; train m, d, epochs=1",
      "predict m, {machine: 3}", "predict m, {machine: 3, gap: none}", "predict m, {gap: 3}")
    #expect(said[1].contains("`gap: none` where nothing is known"), "\(said[1])")
    #expect(!said[2].contains("error E"), "\(said[2])")
    #expect(said[3].contains("training had") && !said[3].contains("none`"), "\(said[3])")
  }

  @Test func `a day in a record is a text`() throws {
    let said = try OfficeFiles.ran(
      "d = data csv(\"days.csv\"); m = model d { dense 1 }; train m, d, epochs=1",
      "predict m, {day: 2023-03-25, v: 3}", "predict m, {day: \"2023-03-25\", v: 3}")
    #expect(said[1].contains("`day: \"2023-03-25\"`"), "\(said[1])")
    #expect(!said[2].contains("error E"), "\(said[2])")
  }

  @Test func `the name of a column of texts is not taken for one of them`() throws {
    let said = try OfficeFiles.ran(
      "d = data csv(\"reviews.csv\") { words 6, columns=\"review\" }\n"
        + "m = model d { embedding 200, 4; flatten; dense 1, activation=sigmoid }; train m, d, epochs=1",
      "predict m, csv(\"lines.csv\")", "predict m, csv(\"lines.csv\", header=true)")
    #expect(!said[0].contains("error E"), "\(said[0])")
    // The file is read as that of the training, which has a heading.
    #expect(said[1].contains("predictions: 9 rows") && said[1] == said[2], "\(said)")
  }

  @Test func `a list of names that is cut says how many more there are`() throws {
    let columns = (1...13).map { "c\($0)" }
    let text =
      columns.joined(separator: ",") + "\n"
      + (0..<3).map { row in
        columns.indices.map { "\($0 + row)" }.joined(separator: ",") + "\n"
      }.joined()
    let said = try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/wide.csv")
      return Transcript(folder: folder).run("d = data csv(\"wide.csv\", target=\"zip\")")
    }
    #expect(said.contains("there is c1, c2, c3, c4, c5, c6, c7, c8 and 5 more"), "\(said)")
  }
}
