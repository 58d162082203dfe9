import Learning
import Plots

/// Several runs as their median over the epochs, with the band that they lie in: a measure of the training rows, and
/// that of the rows for validation where there are some.
enum RunSpread {
  /// What is shown, and the values of each run at its epochs.
  typealias Curves = [(name: String, runs: [(xs: [Double], ys: [Double])])]

  /// The chart of runs by their names; `measure` is the loss unless it says otherwise.
  ///
  /// Throws where a run has no such measure.
  static func plot(
    _ runs: [(run: TrainingRun, text: String)], measure: String?, at call: VerbCall
  ) throws -> Plot {
    let name = measure ?? runs[0].run.seriesNames.first ?? "loss"
    for entry in runs where entry.run.series(name) == nil {
      throw Problems.worded(
        PlotOptionProblem.noSuchSeries(name, run: entry.text, known: entry.run.seriesNames),
        at: call.span(of: PlotPlaces.y.description))
    }
    let epochs = runs.map { $0.run.epochSeries.elements.count }.max() ?? 0
    guard epochs > 1 || measure != nil else {
      // One epoch says nothing of how a loss fell; the steps do.
      let steps = runs.map { entry -> (xs: [Double], ys: [Double]) in
        let losses = entry.run.seen.stepSeries(of: 0)
        let values = losses.stride > 1 ? losses.kept() : losses.elements
        return (values.indices.map { Double(1 + $0 * losses.stride) }, values)
      }
      return plot([(name, steps)], of: "run", title: title(runs.map(\.text), name), over: "step")
    }
    let records = runs.map { $0.run.seen.epochs.elements }
    return plot(
      curves(of: records, name), of: "run", title: title(runs.map(\.text), name), over: "epoch")
  }

  private static func title(_ names: [String], _ measure: String) -> String {
    let list = names.count > 4 ? "\(names.count) runs" : names.joined(separator: ", ")
    return "\(list): \(measure)"
  }

  /// A measure and that of validation, over the epochs that have them.
  static func curves(of runs: [[EpochRecord]], _ name: String) -> Curves {
    let names = name.hasPrefix("val_") ? [name] : [name, "val_" + name]
    return names.compactMap { name in
      let runs = runs.map { records -> (xs: [Double], ys: [Double]) in
        let found = records.compactMap { record in
          record.value(name).map { (Double(record.epoch), $0) }
        }
        return (found.map(\.0), found.map(\.1))
      }
      return runs.contains { !$0.xs.isEmpty } ? (name, runs) : nil
    }
  }

  /// The chart of such curves; the axis upwards is logarithmic where all are positive and span a factor of 20.
  static func plot(_ curves: Curves, of unit: String, title: String, over axis: String) -> Plot {
    let groups = curves.map { Repetitions($0.name, $0.runs) }
    var plot = Plot(SpreadChart(groups, of: unit), title: title)
    plot.x.title = axis
    plot.x.showsTitle = true
    plot.x.isInteger = axis == "epoch" || axis == "step"
    let ends = groups.flatMap { [$0.low.min(), $0.high.max()] }.compactMap(\.self)
    if let low = ends.min(), let high = ends.max(), low > 0, high / low > 20 {
      plot.y.scale = .log10
    }
    return plot
  }
}
