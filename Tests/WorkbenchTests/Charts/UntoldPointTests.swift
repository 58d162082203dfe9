import Plots
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Charts say which values they do not show, and names go where they are meant.
@Suite("Values without a place")
struct UntoldPointTests {
  /// The chart as text, or what is said instead.
  private func shown(_ line: String) -> String {
    let transcript = Transcript()
    transcript.interpreter.run(line)
    let outputs = transcript.host.take()
    let plots = outputs.compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    guard let plot = plots.last else { return "error: \(outputs)" }
    return PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: 100, height: 24, capabilities: Capabilities()))
    ).joined(separator: "\n")
  }

  @Test(arguments: [
    ("plot [-5, 2, 3], kind=histogram, log=x", "1 not above 0"),
    ("plot [1, 10, 3], x=[-1, 1, 10], log=x", "1 not above 0"),
    ("plot [1, 2, 3], x_range=5..9", "all 3 outside"),
    ("plot sin, 0..3, x_range=5..9", "outside"),
    ("plot [[1, 2], [2, 4], [9, 6]], kind=pareto, x_range=0..5", "1 outside"),
    ("plot [[1, 2], [2, 4], [-1, 6]], kind=pareto, log=x", "1 outside"),
    ("plot [[1, 0/0], [1/0, 2], [3, 4], [4, 6]], kind=correlation", "gaps in 2 of 4 rows"),
    ("plot [[1, 0/0], [1/0, 2], [3, 4], [4, 6]], kind=pairs", "gaps in 2 of 4 rows"),
    ("plot [[1, 0/0], [1/0, 2], [3, 4], [4, 6]], kind=parallel", "2 with gaps"),
    ("plot [1, 2, 3, 4], [1.5, 0/0, 2.5, 4], kind=residuals", "n 3"),
    ("plot [[1, 2], [2, 4.1], [3, 6]], kind=pairs", "column 1"),
    (
      "plot [0, 1, 2, 1, 0, 2], [0, 1, 1, 1, 0, 2], kind=confusion, row_labels=[\"cat\", \"dog\", \"bird\"]",
      "bird"
    ),
    ("plot [3, 5, 3], [3, 3, 5], kind=confusion, row_labels=[\"cat\", \"dog\"]", "dog"),
  ])
  func `what is not drawn is told`(line: String, told: String) {
    let shown = shown(line)
    #expect(shown.contains(told), "\(shown)")
  }

  @Test(arguments: [
    ("plot [2, 5, 3], kind=histogram, log=x", "not above"),
    ("plot [1, 2, 3], x_range=1..9", "outside"),
    ("plot [1, 3, -1/0], kind=sparkline", "^"), ("plot [1, 3, -1/0], kind=sparkline", "↑"),
    ("plot [3, 1, 1/0], kind=sparkline", "↓"),
    ("plot [1, 0, 1, 1], [0.9, 0.2, 0.6, 0.4], kind=threshold", "max precision"),
    ("plot [[1, 2], [2, 4], [3, 6]], kind=correlation", "gaps"),
  ])
  func `what is there is not`(line: String, untold: String) {
    let shown = shown(line)
    #expect(!shown.contains(untold) && !shown.contains("error"), "\(shown)")
  }

  @Test func `names of classes that are too few are refused with how many there are`() {
    let shown = Transcript().run(
      "plot [0, 1, 2], [0, 1, 1], kind=confusion, row_labels=[\"cat\", \"dog\"]")
    #expect(shown.contains("2 names for 3"), "\(shown)")
  }
}
