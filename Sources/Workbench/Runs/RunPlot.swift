import Learning
import Plots

/// The curves of one run, or one measure of several runs in one chart.
package enum RunPlot {
  static func plot(_ values: [(value: Value, text: String)]) throws -> Plot {
    let runs = try values.map { entry -> (run: TrainingRun, text: String) in
      guard case .run(let run) = entry.value else {
        throw PlotProblem.mixture("runs", entry.value.kindName)
      }
      return (run, entry.text)
    }
    return runs.count == 1 ? loss(of: runs[0].run) : overlay(runs)
  }

  /// Training loss of each batch as band and smooth line, validation loss at the end of each epoch;
  /// of a training with several steps one curve for each.
  package static func loss(of run: TrainingRun) -> Plot {
    let seen = run.seen
    let progress = seen.progress
    let isAlone = run.curveNames.count == 1
    var series = run.curveNames.enumerated().map { index, name -> Series in
      // What is kept of very many stands at its own steps; the first and the last stand beside it.
      let losses = seen.stepSeries(of: index)
      return Series(
        isAlone ? "train" : name, role: isAlone ? .train : .group(index),
        ys: losses.stride > 1 ? losses.kept() : losses.elements, firstX: 1,
        stride: Double(losses.stride))
    }
    let validation = seen.epochs.compactMap { epoch in
      epoch.value("val_loss").map { (Double(epoch.step), $0) }
    }
    if !validation.isEmpty {
      series.append(
        Series(
          "val", role: .validation, xs: validation.map(\.0), ys: validation.map(\.1)))
    }
    var plot = Plot.loss(
      series, progress: .init("step", done: progress.step, total: progress.step))
    if var chart = plot.chart as? LineChart {
      chart.companion = companion(of: run, seen)
      plot.chart = chart
    }
    return plot
  }

  /// The first metric of the run over its epochs, in training and validation; `nil` where it has none.
  private static func companion(
    of run: TrainingRun, _ seen: RunMoment
  ) -> LineChart.Companion? {
    let names = run.seriesNames
    guard
      let name = names.first(where: { Metrics.prefersLarger($0) != nil && !$0.hasPrefix("val_") })
    else { return nil }
    let isLarger = Metrics.prefersLarger(name) ?? true
    func curve(_ series: String, _ label: String, _ role: Series.Role) -> Series? {
      let points = seen.epochs.compactMap { epoch in
        epoch.value(series).map { (Double(epoch.step), $0) }
      }
      return points.isEmpty
        ? nil : Series(label, role: role, xs: points.map(\.0), ys: points.map(\.1))
    }
    let series = [
      curve(name, "train", .raw), curve("val_\(name)", "val", .validation),
    ].compactMap(\.self)
    guard !series.isEmpty else { return nil }
    let isShare = isLarger && series.allSatisfy { $0.ys.allSatisfy { (0...1).contains($0) } }
    return LineChart.Companion(
      series, title: name, y: Axis(domain: isShare ? .fixed(0, 1) : .automatic),
      best: isLarger ? .highest : .lowest)
  }

  private static func overlay(_ runs: [(run: TrainingRun, text: String)]) -> Plot {
    // Few epochs say little of how a loss fell; the steps say it.
    let isOfSteps = runs.allSatisfy { entry in
      entry.run.curveNames.count == 1 && entry.run.seen.epochs.count < 8
        && entry.run.seen.stepSeries(of: 0).elements.count > 2 * entry.run.seen.epochs.count
    }
    let series = runs.enumerated().flatMap { index, entry -> [Series] in
      var series = isOfSteps ? steps(of: entry) : epochs(of: entry)
      series.role = .group(index)
      series.slot = index + 1
      let measured = validation(of: entry.run, entry.text, place: index, bySteps: isOfSteps)
      // The best is what was best on samples that taught nothing, where there are some.
      (series.isSmoothed, series.marksBest) = (true, measured == nil)
      return [series] + [measured].compactMap(\.self)
    }
    var plot = Plot.loss(series, title: "loss", progress: nil)
    plot.x.title = isOfSteps ? "step" : "epoch"
    plot.x.showsTitle = true
    return plot
  }

  /// The validation loss of one of several runs, dashed in its colour; `nil` where it measured none.
  package static func validation(
    of run: TrainingRun, _ name: String, place: Int, bySteps: Bool
  ) -> Series? {
    let points = run.seen.epochs.compactMap { epoch in
      epoch.value("val_loss").map { (bySteps ? epoch.step : epoch.epoch, $0) }
    }
    guard !points.isEmpty else { return nil }
    var series = Series(
      "\(name) val", role: .group(place), xs: points.map { Double($0.0) }, ys: points.map(\.1),
      pattern: .dashed)
    (series.slot, series.marksBest) = (place + 1, true)
    return series
  }

  /// The loss of each batch, evenly spaced.
  private static func steps(of entry: (run: TrainingRun, text: String)) -> Series {
    let losses = entry.run.seen.stepSeries(of: 0)
    return Series(
      entry.text, ys: losses.stride > 1 ? losses.kept() : losses.elements, firstX: 1,
      stride: Double(losses.stride))
  }

  /// The loss of each epoch.
  private static func epochs(of entry: (run: TrainingRun, text: String)) -> Series {
    let values = entry.run.series(entry.run.seriesNames[0]) ?? []
    let epochs = entry.run.epochNumbers
    return entry.run.seen.epochs.stride > 1 && epochs.count == values.count
      ? Series(entry.text, xs: epochs.map(Double.init), ys: values)
      : Series(entry.text, ys: values, firstX: 1)
  }
}
