import Plots
import Serving

/// `plot s`: answers and errors of each second, and the longest time that an answer took.
enum ServerPlot {
  static func plot(_ values: [(value: Value, text: String)]) throws -> Plot {
    guard values.count == 1, case .server(let server)? = values.first?.value else {
      throw PlotProblem.mixture("a server", values.last?.value.kindName ?? "nothing")
    }
    return plot(of: server)
  }

  static func plot(of server: ServerValue) -> Plot {
    let seconds = seconds(server.counts)
    let times = seconds.map { Double($0.number) }
    var series = [
      Series("answers", role: .group(0), xs: times, ys: seconds.map { Double($0.answers) })
    ]
    if seconds.contains(where: { $0.errors > 0 }) {
      series.append(
        Series("errors", role: .group(2), xs: times, ys: seconds.map { Double($0.errors) }))
    }
    var chart = LineChart(series)
    chart.companion = LineChart.Companion(
      [Series("slowest", role: .group(1), xs: times, ys: seconds.map { $0.longest * 1e3 })],
      title: "the slowest answer of each second, in ms", y: Axis("ms"), best: .highest)
    chart.companionRows = 16
    var y = Axis("requests/s")
    (y.includesZero, y.showsTitle) = (true, true)
    var plot = Plot(chart, title: server.line, x: Axis("s"), y: y)
    plot.x.showsTitle = true
    plot.best = .highest
    return plot
  }

  /// The seconds from the first in which something was answered until now, or the end; those without answers are there, too.
  static func seconds(_ counts: ServerCounts) -> [ServerCounts.Second] {
    counts.everySecond
  }
}
