import Data
import Learning
import Plots
import Support

/// A net with what each of its units answers: `plot m, d, kind=net`, or of a run as it is now.
enum NetPlot {
  /// A model with its data.
  static func plot(_ model: Model, _ dataset: Dataset) throws -> Plot {
    guard dataset.sampleShape == model.inputs[0].shape || model.inputs.count > 1 else {
      throw LearningError.input(
        .dataShape(
          model: model.name, expected: model.inputs[0].shape, found: dataset.sampleShape))
    }
    guard let view = NetSource(model, on: dataset).flatMap({ NetView($0) }) else {
      throw PlotProblem.noUnits(model: model.name)
    }
    return Plot(NetChart(view.picture()), title: "\(model.name) on \(dataset.name)")
  }

  /// The net of a run with its curves, as it is seen now.
  static func plot(_ run: TrainingRun) throws -> Plot {
    guard let view = NetSource(of: run).flatMap({ NetView($0) }) else {
      throw PlotProblem.noUnits(model: run.model.name)
    }
    let step = run.seen.progress.step
    var picture = view.picture(weights: run.models[0].parameters.map(\.variable.value), step: step)
    let loss = RunPlot.loss(of: run)
    if let lines = loss.chart as? LineChart { picture.curves = lines.series }
    picture.progress = loss.progress
    var plot = Plot(NetChart(picture), title: run.setup.title)
    plot.notes = NetPlot.notes(run.seen.progress)
    return plot
  }

  /// Where a run stands, for the title row.
  static func notes(_ progress: TrainingProgress) -> [String] {
    var notes = ["step \(NumberText.grouped(progress.step))"]
    for metric in (progress.losses + progress.metrics).prefix(2) where metric.value.isFinite {
      notes.append("\(metric.name) \(NumberText.metric(metric.value))")
    }
    return notes
  }
}

extension PlotChoice {
  /// The net, where `kind=net` asks for one of a model with its data or of a run; `nil` for other values.
  func net() throws -> Plot? {
    guard let first = values.first, try call.optional(PlotVerb.kind) == NetChart.self else {
      return nil
    }
    if let range { throw PlotProblem.rangeOfValues(first.text, range) }
    try call.refuse(idle: PlotVerb.wrong.description, .of("a picture of a net"))
    switch first.value {
    case .model(let model) where values.count == 2:
      guard case .dataset(let dataset) = values[1].value else { return nil }
      return try NetPlot.plot(model, prepared(dataset, values[1].text, for: model))
    case .run(let run) where values.count == 1: return try NetPlot.plot(run)
    default: return nil
    }
  }
}
