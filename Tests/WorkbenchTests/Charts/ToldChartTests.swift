import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What a chart tells of itself, wherever it goes, and in the words of its data.
@Suite("What charts tell")
struct ToldChartTests {
  private func run(_ program: String, folder: String = ".") -> RecordingHost {
    let transcript = Transcript(folder: folder)
    transcript.interpreter.run("seed 1\n" + program)
    return transcript.host
  }

  private func plot(_ program: String) throws -> Plot {
    let outputs = run(program).take()
    let plots = outputs.compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    return try #require(plots.last, "\(program): \(outputs)")
  }

  private func head(_ plot: Plot, _ width: Int = 72) -> String {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: 16, capabilities: Capabilities()))
    ).first ?? ""
  }

  @Test func `a chart that goes into a file is told, too`() throws {
    try TemporaryFolder.use { folder in
      let host = run("plot [1, 2, 4], to=\"x.svg\"\nplot [3, 1], to=\"y.csv\"", folder: folder)
      #expect(host.written.count == 2)
      #expect(host.written.last?.description.isEmpty == false)
    }
  }

  @Test func `an axis of dates takes dates for its ends, lines and notes`() throws {
    let dates = "x=[\"2023-05-01\", \"2023-06-02\", \"2023-09-01\"]"
    let plot = try plot(
      "plot [1, 2, 3], \(dates), x_range=\"2023-06-01\"..\"2023-09-01\", x_lines=[\"2023-07-01\"], notes=[[\"2023-06-01\", 2, \"start\"]]"
    )
    #expect(plot.x.domain == .fixed(1_685_577_600, 1_693_526_400))
    #expect(plot.x.lines == [1_688_169_600])
    #expect(plot.annotations == [Annotation(x: 1_685_577_600, y: 2, "start")])
    #expect(try self.plot("plot [1, 2, 3], \(dates), x_lines=\"2023-07-01\"").x.lines.count == 1)
  }

  @Test(arguments: [
    "x_range=\"2023-06-01\"..\"2023-09-01\"", "x_lines=[\"2023-06-01\"]", "y_lines=\"2023-06-01\"",
    "notes=[[\"2023-06-01\", 2, \"start\"]]",
  ])
  func `an axis of numbers refuses dates, and says which axis takes them`(option: String) {
    let said = "\(run("plot [1, 2, 3], \(option)").take())"
    #expect(said.contains("only an axis of dates takes dates"), "\(said)")
  }

  @Test func `the count of wrong answers stays at every width`() throws {
    let plot = try plot(
      """
      d = data table(normal([40, 8, 8]), mod(range(40), 4)) { }
      m = model [8, 8] { flatten; dense 4, activation=softmax }
      plot m, d, wrong=true
      """)
    for width in [48, 72, 120, 200] {
      #expect(head(plot, width).contains(" of 40 wrong"), "\(head(plot, width))")
    }
  }

  @Test func `a place across that is NaN is told`() throws {
    let head = head(try plot("plot [1, 2, 3], x=[1, nan, 3]"), 48)
    #expect(head.contains("1 NaN across"), "\(head)")
  }
}
