import Catalog
import Data
import Engine
import Language
import Learning
import Plots

/// Finds the chart for the values of one `plot` line.
struct PlotChoice {
  let call: VerbCall
  private(set) var values: [(value: Value, text: String)] = []
  /// In the order in which they are written; functions of one number take the last.
  private(set) var ranges: [ClosedRange<Double>] = []
  var range: ClosedRange<Double>? { ranges.last }

  /// Some of the values of a line, as one chart.
  init(_ call: VerbCall, values: [(value: Value, text: String)], ranges: [ClosedRange<Double>]) {
    (self.call, self.values, self.ranges) = (call, values, ranges)
  }

  init(_ call: VerbCall) throws {
    self.call = call
    for (index, argument) in call.arguments.positional.enumerated() {
      if case .range(let low, let high) = argument.value {
        guard low < high || index > 0 && low == high, low.isFinite, high.isFinite else {
          throw PlotProblem.notFinite("the range")
        }
        ranges.append(low...high)
      } else if case .list(let items) = argument.value {
        values += Self.named(items, at: index, call)
      } else if case .record(let record) = argument.value, let series = Self.series(record) {
        values += series
      } else {
        values.append((argument.value, call.sourceText(ofPositional: index)))
      }
    }
  }

  /// The data as numbers that can be drawn.
  func prepared(_ dataset: Dataset, _ text: String, for model: Model? = nil) throws
    -> Dataset
  {
    let ready = try call.evaluator.prepared(dataset, as: text, for: model, at: call.span)
    return try call.evaluator.ordered(ready, for: [model].compactMap { $0 }, at: call.span)
  }

  /// A data set by the columns that are named, or as a whole.
  private func plot(_ dataset: Dataset, _ text: String) throws -> Plot {
    let names = values.dropFirst().compactMap { entry -> String? in
      if case .text(let name) = entry.value { name } else { nil }
    }
    let kind = try kind()
    if let name = names.first(where: FileKinds.standard.canDraw(named:)),
      dataset.tabular?.columnNames.contains(name) != true
    {
      throw PlotProblem.textBeside(name, value: text)
    }
    if !names.isEmpty, names.count == values.count - 1 {
      let columns = try ColumnPlot(dataset, word: "plot")
      if let kind, let plot = try columns.plot(names, as: kind) { return plot }
      if kind == PairsChart.self { return try columns.pairs(names) }
      return try columns.plot(names, by: try classColumn(), isLine: kind == LineChart.self)
    }
    if let plot = try boxed(dataset) { return plot }
    if let plot = try samples(dataset, text, as: kind) { return plot }
    if let other = values.dropFirst().first(where: {
      if case .text = $0.value { false } else { true }
    }) {
      throw PlotProblem.mixture("names of columns in quotation marks", other.value.kindName)
    }
    try call.refuse(idle: PlotPlaces.by.description, .of("a data set without names of columns"))
    if dataset.followsFromColumns, range == nil,
      let plot = try ColumnPlot(dataset, word: "plot").overview(kind)
    {
      return plot
    }
    let ready = try prepared(dataset, text)
    guard let kind else { return try DatasetPlot.plot(ready, at: places(in: ready)) }
    // What has no columns is drawn as the matrix that a model sees.
    var tables = [NumberTable(text, ready.train.x)]
    if kind == PairsChart.self,
      let classes = Self.classes(
        of: ready.train, at: Array(0..<ready.train.count), dataset)
    {
      tables.append(classes)
    }
    return try kind.plot(tables)
  }

  /// The chart of a report, or one of those that stand behind it.
  private func plot(_ report: ReportValue, _ text: String) throws -> Plot {
    let shown: Plot
    if let kind = try kind() {
      guard let chart = report.charts.first(where: { $0.kind == kind }) else {
        throw PlotProblem.noSuchChart(
          kind: kind.signature.name, name: text,
          kinds: report.charts.map { $0.kind.signature.name })
      }
      shown = try chart.plot()
    } else if let figure = report.shown.figure {
      shown = figure
    } else if let chart = report.charts.first {
      shown = try chart.plot()
    } else {
      throw PlotProblem.notDrawable("a report of \(report.shown.kind)")
    }
    guard values.count == 1 else { throw PlotProblem.alone(text) }
    return shown
  }

  func plot() throws -> Plot {
    guard let first = values.first else { throw PlotProblem.nothing }
    let asked = try kind()
    if case .function(let function) = first.value,
      asked == ContourChart.self || asked == nil && function.takesTwoOnly
    {
      guard values.count == 1 else {
        throw PlotProblem.mixture("contours", values[1].value.kindName)
      }
      return try ContourPlot(call: call, ranges: ranges).plot(first.value, first.text)
    }
    if let plot = try ofRuns() { return plot }
    if let range {
      switch first.value {
      case .function, .spec, .dataset: break
      case .model where values.count == 2: break
      default: throw PlotProblem.rangeOfValues(first.text, range)
      }
    }
    if let plot = try net() { return plot }
    try checkKind(first)
    try checkTexts(first)
    if !first.value.isTensor {
      try TensorNames.refuse(call)
      try call.refuse(idle: PlotVerb.rate.description, .of("what is no tensor"))
    }
    if values.count != 2 || !first.value.isModel {
      try call.refuse(idle: PlotVerb.wrong.description, .of("what is drawn without a model"))
    }
    if let plot = try ofSweep(first) { return plot }
    if case .spec(let spec, .chart) = first.value {
      return try SessionPlot(call: call).plot(spec.name, Array(values.dropFirst()))
    }
    if case .record(let record) = first.value, values.count == 1,
      let plot = try bars(record, first.text)
    {
      return plot
    }
    switch first.value {
    case .tensor: break
    case .dataset:
      try PlotPlaces.refuse(
        call, except: [PlotPlaces.by.description, PlotPlaces.columns.description], "a data set")
    case .run:
      try PlotPlaces.refuse(
        call, except: [PlotPlaces.y.description, PlotPlaces.columns.description],
        first.value.kindName)
    default:
      try PlotPlaces.refuse(call, except: [PlotPlaces.columns.description], first.value.kindName)
    }
    switch first.value {
    case .function, .spec:
      if values.count == 3, let low = values[1].value.number, let high = values[2].value.number,
        low < high
      {
        throw PlotProblem.rangeOfNumbers(first.text, from: low, to: high)
      }
      return try FunctionPlot(call.evaluator, range ?? -6...6).plot(values)
    case .run:
      if let measure = try call.optional(PlotPlaces.y) {
        return try RunMeasure.plot(values, measure, at: call)
      }
      return try RunPlot.plot(values)
    case .model(let model):
      let kind = try kind()
      if values.count == 1 {
        if let kind = kind?.ofGroups {
          return try WeightsPlot.plot(model, as: kind)
        }
        if let kind, kind.readsClasses { return try EmbeddingPlot.plot(model, as: kind) }
        return try NetworkPlot.plot(model)
      }
      guard values.count == 2, case .dataset(let dataset) = values[1].value else {
        throw PlotProblem.mixture("a model", values[1].value.kindName)
      }
      if kind == AttentionChart.self {
        let ready = try prepared(dataset, values[1].text, for: model)
        return try AttentionPlot.plot(model, ready, call)
      }
      if kind == NetworkChart.self {
        return try NetworkPlot.plot(model, on: prepared(dataset, values[1].text, for: model))
      }
      if kind == BandChart.self {
        return try ForecastPlot(model: model, dataset: dataset, call: call).plot()
      }
      if kind == ResidualChart.self {
        return try BoundaryPlot.residuals(model, prepared(dataset, values[1].text, for: model))
      }
      return try plot(model, prepared(dataset, values[1].text, for: model))
    case .dataset(let dataset): return try plot(dataset, first.text)
    case .report(let report): return try plot(report, first.text)
    case .tensor:
      let kind = try kind()
      if PositionPlot.fits(values, kind, call) {
        return try PositionPlot(call: call, kind: kind).plot(values)
      }
      try PlotPlaces.refuse(
        call, except: [PlotPlaces.columns.description], "tensors in a chart of their own")
      return try TensorPlot(
        kind: kind, rate: try call.optional(PlotVerb.rate), names: try TensorNames(call)
      ).plot(values)
    default: throw PlotProblem.notDrawable(first.value.kindName)
    }
  }

  /// What a sweep is asked for beside its own chart; `nil` for anything else.
  private func ofSweep(_ first: (value: Value, text: String)) throws -> Plot? {
    guard case .report(let report) = first.value, SweepPlot.fits(report) else { return nil }
    let sweep = SweepPlot(call: call, report: report, text: first.text)
    let kind = try kind()
    if let kind, kind != SpreadChart.self, Self.readsRuns(kind),
      case .list(let runs)? = report["runs"], let run = runs.first
    {
      // A training of many keeps no weights to draw: the one that is asked says so.
      let asked = [(value: run, text: "\(first.text).runs[0]")] + values.dropFirst()
      return try PlotChoice(call, values: asked, ranges: ranges).plot()
    }
    guard values.count == 1 else { return nil }
    if kind == ParallelChart.self { return try sweep.parallel() }
    if kind == SpreadChart.self { return try sweep.spread() }
    let asksTwo = call.value(of: PlotPlaces.x) != nil || call.value(of: PlotPlaces.y) != nil
    if asksTwo || kind == ParetoChart.self { return try sweep.front() }
    // More settings than a map of shades has axes: a line through all of them.
    let hasPicture = report.shown.figure != nil || !report.charts.isEmpty
    return kind == nil && !hasPicture ? try sweep.parallel() : nil
  }

  /// The column whose words are the colours; `nil` where none is named.
  private func classColumn() throws -> String? {
    switch try call.optional(PlotPlaces.by) {
    case .text(let name)?: return name
    case nil: return nil
    default: throw call.wrongKind(PlotPlaces.by, "the name of a column in quotes")
    }
  }

  /// What `kind=` names; `nil` where it is left out.
  func kind() throws -> (any NumberChart.Type)? { try call.optional(PlotVerb.kind) }
}

extension Value {
  /// Whether it is a model.
  fileprivate var isModel: Bool { if case .model = self { true } else { false } }

  /// Whether it is a tensor.
  var isTensor: Bool { if case .tensor = self { true } else { false } }
}

extension FunctionValue {
  /// Whether it is drawn over a plane: it takes two numbers, and not one.
  fileprivate var takesTwoOnly: Bool { arity.contains(2) && !arity.contains(1) }
}
