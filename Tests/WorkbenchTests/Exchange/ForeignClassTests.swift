import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Models of others whose classes are numbers, and tables whose classes are words.
@Suite("Classes of models of others")
struct ForeignClassTests {
  /// A model whose outputs are Gentoo, Chinstrap, Adelie, which an ONNX file without our notes cannot say.
  private static let model = """
    m = model 3 { dense 3, activation=softmax }
    m.dense.kernel = [[0, 0, 9], [0, 9, 0], [9, 0, 0]]

    """
  private static let table =
    "a,b,c,species\n1,0,0,Adelie\n0,1,0,Chinstrap\n0,0,1,Gentoo\n1,0,0,Adelie\n0,0,1,Gentoo\n"

  private func said(_ line: String) throws -> String {
    try said(by: Self.model + line, beside: "t.csv", Self.table)
  }

  private func said(by program: String, beside name: String, _ text: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
      return Transcript(folder: folder).run(program)
    }
  }

  @Test(arguments: ["evaluate m, csv(\"t.csv\")", "predict m, csv(\"t.csv\")"])
  func `without names the order that is taken is told, with the line that says another`(
    line: String
  )
    throws
  {
    let text = try said(line)
    #expect(
      text.contains(
        "warning W0050: m does not say which class each of its outputs is: 0 as \"Adelie\", 1 as \"Chinstrap\""
      ),
      "\(text)")
    #expect(
      text.contains("`m = load \"…\", classes=[\"Adelie\", \"Chinstrap\", \"Gentoo\"]`"), "\(text)")
  }

  @Test func `names that are said when it is loaded are gone by`() throws {
    let load =
      "export m, \"m.onnx\"; k = load \"m.onnx\", classes=[\"Gentoo\", \"Chinstrap\", \"Adelie\"]\n"
    let judged = try said(load + "evaluate k, csv(\"t.csv\")")
    #expect(judged.contains("accuracy  1.0000") && !judged.contains("W0050"), "\(judged)")
    let wrong = try said("evaluate m, csv(\"t.csv\")")
    #expect(wrong.contains("accuracy  0.2000"), "\(wrong)")
    let file = try said(
      load + "p = predict k, csv(\"t.csv\"); export p, \"p.csv\"; q = load \"p.csv\"")
    #expect(!file.contains("W0050"), "\(file)")
    let shown = try said(load + "p = predict k, csv(\"t.csv\"); print p; print p.class[0]")
    #expect(
      shown.contains("predictions: ") && shown.contains("probability")
        && ["Adelie", "Chinstrap", "Gentoo"].contains { shown.hasSuffix("\n\($0)") }, "\(shown)")
    let copied = try said(load + "c = copy k; evaluate c, csv(\"t.csv\")")
    #expect(copied.contains("accuracy  1.0000"), "\(copied)")
  }

  @Test func `the order that is taken is told whole, also of many classes and of one output`()
    throws
  {
    let names = (10..<22).map { "\"k\($0)\"" }
    let table = "a,b,kind\n" + (10..<34).map { "\($0),1,k\(10 + ($0 - 10) % 12)\n" }.joined()
    let many = try said(
      by:
        "m = model 2 { dense 12, activation=softmax }\nm.dense.kernel = 0 * m.dense.kernel\nevaluate m, csv(\"t.csv\")",
      beside: "t.csv", table)
    #expect(many.contains("W0050") && many.contains("11 as \"k21\""), "\(many)")
    #expect(many.contains("classes=[\(names.joined(separator: ", "))]"), "\(many)")
    let two = "a,b,kind\n1,1,no\n2,1,yes\n3,1,no\n"
    let one = try said(
      by:
        "m = model 2 { dense 1, activation=sigmoid }\nm.dense.kernel = 0 * m.dense.kernel\nevaluate m, csv(\"t.csv\")",
      beside: "t.csv", two)
    #expect(one.contains("its output is the probability of: \"yes\" is taken"), "\(one)")
  }

  @Test func `names may be numbers, and none stands there twice`() throws {
    let load = "export m, \"m.onnx\"; "
    let twice = try said(load + "k = load \"m.onnx\", classes=[\"a\", \"b\", \"a\"]")
    #expect(twice.contains("error E0628: `classes` has \"a\" twice"), "\(twice)")
    for numbers in ["[3, 1, 2]", "[3, 1, \"2\"]"] {
      let judged = try said(
        by: Self.model + load
          + "k = load \"m.onnx\", classes=\(numbers); evaluate k, csv(\"n.csv\")",
        beside: "n.csv", "a,b,c,kind\n1,0,0,2\n0,1,0,1\n0,0,1,3\n1,0,0,2\n0,0,1,3\n")
      #expect(judged.contains("accuracy  1.0000"), "\(judged)")
    }
    let text = try said(load + "k = load \"m.onnx\", classes=\"a\"")
    #expect(text.contains("E0118") && !text.contains("without quotation marks"), "\(text)")
  }

  @Test func `other names and other counts are refused`() throws {
    let load = "export m, \"m.onnx\"; "
    let count = try said(load + "k = load \"m.onnx\", classes=[\"a\", \"b\"]")
    #expect(count.contains("error E0628: `classes` names 2 classes"), "\(count)")
    let unknown = try said(
      load
        + "k = load \"m.onnx\", classes=[\"gentoo\", \"Chinstrap\", \"Adelie\"]; evaluate k, csv(\"t.csv\")"
    )
    #expect(unknown.contains("error E0628: no output of k is the class \"Gentoo\""), "\(unknown)")
  }

  private static let load =
    "export m, \"m.onnx\"; k = load \"m.onnx\", classes=[\"Gentoo\", \"Chinstrap\", \"Adelie\"]\nd = data csv(\"t.csv\") { rescale 1 }\n"

  @Test(arguments: [
    "train k, d, epochs=1, optimizer=sgd(0.0000001)",
    "train k, d, epochs=1, optimizer=sgd(0.0000001), validation=csv(\"t.csv\")",
    "train k, csv(\"t.csv\"), epochs=1, optimizer=sgd(0.0000001)",
    "train d, epochs=1 { step k, loss=sparse_categorical_crossentropy, optimizer=sgd(0.0000001) }",
  ])
  func `a model whose classes were said is trained on them in that order`(line: String) throws {
    let text = try said(
      Self.load + line
        + "\nevaluate k, d\nsave k, \"k.safetensors\"; l = load \"k.safetensors\"; evaluate l, d")
    #expect(text.split(separator: "\n").count { $0.contains("accuracy  1.0000") } == 2, "\(text)")
    #expect(!text.contains("W0050") && !text.contains("E0"), "\(text)")
  }

  @Test(arguments: [
    ("quantize k, data=d", "accuracy        1.0000"),
    ("prune k, 0.1, d, epochs=1", "1.0000  on t.csv; before 1.0000"),
    ("compare [k, k], d", "1.0000"),
    ("r = audit k, d, by=\"a\", positive=\"Gentoo\"; print r.selection_rate", "\"1\": 0}"),
  ])
  func `every other statement takes the data in the order of the outputs, too`(
    line: String, told: String
  ) throws {
    let text = try said(Self.load + line)
    #expect(text.contains(told) && !text.contains("0.2000"), "\(text)")
    #expect(!text.contains("W0050") && !text.contains("E0628"), "\(text)")
  }

  @Test func `classes that are no outputs are refused before anything is learnt`() throws {
    let text = try said(
      "export m, \"m.onnx\"; k = load \"m.onnx\", classes=[\"a\", \"Chinstrap\", \"Adelie\"]\ntrain k, csv(\"t.csv\"), epochs=1"
    )
    #expect(text.contains("error E0628: no output of k is the class \"Gentoo\""), "\(text)")
    let teacher = try said(
      "export m, \"m.onnx\"; k = load \"m.onnx\", classes=[\"Gentoo\", \"Chinstrap\", \"Adelie\"]\n"
        + "o = load \"m.onnx\", classes=[\"Adelie\", \"Chinstrap\", \"Gentoo\"]\n"
        + "train o, csv(\"t.csv\"), epochs=1, teacher=k")
    #expect(teacher.contains("error E0628: the outputs of k are the classes"), "\(teacher)")
  }

  @Test func `a student without classes learns in the order of its teacher`() throws {
    let text = try said(
      Self.load
        + "s = model d { dense 3, activation=softmax }\ndistill s, k, d, epochs=1, alpha=1\nexport predict(s, d), \"p.csv\"; print s.recipe"
    )
    #expect(text.contains("species: Gentoo, Chinstrap, Adelie"), "\(text)")
  }

  @Test func `rows that are only asked about may have any words in their last column`() throws {
    let text = try said(
      by: Self.model
        + "export m, \"m.onnx\"; k = load \"m.onnx\", classes=[\"Gentoo\", \"Chinstrap\", \"Adelie\"]; predict k, csv(\"n.csv\")",
      beside: "n.csv", "a,b,c,island\n1,0,0,Dream\n0,1,0,Biscoe\n0,0,1,Dream\n")
    #expect(text.contains("predictions: ") && !text.contains("E0628"), "\(text)")
  }
}
