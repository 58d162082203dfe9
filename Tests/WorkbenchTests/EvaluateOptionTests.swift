import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Wrong uses of `positive=`, `threshold=` and `intervals=`: each says what to type, at the option itself.
@Suite("Options of evaluate")
struct EvaluateOptionTests {
  private static let people =
    "age,town,happy\n"
    + (0..<40).map { "\(20 + $0),\($0 % 2 == 0 ? "Rome" : "Oslo"),\($0 > 20 ? "yes" : "no")\n" }
    .joined()
  private static let names = """
    seed 1
    d = data csv("people.csv", target="happy")
    m = model d { dense 1, activation=sigmoid }
    t = data csv("people.csv", target="age")
    n = model t { dense 1 }
    k = table([1, 2, 3, 4], [0, 1, 2, 0])
    three = model 1 { dense 3, activation=softmax }

    """

  private func ran(_ line: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.names)
      return transcript.run(line)
    }
  }

  @Test(arguments: [
    ("evaluate n, t, positive=\"Rome\"", "E0541", "leave `positive` out"),
    ("evaluate n, t, positive=1", "E0541", "leave `positive` out"),
    ("evaluate n, t, threshold=0.3", "E0541", "leave `threshold` out"),
    ("evaluate three, k, positive=1", "E0541", "`e.precision`"),
    ("evaluate three, k, positive=\"dog\"", "E0541", "`e.precision`"),
    ("evaluate three, k, threshold=0.3", "E0541", "`e.precision`"),
    ("evaluate m, d, positive=\"maybe\"", "E0540", "there is \"no\" and \"yes\""),
    ("evaluate m, d, positive=2", "E0540", "there is \"no\" and \"yes\""),
    ("evaluate m, d, positive=-1", "E0540", "there is \"no\" and \"yes\""),
    ("evaluate m, d, positive=yes", "E0101", "`positive=\"yes\"`"),
    ("audit m, d, by=\"town\", positive=yes", "E0101", "`positive=\"yes\"`"),
    ("audit m, d, by=town", "E0101", "`by=\"town\"`"),
    ("explain m, d, row=0, class=yes", "E0101", "`class=\"yes\"`"),
    ("explain n, t, row=0, class=\"yes\"", "E0576", "leave it out"),
    ("evaluate m, d, positive=true", "E0118", "`positive=1`"),
    ("evaluate m, d, positive=[1]", "E0118", "`positive=1`"),
    ("evaluate m, d, threshold=\"f1\"", "E0118", "threshold=f1`"),
    ("evaluate m, d, threshold=\"yes\"", "E0118", "`threshold=0.3`"),
    ("evaluate m, d, threshold=yes", "E0103", "`threshold=f1`"),
    ("evaluate m, d, threshold=50", "E0401", "`50%`"),
    ("evaluate m, d, threshold=-1", "E0401", "`"),
    ("evaluate m, d, threshold={yes: 5}", "E0401", "`threshold={miss: 5, alarm: 1}`"),
    ("evaluate m, d, threshold={miss: -5}", "E0401", "`threshold={miss: 5, alarm: 1}`"),
    ("evaluate m, d, intervals=0.95", "E0118", "`intervals=true`"),
    ("evaluate m, d, intervals=\"yes\"", "E0118", "`intervals=true`"),
  ])
  func `a wrong use says what to type`(line: String, code: String, hint: String) throws {
    let output = try ran(line)
    #expect(output.contains("error \(code): "), "\(line): \(output)")
    let told = output.split(separator: "\n").last { $0.hasPrefix("hint: ") } ?? ""
    #expect(told.contains(hint), "\(line): \(output)")
  }

  @Test func `the caret stands at the option`() throws {
    let output = try ran("evaluate n, t, positive=1")
    #expect(
      output.contains(
        """
          1 | evaluate n, t, positive=1
            |                ^^^^^^^^^^
        """), "\(output)")
  }

  @Test func `costs are shown as they were written`() throws {
    let output = try ran("evaluate m, d, threshold={yes: 5}")
    #expect(output.contains("not {yes: 5}"), "\(output)")
  }

  @Test func `numbers have intervals`() throws {
    let output = try ran("e = evaluate n, t, intervals=true\ne.intervals.r2_score")
    #expect(output.hasPrefix("["), "\(output)")
  }
}
