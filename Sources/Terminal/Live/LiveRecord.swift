import Plots

/// Everything a run has shown of itself so far, as the series of a chart.
struct LiveRecord {
  private(set) var snapshot = LiveSnapshot()
  private var curves: [(name: String, losses: SeriesStore)] = []
  let title: String

  init(title: String) { self.title = title }

  var lossCount: Int { curves.first?.losses.count ?? 0 }
  /// The last batch's loss where there is one curve only.
  var newestLoss: Double? { curves.count == 1 ? curves[0].losses.values.last : nil }

  /// Takes what is new since the last look.
  mutating func update(from feed: any LiveFeed) {
    var news = feed.snapshot(since: lossCount)
    for (index, curve) in news.curves.enumerated() {
      if index == curves.count { curves.append((curve.name, SeriesStore(firstX: 1))) }
      curves[index].losses.append(contentsOf: curve.losses)
    }
    news.curves = []
    snapshot = news
  }

  /// The loss curve, with validation where there is one.
  func plot(_ view: ChartView = ChartView()) -> Plot {
    var series = curves.enumerated().map { index, curve in
      Series(curve.name, role: curves.count == 1 ? .train : .group(index), store: curve.losses)
    }
    if !snapshot.validation.isEmpty {
      series.append(
        Series(
          "validation", role: .validation, xs: snapshot.validation.map { Double($0.step) },
          ys: snapshot.validation.map(\.loss)))
    }
    var plot = Plot.loss(
      series, title: title,
      progress: Plot.Progress("step", done: snapshot.step, total: snapshot.totalSteps))
    view.apply(to: &plot)
    return plot
  }
}
