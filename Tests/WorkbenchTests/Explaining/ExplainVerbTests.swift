import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// `explain`: what an answer comes from, by the names that its reader knows.
@Suite("Explaining answers") struct ExplainVerbTests {
  private static let people =
    "age,town,happy\n"
    + (0..<40).map { "\(20 + $0),\(["Rome", "Oslo", "Bonn"][$0 % 3]),\($0 > 20 ? "yes" : "no")\n" }
    .joined()
  private static let mails =
    "mail,kind\n"
    + (0..<60).map { row in
      row % 2 == 0
        ? "win a prize number \(row) now,spam\n" : "see you at home day \(row),ham\n"
    }.joined()
  /// Two features, of which the second counts for nothing in `m`, and its answers are right.
  private static let known = """
    m = model 2 { dense 1, activation=sigmoid }
    m.dense.kernel = [[4], [0]]; m.dense.bias = [0]
    d = table([[-2, 1], [-1, 0], [1, 1], [2, 0], [-3, 1], [3, 0]], [0, 0, 1, 1, 0, 1])

    """
  private static let trained = """
    seed 1
    d = data csv("people.csv") { split 80%, 20% }
    m = model d { dense 4, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=3

    """

  private func ran(_ program: String, threads: Int = 1) throws -> String {
    var output = ""
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      try AtomicFile.write(Array(Self.mails.utf8), to: folder + "/mails.csv")
      output = Transcript(threads: threads, folder: folder).run(program)
    }
    return output
  }

  @Test func `a linear model is explained exactly`() throws {
    let output = try ran(
      """
      m = model 2 { dense 1 }
      m.dense.kernel = [[2], [-1]]; m.dense.bias = [0.5]
      e = explain m, [3, 4], steps=1
      e
      e.attributions
      e.attribution
      e.method
      """)
    #expect(
      output == """
        explanation of m by integrated_gradients: answer is 2.5
          column  value  attribution
          x0      3                6  ++++++++++++++++++++
          x1      4               -4  -------------
          sum          2  (x - b) * mean of df/dx on the way from b to x
          f(x) - f(b)  2  2.5 - 0.5; b: zeros
          gap          0  of completeness, 1 step
        {x0: 6, x1: -4}
        [6, -4]
        integrated_gradients
        """, "\(output)")
  }

  @Test(arguments: ["saliency", "occlusion"])
  func `of a linear model all methods say the same`(method: String) throws {
    let output = try ran(
      """
      m = model 2 { dense 1 }
      m.dense.kernel = [[2], [-1]]
      e = explain m, {x0: 1}, method=\(method)
      """)
    #expect(output.contains("error E"), "a model of tensors has no names for records")
    let found = try ran(
      """
      m = model 2 { dense 1 }
      m.dense.kernel = [[2], [-1]]
      e = explain m, [3, 4], method=\(method), baseline=[1, 1]
      e.attributions
      """)
    #expect(found == "{x0: 4, x1: -3}", "\(found)")
  }

  @Test func `words stand under the column that they came from`() throws {
    let output = try ran(
      Self.trained + """
        e = explain m, {age: 41, town: "Oslo"}
        e
        e.attributions
        """)
    #expect(output.contains("\n  age     41 "), "\(output)")
    #expect(output.contains("\n  town    Oslo "), "\(output)")
    #expect(!output.contains("town_Oslo"))
    #expect(output.contains("b: means in training, and none of the one-hot words"))
    #expect(output.contains("\n{age: "))
  }

  @Test func `a prepared row is told as the file would have it`() throws {
    let raw = try ran(Self.trained + "explain m, d.test, row=10")
    let prepared = try ran(Self.trained + "explain m, d.test.x[2]")
    #expect(raw == prepared)
    #expect(raw.contains("of class \"") && raw.contains("age "))
  }

  @Test func `a chosen class has the opposite numbers of the other of two`() throws {
    let output = try ran(
      Self.trained + """
        a = explain m, d.test, row=31, class="no"
        b = explain m, d.test, row=31, class=1
        abs(a.attribution + b.attribution) < 0.000001
        [a.class, b.class]
        """)
    #expect(output.hasSuffix("[1, 1, 1, 1]\nno\nyes"), "\(output)")
  }

  @Test func `what counts for nothing has no importance`() throws {
    let output = try ran(
      Self.known
        + "e = explain m, d\ne.measure\ne.score\ne.importances[\"x1\"]\ne.importances.x0 > 0")
    #expect(output == "accuracy\n1\n0\ntrue", "\(output)")
  }

  @Test func `permutation and partial dependence go through raw columns`() throws {
    let output = try ran(
      Self.trained + """
        explain m, d.test
        p = explain m, d, column="age"
        len(p.values)
        p.values[0] > 20
        explain m, d, method=partial_dependence, column="town"
        """)
    #expect(output.contains("what m listens to: accuracy"), "\(output)")
    #expect(output.contains("\n20\ntrue\npartial dependence of m on town"), "\(output)")
    #expect(output.contains("\n  Bonn "), "\(output)")
  }

  @Test func `the answer does not depend on the number of threads`() throws {
    let program =
      Self.trained + """
        explain m, d.test, row=30
        e = explain m, d.test
        e
        explain m, d.test, row=30, method=occlusion
        """
    func found(_ threads: Int) throws -> String {
      let output = try ran(program, threads: threads)
      return output.range(from: "explanation of")
    }
    #expect(try found(1) == found(3))
    #expect(try !found(1).isEmpty)
  }

  @Test func `pictures are explained in place`() throws {
    let output = try ran(
      """
      m = model [8, 8] { reshape [8, 8, 1]; conv2d 2, 3, activation=relu; flatten; dense 3, activation=softmax }
      e = explain m, ones([8, 8]), method=occlusion
      e
      plot e
      shape(e.attribution)
      """)
    #expect(output.contains("by occlusion of 2 x 2 patches"), "\(output)")
    #expect(output.contains("rows ") && output.contains("\nplot: probability of class"))
    #expect(output.hasSuffix("[8, 8]"), "\(output)")
  }

  @Test func `words have a number each, in their order`() throws {
    let output = try ran(
      """
      m = model [4] { embedding 9, 3; global_average_pooling1d; dense 1, activation=sigmoid }
      e = explain m, [3, 1, 3, 8]
      e.tokens
      shape(e.attribution)
      e.gap < 0.000001
      """)
    #expect(output.hasSuffix("3\n1\n3\n8\n[4]\ntrue"), "\(output)")
  }

  @Test func `a text by itself is explained word by word`() throws {
    let output = try ran(
      """
      seed 2
      d = data csv("mails.csv") { words 8 }
      m = model d { embedding d.vocab, 4; global_average_pooling1d; dense 1, activation=sigmoid }
      r = train m, d, epochs=20
      e = explain m, "win a prize, you"
      e
      e.tokens
      a = explain m, {mail: "win a prize, you"}, method=occlusion
      a
      explain m, d
      """)
    #expect(output.contains("b: no words, vectors of zeros"), "\(output)")
    #expect(output.contains("\nwin\na\nprize\n"), "\(output)")
    #expect(output.contains("by occlusion: probability of class \"spam\""), "\(output)")
    #expect(output.contains("\n  mail "), "\(output)")
  }

  @Test func `steps are taken back where a prepared row is told`() throws {
    let output = try ran(
      """
      seed 1
      d = data csv("people.csv") { column(half = age / 2); bins 2, "age"; ordinal "town"; split 80%, 20% }
      m = model d { dense 1, activation=sigmoid }
      r = train m, d, epochs=1
      explain m, d.test.x[0]
      explain m, d.test, row=31
      """)
    #expect(output.contains("town ") && !output.contains("(none)"), "\(output)")
    #expect(output.contains("age     >= ") || output.contains("age     < "), "\(output)")
  }

  @Test func `windows in time are explained by column`() throws {
    let found = try ran(
      """
      seed 1
      d = data csv("people.csv", target="age") { drop "town"; split 80%, 20%; windows 3 }
      m = model d { flatten; dense 1 }
      r = train m, d, epochs=2
      explain m, d.test, row=0
      explain m, d.test
      e = explain m, d.test, row=0
      shape(e.attribution)
      """)
    #expect(found.contains("\n  happy ") && found.contains("\n  age "), "\(found)")
  }

  @Test func `a model that nobody trained is told, a read one is not`() throws {
    let told = "was not trained"
    #expect(try ran("explain model 2 { dense 1 }, [1, 2]").contains(told))
    #expect(try !ran(Self.trained + "explain m, d.test, row=31").contains(told))
    let read = "save m, \"m.safetensors\"; k = load \"m.safetensors\"\nexplain k, d.test, row=31"
    #expect(try !ran(Self.trained + read).contains(told))
  }

  @Test(arguments: [
    ("explain m, d, method=saliancy", "did you mean `saliency`?"),
    ("explain m, d, method=saliency", "E0573"),
    ("explain m, d, row=60", "there is no row 60"),
    ("explain m, {age: none, town: \"Oslo\"}", "E0533"),
    ("explain m, {age: 1, town: \"Oslo\"}, class=\"maybe\"", "E0576"),
    ("explain m, {age: 1, town: \"Oslo\"}, baseline=[1, 2]", "E0577"),
    ("explain m, {age: 1}", "E0531"), ("explain m, [1, 2]", "E0309"),
    ("explain m, [1, 2, nan, 4]", "not a finite number"),
    ("explain m, d, column=\"agee\"", "did you mean `age`?"),
    ("explain m, d, method=partial_dependence", "E0575"),
    ("explain m, \"x\"", "E0118"), ("explain E0573", "type `:explain E0573` at the prompt"),
    ("explain m, d, row=0, steps=0", "E0401"),
    ("explain m, {age: 1, town: \"Oslo\"}, method=permutation", "E0573"),
  ])
  func `bad input is answered with words`(program: String, expected: String) throws {
    let output = try ran(Self.trained + program)
    #expect(output.contains(expected), "\(output)")
  }

  @Test func `reports are written as other reports are`() throws {
    let output = try ran(
      Self.trained
        + "e = explain m, d.test, row=31\nsave e, \"e.md\"; save e, \"e.json\"; save e, \"e.html\"")
    #expect(output.contains("saved the report to e.html"), "\(output)")
  }

  @Test func `without a class it is said for which class the signs speak`() throws {
    let own = try ran(Self.trained + "explain m, d.test, row=1")
    #expect(own.contains("the model's own answer here; `class=` explains another one"), "\(own)")
    let asked = try ran(Self.trained + "explain m, d.test, row=1, class=\"no\"")
    #expect(!asked.contains("own answer"))
  }
}

extension String {
  /// From a text on to the end; empty without it.
  fileprivate func range(from text: String) -> String {
    let lines = split(separator: "\n")
    guard let first = lines.firstIndex(where: { $0.hasPrefix(text) }) else { return "" }
    return lines[first...].joined(separator: "\n")
  }
}
