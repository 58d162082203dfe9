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
    let copied = try said(load + "c = copy k; evaluate c, csv(\"t.csv\")")
    #expect(copied.contains("accuracy  1.0000"), "\(copied)")
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
}
