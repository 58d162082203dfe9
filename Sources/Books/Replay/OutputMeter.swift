import Plots
import Sessions
import Workbench

/// How much of what a cell says is kept.
struct OutputMeter {
  private var textBytes = 0
  private var chartBytes = 0

  /// What is kept of an output: itself, a line that the rest is dropped, or nothing.
  mutating func take(_ output: Output) -> Output? {
    guard textBytes <= SessionLimits.producedBytes else { return nil }
    textBytes += output.textBytes
    if textBytes > SessionLimits.producedBytes {
      return .text("... a cell prints at most 1 MiB; the rest is dropped")
    }
    let bytes = output.chartBytes
    guard bytes > 0 else { return output }
    guard chartBytes <= SessionLimits.chartBytes else { return nil }
    chartBytes += bytes
    return chartBytes <= SessionLimits.chartBytes
      ? output : .text("... a cell keeps at most 64 MiB of charts; the rest is dropped")
  }
}

extension Output {
  /// How much text it is; charts count by what they are stored as, which is little.
  fileprivate var textBytes: Int {
    switch self {
    case .value(let text), .text(let text), .aside(let text): text.utf8.count
    case .runLine(let report, _), .report(let report): report.text().utf8.count
    case .diagnostic(let diagnostic, _, _): diagnostic.message.utf8.count
    case .curve, .plot: 1 << 12
    }
  }

  /// The memory of the numbers that are drawn.
  fileprivate var chartBytes: Int {
    switch self {
    case .curve(_, _, let series): series.reduce(0) { $0 + 8 * $1.values.count }
    case .plot(let plot): 8 * plot.numberCount
    case .value, .text, .runLine, .report, .diagnostic, .aside: 0
    }
  }
}
