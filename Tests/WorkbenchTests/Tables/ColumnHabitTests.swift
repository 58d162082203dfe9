import Support
import Testing
import TestSupport
import WorkbenchTestSupport

/// What hands write that know columns from elsewhere, and what is said to it.
@Suite("Habits of columns")
struct ColumnHabitTests {
  private func said(_ lines: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(
        Array("id,age,pay,town,happy\n1,30,10,Rome,no\n2,40,20,Bonn,yes\n3,50,30,Rome,no\n".utf8),
        to: folder + "/p.csv")
      return Transcript(folder: folder).run("d = data csv(\"p.csv\") { target happy; \(lines) }")
    }
  }

  @Test(arguments: [
    (
      "features \"age\"", "\"age\" is one",
      "`drop \"id\", \"pay\", \"town\"` leaves out the others"
    ),
    ("features age", "\"age\" is one", "leaves out the others"),
    ("features age, \"pay\"", "\"age\" and \"pay\" are some", "`drop \"id\", \"town\"`"),
    ("features [\"age\", \"pay\"]", "\"age\" and \"pay\" are some", "`drop \"id\", \"town\"`"),
    (
      "features [age, pay, id, town]", "\"age\", \"pay\", \"id\" and \"town\" are some",
      "leave \"age\", \"pay\", \"id\" and \"town\" out"
    ),
    ("features age, age^2", "\"age\" is one", "leave \"age\" out here"),
  ])
  func `columns are features already`(line: String, what: String, hint: String) throws {
    let said = try said(line)
    #expect(
      said.hasPrefix("error E0696: features computes new columns, and \(what)"), "\(said)")
    #expect(said.contains("every column is a feature: "), "\(said)")
    #expect(said.contains(hint), "\(said)")
  }

  @Test(arguments: [
    ("features \"aeg\"", "did you mean `age`?"), ("features aeg^2", "did you mean `age`?"),
    ("column(x = \"age\")", "write `age`"), ("features \"age\" * 2", "write `age * 2`"),
    ("features pay / \"age\"", "write `pay / age`"), ("features d.age", "write `age`"),
    ("features df[\"age\"] + 1", "write `age`"), ("keep df.age > 30", "write `age`"),
    ("features age..pay", "columns stand for their values, as in `age^2`"),
  ])
  func `what is meant is said`(line: String, hint: String) throws {
    let said = try said(line)
    #expect(said.hasPrefix("error E0"), "\(line): \(said)")
    #expect(said.contains("hint: \(hint)"), "\(line): \(said)")
  }

  @Test func `a list of formulas is these formulas`() throws {
    for line in ["features [age^2, age * pay]", "features age^2, age * pay"] {
      #expect(try said(line + "}; d.columns; {").contains("age^2"), "\(line)")
    }
  }

  @Test(arguments: [
    ("VACUUM", "VACUUM does more than read"), ("begin", "BEGIN does more than read"),
    ("PRAGMA table_info(words)", "PRAGMA does more than read"),
    ("-- all\\nDROP TABLE words", "DROP TABLE does more than read"),
    ("/* a */ delete from words", "DELETE does more than read"),
  ])
  func `a database is only read`(query: String, what: String) throws {
    let path = SourceFiles.root() + "/Tests/FormatsTests/Fixtures/small.sqlite"
    let said = printed("d = data sqlite(\"\(path)\", \"\(query)\")")
    #expect(said.contains(what), "\(said)")
    #expect(said.contains("hint: databases are only read: write `select * from "), "\(said)")
  }

  @Test(arguments: [
    ("", "there is no statement in the text", "write `select * from "),
    ("-- nothing", "there is no statement in the text", "write `select * from "),
    ("select 1; select 2", "one statement is read", "leave out what stands behind the first `;`"),
  ])
  func `a query is one statement`(query: String, what: String, hint: String) throws {
    let path = SourceFiles.root() + "/Tests/FormatsTests/Fixtures/small.sqlite"
    let said = printed("d = data sqlite(\"\(path)\", \"\(query)\")")
    #expect(said.contains(what) && said.contains(hint), "\(said)")
  }
}
