import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// `audit`: what a model's answers do to groups.
@Suite("Auditing answers") struct AuditVerbTests {
  /// 40 women of whom every fourth is chosen, 40 men of whom every second is; who is chosen has a score above 0.
  private static let people =
    "score,sex,year,town,good\n"
    + (0..<80).map { row in
      let isMan = row >= 40
      let isChosen = row % (isMan ? 2 : 4) == 0
      return
        "\(isChosen ? 1 : -1).5,\(isMan ? "m" : "f"),\(1_950 + row),Rome,\(row % 2 == 0 ? "yes" : "no")\n"
    }.joined()
  private static let known = """
    d = data csv("people.csv", target="good") { drop "sex" "year" "town" }
    m = model d { dense 1, activation=sigmoid }
    m.dense.kernel = [[2]]; m.dense.bias = [0]

    """

  private func ran(_ program: String) throws -> String {
    var output = ""
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      output = Transcript(folder: folder).run(program)
    }
    return output
  }

  @Test func `groups of a column that was dropped have their rates`() throws {
    let output = try ran(Self.known + "audit m, d, by=\"sex\"")
    #expect(
      output.hasSuffix(
        """
        audit of m on d by sex: 80 samples, favourable class: yes
          sex   n  base_rate  selection_rate  95 % interval     ratio
          f    40     0.5000          0.2500  0.1419 … 0.4019  0.5000
          m    40     0.5000          0.5000  0.3520 … 0.6480  1.0000
          sex  accuracy     tpr     fpr  precision  probability  less base rate
          f      0.7500  0.5000  0.0000     1.0000       0.2737         -0.2263
          m      1.0000  1.0000  0.0000     1.0000       0.5000          0.0000
          demographic_parity_difference  0.2500
          equal_opportunity_difference   0.5000  of tpr
          equalized_odds_difference      0.5000
          four-fifths rule: f is selected 0.50 times as often as m, 0.50 < 0.8: fails
          no other feature tells the groups apart (largest Cramér's V: score 0.26)
        """), "\(output)")
  }

  @Test(arguments: [
    ("a.groups", "f\nm"), ("a.selection_rate", "{f: 0.25, m: 0.5}"), ("a.ratio.f", "0.5"),
    ("a.tpr", "{f: 0.5, m: 1}"), ("a.four_fifths", "false"), ("a.positive", "yes"),
    ("a.equal_opportunity_difference", "0.5"), ("a.demographic_parity_ratio", "0.5"),
    ("a.n.m", "40"),
  ])
  func `everything stands behind the dots`(field: String, expected: String) throws {
    let output = try ran(Self.known + "a = audit m, d, by=\"sex\"\n" + field)
    #expect(output.hasSuffix("\n" + expected) || output == expected, "\(output)")
  }

  @Test func `the favourable class can be the other one`() throws {
    let output = try ran(
      Self.known + "a = audit m, d, by=\"sex\", positive=\"no\"\na.selection_rate\na.four_fifths")
    #expect(output.hasSuffix("{f: 0.75, m: 0.5}\nfalse"), "\(output)")
    let numbered = try ran(Self.known + "a = audit m, d, by=\"sex\", positive=0\na.positive")
    #expect(numbered.hasSuffix("no"), "\(numbered)")
  }

  @Test func `numbers are cut in bands, where it is said or at quartiles`() throws {
    let output = try ran(
      Self.known + """
        a = audit m, d, by="year", bins=[1960, 1990]
        a.n
        b = audit m, d, by="year"
        len(b.groups)
        a
        """)
    #expect(
      output.contains("{\"< 1960\": 10, \"1960 to < 1990\": 30, \">= 1990\": 40}"), "\(output)")
    #expect(output.contains("\n4\naudit of m"), "\(output)")
    #expect(
      output.contains("fewer than 30 rows, so its rates hardly say anything: < 1960 (n = 10)"))
  }

  @Test func `of numbers errors are told in their units`() throws {
    let output = try ran(
      """
      d = data csv("people.csv", target="year") { drop "good" "town" "sex" }
      m = model d { dense 1, kernel_initializer=zeros }
      a = audit m, d, by="sex"
      a
      a.mean_error
      """)
    #expect(output.contains("80 samples, year in its own units"), "\(output)")
    #expect(output.contains("f overestimated, m underestimated"), "\(output)")
    #expect(output.hasSuffix("{f: 20, m: -20}"), "\(output)")
  }

  @Test(arguments: [
    ("audit m, d, by=\"sx\"", "did you mean `sex`?"), ("audit m, d, by=\"town\"", "E0578"),
    ("audit m, d, by=\"sex\", bins=[3]", "E0578"),
    ("audit m, d, by=\"year\", bins=[3, 2]", "E0401"),
    ("audit m, d, by=\"sex\", positive=\"maybe\"", "E0576"), ("audit m, d", "E0116"),
    ("audit m, table([1, 2], [0, 1]), by=\"sex\"", "E0536"),
    ("audit m, d, by=\"sex\", threshold=2", "E0401"),
    (
      "k = model d { dense 3, activation=softmax }; audit k, d, by=\"sex\"",
      "of 3 classes one must be the favourable one"
    ),
  ])
  func `bad input is answered with words`(program: String, expected: String) throws {
    let output = try ran(Self.known + program)
    #expect(output.contains(expected), "\(output)")
  }
}
