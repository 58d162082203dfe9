import Learning
import Plots

// Runs as something else than their curves: their spread, how a weight changed, the loss around their way.
extension PlotChoice {
  /// What `kind=` asks of runs, and what a server has done; `nil` for curves of runs, and for other values.
  func ofRuns() throws -> Plot? {
    if case .server? = values.first?.value { return try ServerPlot.plot(values) }
    guard case .run(let run)? = values.first?.value, let kind = try kind(),
      Self.readsRuns(kind)
    else { return nil }
    try call.refuse(idle: PlotVerb.wrong.description, .of("runs"))
    try call.refuse(idle: PlotVerb.rate.description, .of("runs"))
    try TensorNames.refuse(call)
    let isSpread = kind == SpreadChart.self
    try PlotPlaces.refuse(
      call, except: (isSpread ? [PlotPlaces.y.description] : []) + [PlotPlaces.columns.description],
      "runs")
    if kind != ContourChart.self, let range {
      throw PlotProblem.rangeOfValues(values[0].text, range)
    }
    if isSpread { return try spread() }
    let names = try values.dropFirst().map { entry -> String in
      guard case .text(let name) = entry.value else {
        throw PlotProblem.mixture("names of weights in quotation marks", entry.value.kindName)
      }
      return name
    }
    if kind == ContourChart.self {
      guard names.isEmpty || names.count == 2 else {
        throw Problems.worded(
          PlotOptionProblem.runContour("contours are over two weights, not \(names.count)"),
          at: call.span)
      }
      return try RunContour(run: run, text: values[0].text, call: call).plot(names, ranges)
    }
    guard names.count < 2 else {
      throw PlotProblem.mixture("one weight", "\(names.count) names")
    }
    guard let kind = kind.ofGroups else { return nil }
    return try RunWeights(run: run, text: values[0].text, call: call).plot(names.first, as: kind)
  }

  /// Whether a kind shows more of a run than its curves.
  static func readsRuns(_ kind: any NumberChart.Type) -> Bool {
    kind == SpreadChart.self || kind == ContourChart.self || kind.ofGroups != nil
  }

  private func spread() throws -> Plot {
    let runs = try values.map { entry -> (run: TrainingRun, text: String) in
      guard case .run(let run) = entry.value else {
        throw PlotProblem.mixture("runs", entry.value.kindName)
      }
      return (run, entry.text)
    }
    guard runs.count > 1 else {
      throw Problems.worded(PlotOptionProblem.nothingSpread, at: call.span)
    }
    return try RunSpread.plot(runs, measure: call.optional(PlotPlaces.y), at: call)
  }

  /// The combinations of the only value, a sweep, side by side; `nil` for anything else.
  func sweepPanels() throws -> Plot? {
    guard values.count == 1, case .report(let report) = values[0].value, SweepPlot.fits(report)
    else { return nil }
    let sweep = SweepPlot(call: call, report: report, text: values[0].text)
    let kind = try kind()
    var plots: [Plot]
    if kind == nil || kind == SpreadChart.self || kind == LineChart.self {
      try PlotPlaces.refuse(
        call, except: [PlotPlaces.y.description, PlotPlaces.columns.description],
        "the combinations of a sweep")
      plots = try sweep.panels()
    } else {
      guard let kind, Self.readsRuns(kind), case .list(let runs)? = report["runs"] else {
        return nil
      }
      let labels = report.curves.map(\.label)
      plots = try runs.prefix(PanelChart.limit).enumerated().map { index, run in
        let label = labels.count == runs.count ? labels[index] : "\(values[0].text).runs[\(index)]"
        return try PlotChoice(call, values: [(run, label)], ranges: ranges).plot()
      }
    }
    guard !plots.isEmpty else { return nil }
    var plot = Plot(PanelChart(plots, columns: try call.optional(PlotPlaces.columns)))
    if let band = plots.lazy.compactMap({ ($0.chart as? SpreadChart)?.band }).first {
      plot.title = values[0].text
      plot.notes = ["lines are medians, bands \(band)"]
    }
    if report.curves.count > plots.count {
      plot.title = values[0].text
      plot.notes.append("the best \(plots.count) of \(report.curves.count)")
    }
    return plot
  }
}
