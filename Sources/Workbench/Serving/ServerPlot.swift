import Plots
import Serving

/// `plot s`: answers of each second, and the longest time that one of them took.
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
    var chart = LineChart([
      Series("requests", role: .group(0), xs: times, ys: seconds.map { Double($0.answers) })
    ])
    chart.companion = LineChart.Companion(
      [Series("slowest", role: .group(1), xs: times, ys: seconds.map { $0.longest * 1e3 })],
      title: "latency in ms", y: Axis("ms"), best: .lowest)
    chart.companionRows = 16
    var y = Axis("requests/s")
    (y.includesZero, y.showsTitle) = (true, true)
    var plot = Plot(chart, title: server.line, x: Axis("s"), y: y)
    plot.x.showsTitle = true
    plot.best = .highest
    return plot
  }

  /// The seconds from the first to the last in which something was answered; those without answers are there, too.
  static func seconds(_ counts: ServerCounts) -> [ServerCounts.Second] {
    counts.everySecond
  }
}
