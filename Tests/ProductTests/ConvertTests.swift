import Support
import Testing
import TestSupport

/// `nabla convert`.
@Suite("Converting files", .enabled(if: Product.isThere, Product.skipReason))
struct ConvertTests {
  private let sessions = SourceFiles.root() + "/sessions/"

  private func text(_ path: String) throws -> String {
    String(decoding: try InputFile.read(path, limit: 1 << 24), as: UTF8.self)
  }

  @Test func `a session becomes a notebook and comes back byte for byte`() throws {
    try TemporaryFolder.use { folder in
      let session = sessions + "course/06-xor.nabla.md"
      let outcome = try Product.run(["convert", session, folder + "/a.ipynb"])
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.output.hasPrefix("wrote \(folder)/a.ipynb: a Jupyter notebook of "))
      #expect(
        try Product.run(["convert", folder + "/a.ipynb", folder + "/b.nabla.md"]).status == 0)
      #expect(try text(folder + "/b.nabla.md") == text(session))
      // The same again, and a notebook of nabla's own may be replaced.
      let first = try text(folder + "/a.ipynb")
      #expect(try Product.run(["convert", session, folder + "/a.ipynb"]).status == 0)
      #expect(try text(folder + "/a.ipynb") == first)
    }
  }

  @Test func `a page has all that the session has, and nothing that asks for more`() throws {
    try TemporaryFolder.use { folder in
      let outcome = try Product.run([
        "convert", sessions + "course/06-xor.nabla.md", folder + "/a.html",
      ])
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.error.contains("`--run` runs the session and draws them"))
      let page = try text(folder + "/a.html")
      #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("<!-- drawn by nabla -->\n"))
      for part in [
        "<svg", "<summary>Solution</summary>", "class=\"verb\">train</span>",
        "<summary>Answer</summary>",
      ] {
        #expect(page.contains(part), "\(part)")
      }
      for part in ["<script", "src=\"http", "@import", "url(http"] {
        #expect(!page.contains(part), "\(part)")
      }
    }
  }

  @Test func `a session that is run shows charts as they are drawn`() throws {
    try TemporaryFolder.use { folder in
      let session = folder + "/a.nabla.md"
      try AtomicFile.write(
        Array(
          "# A\n\n```nabla\nplot tanh, -1..1\nsummary model 2 { dense 1 }\n```\n\n```nabla\nnosuch(1)\n```\n"
            .utf8), to: session)
      let before = try text(session)
      let outcome = try Product.run(["convert", session, folder + "/a.ipynb", "--run"])
      #expect(outcome.status == 1)
      let notebook = try text(folder + "/a.ipynb")
      for part in ["image/svg+xml", "text/html", "\"output_type\": \"error\"", "\"ename\": \"E0"] {
        #expect(notebook.contains(part), "\(part)")
      }
      #expect(try text(session) == before)
      #expect(try Product.run(["convert", session, folder + "/a.html", "--run"]).status == 1)
      let page = try text(folder + "/a.html")
      #expect(
        page.contains("<svg") && page.contains("<table>") && page.contains("class=\"out error\""))
    }
  }

  @Test func `whatever is not converted is told`() throws {
    try TemporaryFolder.use { folder in
      for (name, text, code) in [
        ("a.py", "import torch\nnet = torch.nn.Linear(2, 1)\n", "E0689"), ("b.py", "", "E0690"),
        ("c.py", "from sklearn.svm import SVC\n", "E0689"), ("d.py", "a\u{0}b", "E0691"),
      ] {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
        let outcome = try Product.run(["convert", folder + "/" + name, folder + "/x.nabla"])
        #expect(outcome.status != 0 && outcome.error.contains(code), "\(name): \(outcome)")
      }
    }
  }

  @Test func `a program of which a line is left out is written, named and no success`() throws {
    try TemporaryFolder.use { folder in
      let whole = "import keras\nm = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n"
      func convert(_ text: String, _ name: String) throws -> (status: Int32, error: String) {
        try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name).py")
        let outcome = try Product.run([
          "convert", "\(folder)/\(name).py", "\(folder)/\(name).nabla",
        ])
        return (Int32(outcome.status), outcome.error)
      }
      #expect(try convert(whole, "a").status == 0)
      let part = try convert(whole + "m.foo(3)\nassert m\n", "b")
      #expect(part.status == 1, "\(part)")
      #expect(part.error.contains("line 3 is not understood"), "\(part)")
      #expect(part.error.contains("line 4 is not understood"), "\(part)")
      #expect(try text(folder + "/b.nabla").contains("#   m.foo(3)"))
      // Each line is named where nothing is understood, too.
      let none = try convert("import keras\nm = Net(3)\nm.fit(1, 2)\n", "c")
      #expect(none.status == 1 && none.error.contains("E0690"), "\(none)")
      #expect(
        none.error.contains("line 2 is not understood")
          && none.error.contains("line 3 is not understood"), "\(none)")
    }
  }

  @Test func `a notebook where a session is wanted is told with the way`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/a.ipynb"
      #expect(try Product.run(["convert", sessions + "course/06-xor.nabla.md", path]).status == 0)
      for words in [["run", path], ["verify", path], ["walk", path], [path]] {
        let outcome = try Product.run(words)
        #expect(outcome.status != 0 && outcome.error.contains("E0693"), "\(words): \(outcome)")
        #expect(outcome.error.contains("nabla convert \"\(path)\""), "\(outcome)")
      }
    }
  }

  @Test func `a session becomes a program that does the same, and a program a session`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(
        Array(
          "---\nnabla: 1\nseed: 7\ndtype: float64\n---\n# A\n\n```nabla\nx = normal(2)\nx\n```\n\n```nabla {norun}\ny\n```\n"
            .utf8),
        to: folder + "/a.nabla.md")
      #expect(
        try Product.run(["convert", folder + "/a.nabla.md", folder + "/a.nabla"]).status == 0)
      #expect(
        try text(folder + "/a.nabla")
          == "seed 7\nset dtype=float64\n\n# # A\n\nx = normal(2)\nx\n\n# y\n")
      let (ran, program) = (
        try Product.run(["run", folder + "/a.nabla.md"]), try Product.run([folder + "/a.nabla"])
      )
      #expect(ran.output == program.output && program.status == 0)
      #expect(
        try Product.run(["convert", folder + "/a.nabla", folder + "/b.nabla.md"]).status == 0)
      let session = try text(folder + "/b.nabla.md")
      #expect(session.contains("\n# A\n") && session.contains("```nabla\nx = normal(2)\nx\n```"))
    }
  }

  @Test func `a model goes the way of load and export`() throws {
    try TemporaryFolder.use { folder in
      let saved = try Product.run(["-c", "save model 2 { dense 1 }, \"\(folder)/m.safetensors\""])
      #expect(saved.status == 0)
      let outcome = try Product.run([
        "convert", folder + "/m.safetensors", folder + "/m.onnx", "--json",
      ])
      #expect(outcome.status == 0, "\(outcome.error)")
      let report = try JSON.read(Array(outcome.output.utf8))
      #expect(report["from"]?.string == "safetensors" && report["to"]?.string == "ONNX")
      #expect(InputFile.exists(folder + "/m.onnx"))
    }
  }

  @Test func `standard input and output take part`() throws {
    let session = try text(sessions + "course/05-backpropagation.nabla.md")
    let outcome = try Product.run(
      ["convert", "-", "-", "--from", "session", "--to", "ipynb"], input: session)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("{\n \"cells\": ["))
    let back = try Product.run(["convert", "-", "-", "--to", "nabla.md"], input: outcome.output)
    #expect(back.output == session)
  }

  @Test func `what cannot be done is told, and nothing is written`() throws {
    try TemporaryFolder.use { folder in
      let session = sessions + "course/05-backpropagation.nabla.md"
      try AtomicFile.write(Array("{\"cells\": [{".utf8), to: folder + "/broken.ipynb")
      try AtomicFile.write(Array("my own".utf8), to: folder + "/mine.html")
      try AtomicFile.write(Array("<!DOCTYPE html><p>x".utf8), to: folder + "/page.html")
      for (arguments, code, status) in [
        ([folder + "/none.ipynb", folder + "/x.nabla.md"], "E0503", Int32(2)),
        ([folder + "/broken.ipynb", folder + "/x.nabla.md"], "E0675", 2),
        ([session, folder + "/x.doc"], "E0676", 64),
        ([session, folder + "/x.html", "--to", "word"], "E0676", 64),
        ([folder + "/page.html", folder + "/x.nabla.md"], "E0677", 64),
        ([session, folder + "/x.onnx"], "E0677", 64),
        ([folder + "/page.html", folder + "/page.html"], "E0678", 64),
        ([session, folder + "/mine.html"], "E0529", 74),
        ([session, folder + "/no/such/x.html"], "E0503", 74),
      ] {
        let outcome = try Product.run(["convert"] + arguments)
        #expect(
          outcome.error.contains(" \(code): ") && outcome.status == status,
          "\(arguments): \(outcome)")
        #expect(!InputFile.exists(folder + "/x.nabla.md") && !InputFile.exists(folder + "/x.html"))
      }
      #expect(try text(folder + "/mine.html") == "my own")
      #expect(
        try Product.run(["convert", session, folder + "/mine.html", "--replace"]).status == 0)
      #expect(try Product.run(["convert", session, "-"]).status == 64)
    }
  }

  @Test func `a name that says no kind is answered with what this very file can become`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("import keras\n".utf8), to: folder + "/a.py")
      let outcome = try Product.run(["convert", folder + "/a.py", folder + "/a.md"])
      #expect(outcome.error.contains("E0676") && outcome.error.contains(".nabla.md"), "\(outcome)")
      #expect(!outcome.error.contains(" .md") && !outcome.error.contains(".onnx"), "\(outcome)")
    }
  }

  @Test func `the prompt writes notebooks and pages of what was done`() throws {
    try TemporaryFolder.use { folder in
      let outcome = try Product.run(
        [],
        input:
          "plot tanh, -1..1\nx = 2\nx + 1\nexport session, \"\(folder)/a.ipynb\"\n:save \(folder)/a.html\n"
          + ":save \(folder)/a.nabla.md\nexport session, \"\(folder)/b.html\"\nexport session, \"\(folder)/b.nabla\"\n"
          + "export session, \"\(folder)/b.doc\"\n")
      #expect(outcome.error.contains("E0676") && !outcome.error.contains("--to"), "\(outcome)")
      let notebook = try text(folder + "/a.ipynb")
      #expect(notebook.contains("image/svg+xml") && notebook.contains("x + 1"))
      #expect(try text(folder + "/a.html").contains("<figure class=\"ink\">"))
      #expect(try text(folder + "/b.html").contains("<figure class=\"ink\">"))
      #expect(try text(folder + "/b.nabla") == "plot tanh, -1..1\nx = 2\nx + 1\n")
      #expect(!(try text(folder + "/a.nabla.md")).contains("export session"))
      #expect(try Product.run(["verify", folder + "/a.nabla.md"]).status == 0)
    }
  }

  @Test(
    .enabled(
      if: Peers.have("nbformat", "nbconvert", "html5lib"),
      Peers.lack("nbformat", "nbconvert", "html5lib")))
  func `Jupyter takes the notebooks and a reader of HTML the pages`() throws {
    try TemporaryFolder.use { folder in
      var (notebooks, pages) = ([String](), [String]())
      for (index, name) in FolderListing.names(in: sessions).sorted().enumerated()
      where name.hasSuffix(".nabla.md") {
        notebooks.append("\(folder)/\(index).ipynb")
        pages.append("\(folder)/\(index).html")
        // The digits take minutes.
        let options = name.hasPrefix("03") ? [] : ["--run"]
        #expect(
          try Product.run(["convert", sessions + name, "\(folder)/\(index).ipynb"] + options).status
            == 0)
        #expect(
          try Product.run(["convert", sessions + name, "\(folder)/\(index).html"] + options).status
            == 0)
      }
      let said = try Peers.run("notebooks.py", notebooks + ["--"] + pages, in: folder)
      let words = said.split(separator: "\n").map { $0.prefix { $0 != " " } }
      let count = notebooks.count
      try #require(count > 0, "the project has sessions")
      #expect(
        words.count { $0 == "valid" } == count && words.count { $0 == "shown" } == count, "\(said)")
      #expect(words.count { $0 == "page" } == count && !words.contains("mistake"), "\(said)")
    }
  }
}
