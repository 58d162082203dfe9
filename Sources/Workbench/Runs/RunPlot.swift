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
    return Plot.loss(
      series, progress: .init("step", done: progress.step, total: progress.step))
  }

  private static func overlay(_ runs: [(run: TrainingRun, text: String)]) -> Plot {
    let series = runs.enumerated().map { index, entry -> Series in
      let values = entry.run.series(entry.run.seriesNames[0]) ?? []
      let epochs = entry.run.epochNumbers
      return entry.run.seen.epochs.stride > 1 && epochs.count == values.count
        ? Series(entry.text, role: .group(index), xs: epochs.map(Double.init), ys: values)
        : Series(entry.text, role: .group(index), ys: values, firstX: 1)
    }
    var plot = Plot.loss(series, title: "loss", progress: nil)
    plot.x.title = "epoch"
    return plot
  }
}
