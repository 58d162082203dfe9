import Catalog
import Learning
import Plots

/// What runs have measured after each epoch, one curve for each run; what they measured on rows for validation is dashed.
enum RunMeasure {
  /// The chart of the measure that `y=` names; throws where a run has none of that name.
  static func plot(
    _ values: [(value: Value, text: String)], _ name: String, at call: VerbCall
  ) throws -> Plot {
    var series: [Series] = []
    for (index, entry) in values.enumerated() {
      guard case .run(let run) = entry.value else {
        throw PlotProblem.mixture("runs", entry.value.kindName)
      }
      guard run.series(name) != nil else {
        throw Problems.worded(
          PlotOptionProblem.noSuchSeries(name, run: entry.text, known: run.seriesNames),
          at: call.span(of: PlotPlaces.y.description))
      }
      for curve in RunSpread.curves(of: [run.seen.epochs.elements], name) {
        guard let points = curve.runs.first, !points.xs.isEmpty else { continue }
        let isOther = curve.name != name
        var one = Series(
          isOther ? "\(entry.text) val" : entry.text, role: .group(index), xs: points.xs,
          ys: points.ys, pattern: isOther ? .dashed : .automatic)
        one.slot = index + 1
        series.append(one)
      }
    }
    // The best is what was best on rows that taught nothing, where there are some.
    let others = series.contains { $0.pattern == .dashed }
    for index in series.indices {
      series[index].marksBest = others ? series[index].pattern == .dashed : true
    }
    var plot = Plot(.lines(series), title: name)
    (plot.x.title, plot.x.showsTitle, plot.x.isInteger) = ("epoch", true, true)
    plot.best = Metrics.prefersLarger(name) ?? false ? .highest : .lowest
    return plot
  }
}
