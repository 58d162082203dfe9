import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Rows are called by their numbers in the file, whatever has chosen or shuffled them.
@Suite("Rows of a file by their numbers")
struct FileRowTests {
  /// `id` is the number of the row; every fifth has a gap.
  private static let people =
    "id,age,town,happy\n"
    + (0..<50).map { row in
      let town = ["Rome", "Oslo", "Bonn"][row % 3]
      return "\(row),\(row % 5 == 4 ? "" : "\(20 + row)"),\(town),\(row > 25 ? "yes" : "no")\n"
    }.joined()

  private func ran(_ program: String, _ files: String...) throws -> (said: String, texts: [String])
  {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      try AtomicFile.write(
        Array("id,age,town\n1,30,Rome\n2,40,Oslo\n3,,Bonn\n".utf8), to: folder + "/new.csv")
      let said = Transcript(folder: folder).run(program)
      let texts = files.map {
        String(
          decoding: (try? InputFile.read(folder + "/" + $0, limit: 1 << 24)) ?? [], as: UTF8.self)
      }
      return (said, texts)
    }
  }

  @Test(arguments: [
    "drop_missing", "shuffle", "keep(id > 9)", "drop_missing; shuffle; keep(age > 30)",
    "drop_duplicates; shuffle", "drop_missing; split 60%, 20%, 20%",
    "split 60%, 20%, 20%; shuffle",
  ])
  func `predictions say the rows of the file`(steps: String) throws {
    let parts = steps.contains("split") ? [".train", ".validation", ".test"] : [""]
    let lines = parts.enumerated().map { index, part in
      """
      export predict(m, d\(part)), "p\(index).csv"
      export d\(part), "d\(index).csv"
      """
    }
    let (said, texts) = try ran(
      """
      seed 3
      d = data csv("people.csv") { \(steps) }
      m = model d { dense 3, activation=tanh; dense 1, activation=sigmoid }
      train m, d, epochs=1

      """ + lines.joined(separator: "\n"), "p0.csv", "d0.csv", "p1.csv", "d1.csv", "p2.csv",
      "d2.csv")
    #expect(!said.contains("error E"), "\(said)")
    for index in parts.indices {
      let answers = try DelimitedText.read(Array(texts[2 * index].utf8)).table
      let rows = try DelimitedText.read(Array(texts[2 * index + 1].utf8)).table
      let numbers = try #require(
        answers.column(named: "row")?.values.doubles, "\(texts[2 * index])")
      #expect(numbers == rows.column(named: "id")?.values.doubles, "\(texts)")
    }
  }

  @Test func `raw answers, first rows and explanations call a row the same`() throws {
    let (said, _) = try ran(
      """
      seed 3
      d = data csv("people.csv") { drop_missing; shuffle; split 60%, 40% }
      m = model d { dense 1, activation=sigmoid }
      train m, d, epochs=1
      c = data csv("people.csv") { keep(id > 45); drop_missing }
      p = predict m, c
      print "rows", p.row
      head c, 2
      e = explain m, c, row=47
      f = explain m, {id: 47, age: 67, town: "Bonn"}
      print e.attributions == f.attributions
      """)
    #expect(said.contains("rows [46, 47, 48]") || said.contains("46, 47, 48"), "\(said)")
    #expect(said.contains("\n   46  46 ") || said.contains("\n  46  46"), "\(said)")
    #expect(said.hasSuffix("\ntrue"), "\(said)")
  }

  @Test func `a row that is elsewhere says where`() throws {
    let start = """
      seed 3
      d = data csv("people.csv") { drop "id"; drop_missing; split 60%, 40% }
      m = model d { dense 1, activation=sigmoid }
      train m, d, epochs=1

      """
    let rows = try ran(start + "export predict(m, d.test), \"p.csv\"", "p.csv").texts[0]
      .split(separator: "\n").dropFirst().compactMap { Int($0.prefix { $0 != "," }) }
    let inTest = try #require(rows.first)
    let other = try #require((0..<50).first { !rows.contains($0) && $0 % 5 != 4 })
    let (said, _) = try ran(start + "explain m, d, row=\(inTest)")
    #expect(said.contains("row \(inTest) of the file is in the test part"), "\(said)")
    #expect(said.contains("`explain …, d.test, row=\(inTest)`"), "\(said)")
    let (missed, _) = try ran(start + "explain m, d.test, row=\(other)")
    #expect(missed.contains("E0573") && missed.contains("`row="), "\(missed)")
    #expect(missed.contains("rows have the numbers of the file"), "\(missed)")
    let (found, _) = try ran(start + "e = explain m, d.test, row=\(inTest)")
    #expect(!found.contains("error E"), "\(found)")
  }

  @Test func `a gap is in the row that the file has`() throws {
    let (said, _) = try ran(
      """
      d = data csv("people.csv") { drop_missing }
      m = model d { dense 1, activation=sigmoid }
      train m, d, epochs=1
      predict m, data csv("people.csv") { keep(id > 30) }
      """)
    #expect(said.contains("of row 34, counted from 0"), "\(said)")
  }

  @Test func `windows are of the row that is predicted`() throws {
    let (said, texts) = try ran(
      """
      d = data csv("people.csv", target="id") { select "town"; split 60%, 20%, 20%; windows 3, horizon=2 }
      m = model d { flatten; dense 1 }
      export predict(m, d.train), "p.csv"; export predict(m, d.test), "q.csv"
      export predict(m, csv("people.csv")), "r.csv"
      """, "p.csv", "q.csv", "r.csv")
    #expect(!said.contains("error E"), "\(said)")
    // Rows 0 to 29 are for training: the first three tell the fifth; 40 to 49 are for the test.
    for (text, rows) in zip(texts, [4..<30, 44..<50, 4..<52]) {
      let table = try DelimitedText.read(Array(text.utf8)).table
      #expect(table.names == ["row", "answer"], "\(text)")
      #expect(table.column(named: "row")?.values.doubles == rows.map(Double.init), "\(text)")
    }
  }

  @Test func `rows that stand where they stood have their numbers, too`() throws {
    let (_, texts) = try ran(
      """
      d = data csv("people.csv") { drop "age" }
      m = model d { dense 1, activation=sigmoid }
      export predict(m, d), "p.csv"
      """, "p.csv")
    #expect(texts[0].hasPrefix("row,answer,probability,yes\n0,"), "\(texts[0].prefix(40))")
  }

  @Test func `windows with gaps that are left out are told, in training and of new rows`() throws {
    let (said, _) = try ran(
      """
      d = data csv("people.csv", target="age") { drop "town", "happy"; split 60%, 40%; windows 2 }
      """)
    #expect(said.contains("windows are left out: something is missing in \"age\" there"), "\(said)")
    let (asked, _) = try ran(
      """
      d = data csv("people.csv", target="id") { drop "age", "happy"; windows 2 }
      """)
    #expect(!asked.contains("left out: something"), "\(asked)")
  }

  @Test func `columns chosen in another order keep that of the file, which is told`() throws {
    let (said, _) = try ran("d = data csv(\"people.csv\") { select \"town\", \"id\" }")
    #expect(said.contains("columns keep the order of the file: \"id\" and \"town\""), "\(said)")
    let (same, _) = try ran("d = data csv(\"people.csv\") { select \"id\", \"town\" }")
    #expect(!same.contains("keep the order"), "\(same)")
  }

  @Test func `predictions of a part go to JSON with their rows`() throws {
    let (said, texts) = try ran(
      """
      d = data csv("people.csv") { drop "age"; split 60%, 40% }
      m = model d { dense 1, activation=sigmoid }
      export predict(m, d.test), "p.json"
      """, "p.json")
    #expect(!said.contains("error E"), "\(said)")
    #expect(texts[0].contains("answer") && texts[0].contains("row"), "\(texts[0].prefix(200))")
  }
}
