import Language
import Plots
import Workbench

/// Shows what cells print: results on standard output, messages on standard error.
struct SessionPrinter {
  let gate: OutputGate
  let capabilities: TerminalCapabilities

  func show(_ output: Output) {
    switch output {
    case .value(let text), .text(let text): gate.result(text)
    case .report(let report): gate.report(report)
    case .runLine(let report, let wasShownLive): if !wasShownLive { gate.report(report) }
    case .curve: break
    case .aside(let text): gate.notice(text)
    case .plot(let plot): show(plot)
    case .diagnostic(let diagnostic, let source, let firstLine):
      gate.notice(DiagnosticText.render(diagnostic, source: source, firstLine: firstLine))
    }
  }

  private func show(_ plot: Plot) {
    if capabilities.describesCharts { return gate.result(plot.description) }
    var size = WindowSize(rows: 16, columns: 72)
    if capabilities.isInteractive {
      let window = WindowSize.current()
      size = WindowSize(
        rows: max(5, min(window.rows >= 50 ? 30 : 20, window.rows - 4)),
        columns: max(1, min(160, window.columns - 1)))
    }
    let grid = Picture.grid(of: plot, size: size, capabilities.plots)
    let lines = ANSIText.printed(grid, depth: capabilities.plots.depth)
    gate.rendered(lines.map { $0 + "\n" }.joined())
  }
}
