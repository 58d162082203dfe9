import Plots

/// Everything a run has shown of itself so far, as the series of a chart.
struct LiveRecord {
  private(set) var snapshot = LiveSnapshot()
  private var losses = SeriesStore(firstX: 1)
  let title: String

  init(title: String) { self.title = title }

  var lossCount: Int { losses.count }
  var newestLoss: Double? { losses.values.last }

  /// Takes what is new since the last look.
  mutating func update(from feed: any LiveFeed) {
    var news = feed.snapshot(since: losses.count)
    losses.append(contentsOf: news.losses)
    news.losses = []
    snapshot = news
  }

  /// The loss curve, with validation where there is one.
  func plot(_ view: ChartView = ChartView()) -> Plot {
    var series = [Series("train", role: .train, store: losses)]
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
