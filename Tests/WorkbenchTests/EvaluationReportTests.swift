import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// How `evaluate` judges tables, and what it can be asked for.
@Suite("Evaluating tables")
struct EvaluationReportTests {
  private static let people =
    "age,happy\n30,no\n40,no\n50,no\n20,no\n35,yes\n45,yes\n"
  private static let prices =
    "x,price\n1,100000\n2,200000\n3,300000\n4,400000\n5,500000\n6,600000\n"
  /// All scores are one half, so that class 0 is always the answer.
  private static let undecided = """
    d = data csv("people.csv", target="happy") { standardize }
    m = model d { dense 1, activation=sigmoid, kernel_initializer=zeros }

    """

  private func ran(_ program: String, _ files: [String: String] = ["people.csv": people]) throws
    -> String
  {
    var output = ""
    try TemporaryFolder.use { folder in
      for (name, text) in files {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
      }
      output = Transcript(folder: folder).run(program)
    }
    return output
  }

  @Test func `classes stand by their names, beside what always answering one would give`() throws {
    let output = try ran(Self.undecided + "evaluate m, d")
    #expect(
      output.hasSuffix(
        """
        evaluation of m on d: 6 samples, positive class: yes
          loss      0.6931
          accuracy  0.6667  (always "no": 0.667)
          class     precision  recall  f1_score  support
          no           0.6667  1.0000    0.8000        4
          yes          0.0000  0.0000    0.0000        2
          macro        0.3333  0.5000    0.4000        6
          weighted     0.4444  0.6667    0.5333        6
          auc                         0.5000
          average_precision           0.3333
          expected_calibration_error  0.1667
          never predicted: class "yes"
        """), "\(output)")
  }

  @Test(arguments: [
    ("e.classes", "no\nyes"), ("e.support", "[4, 2]"), ("e.precision", "0"), ("e.auc", "0.5"),
    ("e.baseline.class", "no"), ("e.positive", "yes"), ("e.macro.recall", "0.5"),
    ("e.confusion", "tensor[2, 2]\n  4  0\n  2  0"),
  ])
  func `everything stands behind the dots`(field: String, expected: String) throws {
    let output = try ran(Self.undecided + "e = evaluate m, d\n" + field)
    #expect(output.hasSuffix("\n" + expected) || output == expected, "\(output)")
  }

  @Test func `a threshold and a positive class change the answers`() throws {
    let output = try ran(Self.undecided + "evaluate m, d, positive=\"yes\", threshold=0.4")
    #expect(output.contains("  no           0.0000  0.0000    0.0000        4\n"), "\(output)")
    #expect(output.contains("  yes          0.3333  1.0000    0.5000        2\n"), "\(output)")
    #expect(output.contains("  threshold                   0.4000\n"), "\(output)")
    let best = try ran(Self.undecided + "evaluate m, d, positive=0, threshold=f1")
    #expect(best.contains("positive class: no\n"), "\(best)")
    #expect(best.contains("0.2500  the best by f1_score on these data\n"), "\(best)")
  }

  @Test(arguments: [
    ("positive=\"maybe\"", "E0540"), ("threshold=1.5", "E0"), ("threshold={mis: 2}", "E0"),
  ])
  func `what means nothing is refused`(option: String, code: String) throws {
    let output = try ran(Self.undecided + "evaluate m, d, \(option)")
    #expect(output.contains("error \(code)"), "\(output)")
    #expect(!output.contains("evaluation of"), "\(output)")
  }

  @Test func `intervals come again`() throws {
    let program = Self.undecided + "evaluate m, d, intervals=true"
    let output = try ran(program)
    #expect(output.contains("(always \"no\": 0.667)  95 % interval 0.3333 … 1.0000"), "\(output)")
    #expect(try ran(program) == output)
  }

  @Test func `numbers are judged in the units of the file, beside their mean`() throws {
    let output = try ran(
      """
      d = data csv("prices.csv", target="price") { standardize }
      m = model d { dense 1, kernel_initializer=zeros }
      e = evaluate m, d
      e
      abs(e.mean_absolute_error - 150000) < 0.1
      abs(e.baseline.mean_absolute_error - 150000) < 0.1
      r = train m, d, epochs=1
      """, ["prices.csv": Self.prices])
    #expect(output.contains("loss  1.0000  on the scale that is learnt\n"), "\(output)")
    #expect(output.contains("always 350000\n"), "\(output)")
    #expect(output.contains("true\ntrue\n"), "\(output)")
    #expect(output.contains("mean_absolute_error 150000.00"), "\(output)")
  }

  @Test func `of many classes the five that are found worst are shown`() throws {
    let rows = (0..<75).map { "\($0),c\(10 + $0 % 25)\n" }.joined()
    let output = try ran(
      """
      d = data csv("many.csv", target="kind") { standardize }
      m = model d { dense 25, activation=softmax, kernel_initializer=zeros }
      evaluate m, d
      """, ["many.csv": "x,kind\n" + rows])
    #expect(output.contains("  20 more, all in e.f1_score; these have the lowest\n"), "\(output)")
    #expect(output.contains("\n  c15 ") && !output.contains("\n  c16 "), "\(output)")
    #expect(output.contains("and 14 more"), "\(output)")
  }

  @Test func `a part without positives says so`() throws {
    let output = try ran(
      Self.undecided + "evaluate m, csv(\"no.csv\", target=\"happy\"), intervals=true",
      ["people.csv": Self.people, "no.csv": "age,happy\n30,no\n40,no\n"])
    #expect(
      output.hasSuffix("no positives in this part: class \"yes\" does not occur"), "\(output)")
    #expect(!output.contains("nan"), "\(output)")
  }

  @Test func `data without names print loss and metrics alone`() {
    let output = printed(
      "m = model 1 { dense 1, activation=sigmoid }\nevaluate m, table([1, 2], [0, 1])")
    #expect(output.split(separator: "\n").count == 3, "\(output)")
  }
}
