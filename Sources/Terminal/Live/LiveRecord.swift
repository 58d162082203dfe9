import Plots

/// Everything a run has shown of itself so far, as the series of a chart.
struct LiveRecord {
  private(set) var snapshot = LiveSnapshot()
  private var curves: [(name: String, losses: SeriesStore, newest: Double?)] = []
  let title: String

  init(title: String) { self.title = title }

  /// Whether there is anything to draw: axes alone say nothing.
  private(set) var hasPoints = false
  var lossCount: Int { curves.first?.losses.count ?? 0 }
  /// The last batch's loss where there is one curve only.
  var newestLoss: Double? { curves.count == 1 ? curves[0].newest : nil }

  /// Takes what is new since the last look.
  mutating func update(from feed: any LiveFeed) {
    var news = feed.snapshot(since: lossCount)
    // A long run is thinned now and then: what was read before is told anew.
    if zip(news.curves, curves).contains(where: { Double($0.stride) != $1.losses.stride }) {
      curves = []
      news = feed.snapshot(since: 0)
    }
    for (index, curve) in news.curves.enumerated() {
      if index == curves.count {
        let store = SeriesStore(firstX: 1, stride: Double(curve.stride))
        curves.append((curve.name, store, nil))
      }
      hasPoints = hasPoints || curve.losses.contains(where: \.isFinite)
      curves[index].losses.append(contentsOf: curve.losses)
      curves[index].newest = curve.newest ?? curves[index].newest
    }
    news.curves = []
    snapshot = news
  }

  /// Takes where the run is, and leaves its curves for later.
  mutating func updateSnapshot(from feed: any LiveFeed) {
    var now = feed.snapshot(since: .max)
    now.curves = []
    snapshot = now
  }

  /// The loss curve, with validation where there is one, over steps, epochs or seconds; a metric stands beside it where
  /// there is room.
  func plot(over axis: LiveAxis = .step, companionRows: Int? = nil) -> Plot {
    let map = LiveAxisMap(axis, snapshot)
    var series = curves.enumerated().map { index, curve in
      map.mapped(
        Series(curve.name, role: curves.count == 1 ? .train : .group(index), store: curve.losses))
    }
    if !snapshot.validation.isEmpty {
      series.append(
        map.mapped(
          Series(
            "validation", role: .validation, xs: snapshot.validation.map { Double($0.step) },
            ys: snapshot.validation.map(\.loss))))
    }
    var plot = Plot.loss(
      series, title: title,
      progress: Plot.Progress("step", done: snapshot.step, total: snapshot.totalSteps))
    plot.y.includesZero = !snapshot.isFinished
    if let companion = snapshot.companion, let rows = companionRows,
      var chart = plot.chart as? LineChart
    {
      chart.companion = LineChart.Companion(
        companion.series.map(map.mapped), title: companion.title, y: companion.y,
        best: companion.best)
      chart.companionRows = rows
      plot.chart = chart
    }
    guard map.shown != .step else { return plot }
    (plot.x.title, plot.x.showsTitle, plot.x.isInteger) = (map.shown.title, true, false)
    plot.x.domain =
      map.shown == .epoch && snapshot.isFinished
      ? .fixed(0, Double(max(1, snapshot.epoch))) : .automatic
    return plot
  }
}
