import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What `describe` says of columns of numbers.
@Suite struct DescribeVerbTests {
  private func text(_ source: String) -> String { printed(source) }

  @Test func `each column has its mean, deviation, ends and median`() {
    #expect(
      text("describe [[1, 10], [2, 20], [4, 60], [5, 70]]") == """
        column  count  mean    std  min  median  max
        [0]         4     3  1.581    1       3    5
        [1]         4    40   25.5   10      40   70
        """)
    #expect(text("describe([3, 1, 2]).median") == "[2]")
  }

  @Test func `targets come last, and what is no number is left out`() {
    let table = text("describe table([[0, 1], [2, nan], [4, 3]], [0, 1, 1])")
    #expect(table.contains("x[1]        2"), "\(table)")
    #expect(table.split(separator: "\n").last?.hasPrefix("y ") ?? false, "\(table)")
    #expect(text("describe([nan]).max") == "[nan]")
  }

  @Test func `of very many columns the first are shown`() {
    let table = text("describe zeros([3, 100])")
    #expect(table.contains("[39]") && !table.contains("[40]") && table.contains("60 more columns"))
  }

  @Test func `columns of a table have mean, deviation, ends and median by their names`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<8).map { "\($0 * 10),\($0).5,\($0 % 2 == 0 ? "Rome" : "Oslo"),\($0 % 2)\n" }
      try AtomicFile.write(
        Array(("age,pay,town,y\n" + rows.joined()).utf8), to: folder + "/p.csv")
      let said = Transcript(folder: folder).run(
        """
        d = csv("p.csv"); x = describe d; x
        print x.mean.age, x.std.pay, x.min.pay, x.median.age, x.max.y
        d
        """)
      #expect(said.contains("mean") && said.contains("std") && said.contains("22.91"), "\(said)")
      #expect(said.contains("35 2.29129 0.5 35 1"), "\(said)")
      #expect(said.contains("0 … 70, median 35  █"), "\(said)")
      #expect(said.contains("Oslo 4, Rome 4"), "\(said)")
    }
  }

  @Test func `what has no columns is refused`() {
    #expect(text("describe model 2 { dense 1 }").contains("must be a data set or a tensor"))
    #expect(text("describe").contains("E0"))
  }

  @Test func `a kind of chart beside what has a chart of its own is refused`() {
    let runs = "m = model 1 { dense 1 }; r = train m, table([[0], [1]], [[0], [1]]), epochs=1;\n"
    #expect(
      text(runs + "plot r, kind=bar").hasSuffix(
        """
        error E0407: kind=bar is for tensors; a run has a chart of its own
          2 | plot r, kind=bar
            | ^^^^
        hint: leave it out: `plot r`; `plot r.loss, kind=bar` draws its numbers
        """))
    #expect(text("plot tanh, -1..1, kind=bar").contains("leave it out: `plot tanh, -1..1`"))
  }

  @Test func `a chart is written as a page`() throws {
    let draw = try FileKinds.standard.writer(\.draw, of: .figure, named: "x.html")
    let bytes = try draw.make(
      Plot(LineChart([]), title: "a<b"), DrawRequest(width: 300, height: 200, theme: .light))
    let page = String(decoding: bytes, as: UTF8.self)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<title>a&lt;b</title>"))
    #expect(
      page.contains("<svg") && !page.contains("<?xml")
        && page.hasSuffix("<!-- drawn by nabla -->\n"))
  }
}
