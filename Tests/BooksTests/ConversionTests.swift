import Plots
import Sessions
import Support
import Testing
import TestSupport
import Workbench

@testable import Books

/// Sessions as notebooks, pages and programs, and what is drawn in them.
@Suite("Conversions")
struct ConversionTests {
  private func conversion(_ text: String, name: String = "x.nabla.md") throws -> DocumentConversion
  {
    try DocumentConversion(Array(text.utf8), of: .session, name: name)
  }

  private func page(_ text: String, name: String = "x.nabla.md") throws -> String {
    String(decoding: try conversion(text, name: name).bytes(as: .page), as: UTF8.self)
  }

  private let curve = """
    ```nabla {#t}
    r = train m, d  # learn
    ```

    ```nabla-out curve {name=r n=4}
    epoch   loss  val loss
        1    0.5       0.7
        2   0.25       nan
        4  0.125       0.3
    ```

    ```nabla-out plot {name="m on d" n=9}
    class 0: 4 of 9 points
    ```

    ```nabla-view
    ..o
    ```

    """

  @Test func `what is stored of a curve is drawn, and other charts keep their letters`() throws {
    let conversion = try conversion(curve)
    #expect(conversion.chartCount == 1 && conversion.undrawnCount == 1)
    let page = try page(curve)
    #expect(page.contains("<figure class=\"ink\">\n<svg") && page.contains("id=\"title-1-0\""))
    #expect(!page.contains("id=\"title\"") && !page.contains("url(#area)"))
    #expect(page.contains("..o\n\nclass 0: 4 of 9 points"))
    #expect(
      page.contains("<span class=\"comment\"># learn</span>") && page.contains("id=\"cell-t\""))
    let (notebook, _) = try Notebook.read(conversion.bytes(as: .notebook))
    #expect(notebook.session(name: "x").bytes == Array(curve.utf8))
  }

  @Test(arguments: [
    ("a b\n1 2\n3 4", nil), ("epoch  val loss\n1  2\n3  4", ["val loss"]),
    ("x  y\n1  2\n1  4", nil),
    ("x  y\n1  2", nil), ("x  y\n1  2\n2  z", nil), ("x  y\n1  2\n2  3  4", nil), ("x\n1\n2", nil),
    ("", nil),
    ("x  y  z\n1  inf  2\n2  nan  3", ["y", "z"]), ("class 0: 4\nclass 1: 5\nclass 2: 6", nil),
  ])
  func `a table of numbers whose first column ascends is a chart`(text: String, names: [String]?) {
    #expect(StoredColumns.read(text)?.columns.map(\.name) == names)
  }

  @Test func `commands of the prompt in a notebook are shown and not run`() throws {
    let notebook = Notebook([
      Notebook.Cell(.code, ":who"), Notebook.Cell(.code, "x = 1\n?dense\n\ny = [\n  2,\n]\n"),
    ])
    let read = try DocumentConversion(notebook.bytesAsJupyter, of: .notebook, name: "a.ipynb")
    #expect(read.document.cells.map(\.source) == [":who", "x = 1", "?dense", "y = [\n  2,\n]"])
    #expect(read.document.cells.map(\.options.isNotRun) == [true, false, true, false])
    #expect(
      String(decoding: read.bytes(as: .program), as: UTF8.self)
        == "# :who\n\nx = 1\n\n# ?dense\n\ny = [\n  2,\n]\n")
    // A session of one's own comes back as it was.
    let own = "```nabla\n:who\n```\n"
    let again = try DocumentConversion(
      conversion(own).bytes(as: .notebook), of: .notebook, name: "b")
    #expect(again.document.bytes == Array(own.utf8))
  }

  @Test func `comments of a program are no cells`() throws {
    let program = "# ```nabla\n# evil\n# ```\n\nx = 1\n"
    let read = try DocumentConversion(Array(program.utf8), of: .program, name: "a.nabla")
    #expect(read.document.cells.map(\.source) == ["x = 1"])
  }

  @Test func `pictures below the folder come into the page, and no others`() throws {
    try TemporaryFolder.use { folder in
      let inner = folder + "/inner.nabla.md"
      try AtomicFile.write([0x89, 0x50, 0x4E, 0x47, 1, 2], to: folder + "/a b.png")
      try AtomicFile.write(Array("secret".utf8), to: folder + "/text.png")
      let page = try page(
        "![x](a%20b.png) ![y](text.png) ![z](/etc/passwd) ![u](../outside.png) ![v](https://a.b/c.png) "
          + "![w](data:image/png;base64,AAAA) ![s](data:image/svg+xml,<svg>)", name: inner)
      #expect(page.contains("<img src=\"data:image/png;base64,iVBORwEC\" alt=\"x\">"))
      #expect(page.contains("<img src=\"data:image/png;base64,AAAA\" alt=\"w\">"))
      #expect(page.split(separator: "<img").count == 3)
      #expect(!page.contains("secret"))
    }
  }

  @Test(
    arguments: [
      ([], ""), ([0x66], "Zg=="), ([0x66, 0x6F], "Zm8="), ([0x66, 0x6F, 0x6F], "Zm9v"),
      ([0x66, 0x6F, 0x6F, 0x62], "Zm9vYg=="), ([0xFF, 0xFE, 0xFD], "//79"),
    ] as [([UInt8], String)])
  func `bytes are written in 64 signs as RFC 4648 has them`(bytes: [UInt8], text: String) {
    #expect(Base64.text(of: bytes) == text)
  }

  @Test func `foreign text in a session is text in its page`() throws {
    let page = try page(
      """
      ---
      nabla: 1
      title: "</title><script>alert(1)</script>"
      ---
      <script>alert(2)</script>

      ```nabla {#"><script>}
      "</code><script>alert(3)</script>"
      ```

      ```nabla-out value
      </pre><script>alert(4)</script>
      ```

      ```nabla-out curve {name="</svg><script>alert(5)</script>"}
      x  <script>alert(6)</script>
      1  2
      2  3
      ```

      ```nabla-quiz {answer="<script>alert(7)</script>"}
      <script>alert(8)</script>
      a) <script>alert(9)</script> :: <script>
      ```

      ```nabla-hint
      <script>alert(10)</script>
      ```
      """)
    #expect(!page.lowercased().contains("<script"))
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `statements between blank lines are cells, comments that stand alone prose`() throws {
    let program =
      "# A title\n#\n# more\n\nx = 1\ny = model 2 {\n\n  dense 1\n}\n\n\n# about z\nz = 3\r\n"
    let session = String(
      decoding: ProgramSession.session(of: program, name: "p.nabla"), as: UTF8.self)
    #expect(
      session == """
        ---
        nabla: 1
        title: p.nabla
        ---
        A title

        more

        ```nabla
        x = 1
        y = model 2 {

          dense 1
        }
        ```

        ```nabla
        # about z
        z = 3
        ```


        """)
  }

  @Test func `a run keeps what agrees, draws its charts and shows its errors`() throws {
    var conversion = try conversion(
      "---\nnabla: 1\nseed: 3\nrecorded: {engine: 0.1, math: \(ArithmeticVersion.current)}\n---\n"
        + "```nabla\n1 / 3\nplot tanh, -1..1\n```\n\n```nabla-out value\n0.333333\n```\n\n```nabla\nnosuch\n```\n\n"
        + "```nabla {norun}\nalso not\n```\n")
    try conversion.run(Replay.Options())
    let text = String(decoding: conversion.document.bytes, as: UTF8.self)
    #expect(
      text.contains("```nabla-out value\n0.333333\n```")
        && text.contains("```nabla-out error {code=E0")
    )
    #expect(
      conversion.status == .failed && conversion.chartCount == 1 && conversion.undrawnCount == 0)
    let (notebook, _) = try Notebook.read(conversion.bytes(as: .notebook))
    #expect(notebook.cells.map(\.count) == [1, 2, nil])
    #expect(notebook.cells[1].outputs.contains { if case .error = $0 { true } else { false } })
  }
}

extension ConversionTests {
  @Test func `cells of Keras have lines of nabla beside them, which are not run`() throws {
    let notebook = """
      {"cells": [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "import keras\\nfrom keras import layers"},
        {"cell_type": "code", "metadata": {}, "outputs": [],
         "source": "m = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation='relu'), layers.Dense(1)])"}],
       "metadata": {"kernelspec": {"name": "python3", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5}
      """
    let conversion = try DocumentConversion(Array(notebook.utf8), of: .notebook, name: "k.ipynb")
    let text = String(decoding: conversion.bytes(as: .session), as: UTF8.self)
    #expect(conversion.foreignLanguage == "python")
    #expect(text.contains("```python\nimport keras\n") && text.contains("```nabla {norun}\n"))
    #expect(text.contains("dense 3, activation=relu"), "\(text)")
    #expect(conversion.document.cells.allSatisfy { $0.options.isNotRun })
    let plain = notebook.replacing("keras", with: "numpy")
    let other = try DocumentConversion(Array(plain.utf8), of: .notebook, name: "k.ipynb")
    #expect(other.document.cells.isEmpty)
  }
}

extension Notebook {
  /// As Jupyter writes one whose kernel is nabla's: without what only nabla knows.
  fileprivate var bytesAsJupyter: [UInt8] {
    Array(
      String(decoding: bytes, as: UTF8.self).replacing("\"nabla\": {", with: "\"other\": {").utf8)
  }
}
