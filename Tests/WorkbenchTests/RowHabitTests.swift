import Language
import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// The first and the last rows, and other habits of data frames: the error says the line, and that line works.
@Suite("Habits of data frames")
struct RowHabitTests {
  private static let people =
    "age,town,happy\n"
    + (0..<20).map { "\(20 + $0),\($0 % 2 == 0 ? "Rome" : "Oslo"),\($0 % 3)\n" }.joined()
  private static let names = """
    d = data csv("people.csv", target="happy") { split 80%, 20% }
    x = [1, 2, 4]
    l = ["a", "b"]

    """

  private func ran(_ line: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.names)
      return transcript.run(line)
    }
  }

  private func typed(_ output: String) -> String? {
    guard let hint = output.split(separator: "\n").last(where: { $0.hasPrefix("hint:") }) else {
      return nil
    }
    let parts = hint.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : nil
  }

  @Test(arguments: [
    ("d.x.tail", "d.x[-5:]"), ("d.x.tail()", "d.x[-5:]"), ("d.x.tail(3)", "d.x[-3:]"),
    ("d.x.tail(n=3)", "d.x[-3:]"), ("d.x.head", "head(d.x)"), ("d.x.first(2)", "head(d.x, 2)"),
    ("d.tail(3)", "d.x[-3:]"), ("d.tail(n=3)", "d.x[-3:]"), ("d.head(n=3)", "head d, 3"),
    ("d.test.tail(2)", "d.test.x[-2:]"), ("d.train.head()", "head d.train"),
    ("d[\"age\"].tail(2)", "d[\"age\"][-2:]"), ("x.last()", "x[-5:]"),
    ("d.sample(3)", "head(data d { shuffle }, 3)"), ("d.iloc[0]", "d.x[0:3]"),
    ("l.tail(1)", "l[-1:]"), ("d.age", "d[\"age\"]"), ("d.age.mean()", "d[\"age\"]"),
    ("d[\"town\"].value_counts()", "plot d, \"town\""),
    ("d[\"town\"].unique()", "plot d, \"town\""),
    ("d.drop(\"age\")", "data d { drop \"age\" }"), ("d.dropna()", "data d { drop_missing }"),
    ("d.corr()", "plot d, kind=correlation"), ("d.isnull().sum()", "describe d"),
    ("d.query(\"age > 30\")", "data d { keep age > 30 }"), ("d.size", "len(d)"),
    ("tail d", "d.x[-5:]"), ("tail d, 3", "d.x[-3:]"), ("tail(d, 3)", "d.x[-3:]"),
    ("head true", "head d"), ("head none", "head d"), ("head(d, true)", "head d"),
    ("head 3", "head d"), ("head d, 0", "head d"), ("head d, \"x\"", "head d"),
  ])
  func `the line is said, and works`(line: String, expected: String) throws {
    let output = try ran(line)
    #expect(typed(output) == expected, "\(line): \(output)")
    let again = try ran(expected)
    #expect(!again.contains("error "), "\(expected): \(again)")
  }

  /// The cursor stands at the end of each line.
  @Test(arguments: [
    "data d { keep(", "data d { keep a", "data d { keep age > 3 and a",
    "data d { column(wealth = a", "data d { column(wealth = log(a",
    "data d { features a", "data d { features(age^2, a",
    "data csv(\"people.csv\") { drop \"town\"; keep(a",
  ])
  func `columns complete in formulas`(text: String) {
    let result = Completion.candidates(
      text, cursor: text.utf8.count, catalog: Vocabulary.standard.catalog,
      names: [("d", "data")],
      columns: { $0 == .name("d") || $0 == .file("people.csv") ? ["age", "a b", "town"] : [] })
    #expect(result.items.first?.text == "age", "\(result.items.prefix(3))")
    #expect(!result.items.contains { $0.text == "a b" })
  }

  @Test(arguments: ["keep", "x = keep(", "data d { standardize(", "data d { keep age }; plo"])
  func `elsewhere they do not`(text: String) {
    let result = Completion.candidates(
      text, cursor: text.utf8.count, catalog: Vocabulary.standard.catalog,
      names: [("d", "data")], columns: { $0 == .name("d") ? ["age"] : [] })
    #expect(!result.items.contains { $0.text == "age" && $0.description == "column" })
  }
}
