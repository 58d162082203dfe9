import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Files as offices have them, and what a user of pandas types about them.
@Suite("Files from the office") struct OfficeFileTests {
  @Test(arguments: [
    ("data csv(\"title.csv\")", "lines 1 to 2 are no part of the table"),
    (
      "data csv(\"sep.csv\")",
      "line 1 is no part of the table (`skip=0` reads it), fields between `;`"
    ),
    ("data csv(\"glued.csv\")", "1 row with the names of the columns again is left out"),
    ("data csv(\"trail.csv\", ragged=fill)", "trail.csv, 30 rows"),
    ("data csv(\"title.csv\", skip=2)", "title.csv, 30 rows"),
    ("data csv(\"title.csv\", skip=99)", "expected more than 33 lines, found the end of the file"),
    ("data csv(\"gone.csv\", missing=[\"closed\"])", "gone.csv, 30 rows"),
    ("data csv(\"western.csv\", encoding=\"cp1252\")", "western.csv, 2 rows"),
    ("data csv(\"western.csv\", encoding=cp1252)", "western.csv, 2 rows"),
  ])
  func `such files are read, and it is said how`(line: String, expected: String) throws {
    let said = try OfficeFiles.ran("d = " + line + "\nd")[0]
    #expect(said.contains(expected), "\(said)")
  }

  /// What was typed, what the hint says, and what is typed then.
  @Test(arguments: [
    (
      "data csv(\"gone.csv\")", "missing=[\"closed\"]",
      "data csv(\"gone.csv\", missing=[\"closed\"])"
    ),
    ("data csv(\"bare.csv\")", "`skip=1`", "data csv(\"bare.csv\", skip=1)"),
    (
      "data csv(\"padded.csv\")", "`skip=2` takes the names from line 3",
      "data csv(\"padded.csv\", skip=2)"
    ),
    ("data csv(\"trail.csv\")", "`ragged=fill`", "data csv(\"trail.csv\", ragged=fill)"),
    ("data csv(\"title.csv\", header=2)", "`skip=2`", "data csv(\"title.csv\", skip=2)"),
    ("data csv(\"p.csv\", header=0)", "`header=true`", "data csv(\"p.csv\", header=true)"),
    (
      "data csv(\"western.csv\", encoding=utf8)", "`encoding=latin1`",
      "data csv(\"western.csv\", encoding=latin1)"
    ),
    ("data csv(\"x.xlsx\")", "save it as CSV", "data csv(\"p.csv\")"),
    ("data csv(\"p.csv\", sep=\",\")", "`separator=\",\"`", "data csv(\"p.csv\", separator=\",\")"),
    (
      "data csv(\"p.csv\", delimiter=\",\")", "`separator=\",\"`",
      "data csv(\"p.csv\", separator=\",\")"
    ),
    (
      "data csv(\"p.csv\", usecols=[\"age\", \"income\"])", "`columns=[\"age\", \"income\"]`",
      "data csv(\"p.csv\", columns=[\"age\", \"income\"])"
    ),
    (
      "data csv(\"p.csv\", na_values=\"x\")", "`missing=[\"x\"]`",
      "data csv(\"p.csv\", missing=[\"x\"])"
    ),
    ("data csv(\"title.csv\", skiprows=2)", "`skip=2`", "data csv(\"title.csv\", skip=2)"),
    ("data csv(\"p.csv\", nrows=5)", "`rows=5`", "data csv(\"p.csv\", rows=5)"),
    ("data csv(\"p.csv\", dtype=str)", "`words=", "data csv(\"p.csv\", words=[\"age\"])"),
    ("data csv(\"p.csv\", index_col=0)", "`drop ", "data csv(\"p.csv\") { drop \"age\" }"),
    (
      "data csv(\"p.csv\", parse_dates=[\"age\"])", "`dates=day_first`",
      "data csv(\"p.csv\", dates=day_first)"
    ),
    ("data csv \"p.csv\"", "`d = data csv(\"p.csv\")`", "data csv(\"p.csv\")"),
    (
      "data csv \"p.csv\", target=\"age\" { split 80%, 20% }",
      "csv(\"p.csv\", target=\"age\") { split",
      "data csv(\"p.csv\", target=\"age\") { split 80%, 20% }"
    ),
    ("data csv p.csv", "csv(\"p.csv\")", "data csv(\"p.csv\")"),
    (
      "data csv(\"p.csv\") { keep(age > 30 & sex == \"m\") }", "`and`",
      "data csv(\"p.csv\") { keep(age > 30 and sex == \"m\") }"
    ),
    (
      "data csv(\"p.csv\") { keep(sex in [\"m\", \"f\"]) }", "`(sex == \"m\" or sex == \"f\")`",
      "data csv(\"p.csv\") { keep((sex == \"m\" or sex == \"f\")) }"
    ),
    (
      "data csv(\"p.csv\") { keep sex in [\"m\"] }", "`(sex == \"m\")`",
      "data csv(\"p.csv\") { keep (sex == \"m\") }"
    ),
    (
      "data csv(\"p.csv\") { keep(sex = \"m\") }", "`keep sex == \"m\"`",
      "data csv(\"p.csv\") { keep sex == \"m\" }"
    ),
    (
      "data csv(\"reviews.csv\") { words 6, \"review\" }", "`columns=\"review\"`",
      "data csv(\"reviews.csv\") { words 6, columns=\"review\" }"
    ),
    ("data csv(\"p.csv\") { dropna }", "`drop_missing`", "data csv(\"p.csv\") { drop_missing }"),
    (
      "data csv(\"p.csv\") { fillna 0 }", "`impute constant, value=0`",
      "data csv(\"p.csv\") { impute constant, value=0 }"
    ),
    (
      "data csv(\"p.csv\") { sort \"age\" }", "`split 80%, 20%, time=",
      "data csv(\"p.csv\") { split 80%, 20%, time=\"age\" }"
    ),
    (
      "data csv(\"p.csv\") { rename \"age\" \"years\" }", "`column(new = old)`",
      "data csv(\"p.csv\") { column(years = age); drop \"age\" }"
    ),
    (
      "data csv(\"p.csv\") { fillna value=0 }", "`impute constant, value=0`",
      "data csv(\"p.csv\") { impute constant, value=0 }"
    ),
    (
      "data csv(\"p.csv\") { impute 0 }", "`impute constant, value=0`",
      "data csv(\"p.csv\") { impute constant, value=0 }"
    ),
    (
      "data csv(\"p.csv\") { dropna subset=[\"age\"] }", "`drop_missing \"age\"`",
      "data csv(\"p.csv\") { drop_missing \"age\" }"
    ),
    (
      "data csv(\"reviews.csv\", header=None)", "csv(\"reviews.csv\", header=false)`",
      "data csv(\"reviews.csv\", header=false)"
    ),
    (
      "data csv(\"p.csv\", encoding=utf-8)", "csv(\"p.csv\", encoding=utf8)`",
      "data csv(\"p.csv\", encoding=utf8)"
    ),
    (
      "pd.read_csv(\"p.csv\", sep=\",\", nrows=5)", "csv(\"p.csv\", separator=\",\", rows=5)`",
      "data csv(\"p.csv\", separator=\",\", rows=5)"
    ),
    (
      "data csv(\"p.csv\") { keep(sex not in [\"m\"]) }", "`(sex != \"m\")`",
      "data csv(\"p.csv\") { keep((sex != \"m\")) }"
    ),
    (
      "data csv(\"p.csv\") { filter age > 30 }", "`keep age > 30`",
      "data csv(\"p.csv\") { keep age > 30 }"
    ),
  ])
  func `advice works when it is typed in turn`(wrong: String, hint: String, right: String) throws {
    let said = try OfficeFiles.ran("d = " + wrong, "d = " + right)
    #expect(said[0].contains("error E"), "\(said[0])")
    let told = said[0].split(separator: "hint: ").last ?? ""
    #expect(told.contains(hint), "\(said[0])")
    #expect(!said[1].contains("error E"), "\(said[1])")
  }
}
