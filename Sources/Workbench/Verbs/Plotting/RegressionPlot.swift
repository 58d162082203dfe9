import Data
import Engine
import Learning
import Plots
import Support

/// What a model of numbers predicts: its curve over one input, bands of values over two, and the
/// predicted against the true values where there are more.
struct RegressionPlot {
  /// How numbers are brought back to the units of the file; `nil` where they are in those, or none are known.
  var units: PlotUnits?

  private static let places = 321
  /// Outputs that are drawn, the first ones; more would hide each other.
  private static let shown = 5

  /// Whether the targets are numbers to come near to, not classes to choose from.
  ///
  /// One target a sample is a class where the model answers with several numbers, or where all are
  /// 0 or 1 (or −1 or 1); several targets are classes where all of them are 0 or 1.
  static func fits(_ samples: Samples, outputs: Int) -> Bool {
    let targets = samples.y.doubles
    guard !targets.isEmpty, samples.count > 0 else { return false }
    let width = targets.count / samples.count
    if width != outputs { return false }
    return !targets.allSatisfy { $0 == 0 || $0 == 1 }
      && !(width == 1 && targets.allSatisfy { abs($0) == 1 })
  }

  /// Whether the targets of data by themselves are numbers: one a sample, without names, and not whole numbers of which
  /// many samples share each.
  static func fits(_ dataset: Dataset) -> Bool {
    dataset.classNames.isEmpty && dataset.train.targets?.shape.count == 1
      && fits(dataset.train, outputs: 1) && dataset.train.strata == nil
  }

  /// Predicted against true values, whatever the inputs are.
  func residuals(_ model: Model, on samples: Samples, name: String, title: String) throws -> Plot {
    let guesses = try inUnits(model.predict(samples.x)).doubles
    let targets = inUnits(samples.y).doubles
    guard guesses.count == targets.count else {
      throw PlotProblem.notDrawable("predictions of another shape than the targets")
    }
    return ResidualChart.plot(
      truths: targets, answers: guesses, outputs: max(1, targets.count / max(1, samples.count)),
      title: "\(title): predicted against true \(name)")
  }

  func plot(
    _ model: Model, on samples: Samples, names: (x: [String], y: String), title: String
  ) throws -> Plot {
    let inputs = samples.sampleShape.count
    let guesses = try inUnits(model.predict(samples.x)).doubles
    let targets = inUnits(samples.y).doubles
    let outputs = max(1, targets.count / max(1, samples.count))
    guard guesses.count == targets.count else {
      throw PlotProblem.notDrawable("predictions of another shape than the targets")
    }
    if inputs == 1 {
      return try curve(model, samples, targets, outputs, names: names, title: title)
    }
    if samples.sampleShape == [2], outputs == 1 {
      return try field(model, samples, targets, guesses, names: names, title: title)
    }
    return ResidualChart.plot(
      truths: targets, answers: guesses, outputs: outputs,
      title: "\(title): predicted against true \(names.y)")
  }

  private static func notes(ofOutputs count: Int) -> [String] {
    count > shown ? ["\(shown) of \(count) outputs"] : []
  }

  private static func column(_ numbers: [Double], _ index: Int, of width: Int) -> [Double] {
    stride(from: index, to: numbers.count, by: max(1, width)).map { numbers[$0] }
  }

  private static func label(_ text: String, _ index: Int, of count: Int) -> String {
    count == 1 ? text : "\(text) \(index)"
  }

  /// The points, and the fitted curve over their range.
  private func curve(
    _ model: Model, _ samples: Samples, _ targets: [Double], _ outputs: Int,
    names: (x: [String], y: String), title: String
  ) throws -> Plot {
    try Interrupt.check()
    let xs = samples.x.doubles
    let finite = xs.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let grid = (0..<Self.places).map {
      low + (high - low) * Double($0) / Double(Self.places - 1)
    }
    let shape = Shape([Self.places] + samples.sampleShape.extents)
    let fitted = try inUnits(model.predict(Tensor(grid, shape, model.dtype))).doubles
    let drawn = 0..<min(outputs, Self.shown)
    let shownXs = xs.map(inputInUnits)
    let points = drawn.map { output in
      PointClass(
        Self.label("data", output, of: outputs), xs: shownXs,
        ys: Self.column(targets, output, of: outputs))
    }
    let curves = drawn.map { output in
      PointClass(
        Self.label("fit", output, of: outputs), xs: grid.map(inputInUnits),
        ys: Self.column(fitted, output, of: outputs),
        isCurve: true)
    }
    let groups = points + curves
    var plot = Plot.scatter(groups, title: "\(title): the fitted curve")
    plot.notes = Self.notes(ofOutputs: outputs)
    plot.x.title = units?.name(ofInput: 0) ?? names.x.first ?? "x"
    plot.y.title = names.y
    return plot
  }

  /// Bands of the predicted value over the plane; each point has the sign of its true value's band.
  private func field(
    _ model: Model, _ samples: Samples, _ targets: [Double], _ guesses: [Double],
    names: (x: [String], y: String), title: String
  ) throws -> Plot {
    let points = samples.x.doubles
    let (xs, ys, grid) = try BoundaryPlot.plane(points)
    let answers = try model.predict(
      Tensor(grid, [BoundaryPlot.rows * BoundaryPlot.columns, 2], model.dtype))
    let edges = BoundaryField.edges(for: targets)
    let field = BoundaryField(
      xs: xs, ys: ys, columns: BoundaryPlot.columns, rows: BoundaryPlot.rows,
      values: inUnits(answers).doubles, edges: edges)
    let (groups, missing) = PointGroups.bands(
      of: samples, values: targets, edges: edges, guesses: guesses)
    try Interrupt.check()
    var plot = Plot.boundary(
      units?.inUnits(field) ?? field, points: units?.inUnits(groups) ?? groups,
      title: "\(title): predicted \(names.y)")
    if missing > 0 { plot.cautions.append("\(NumberText.grouped(missing)) NaN") }
    plot.x.title = units?.name(ofInput: 0) ?? names.x.first ?? "x0"
    plot.y.title = units?.name(ofInput: 1) ?? (names.x.count > 1 ? names.x[1] : "x1")
    return plot
  }

  /// The points of two inputs by the bands of their target, which is a number.
  func points(of samples: Samples, names: (x: [String], y: String), title: String) -> Plot {
    let targets = inUnits(samples.y).doubles
    let (groups, missing) = PointGroups.bands(
      of: samples, values: targets, edges: BoundaryField.edges(for: targets))
    let filled = (units?.inUnits(groups) ?? groups).filter { $0.count > 0 }
    var plot = Plot(ScatterChart(filled, valueName: names.y), title: "\(title): \(names.y)")
    if missing > 0 { plot.cautions.append("\(NumberText.grouped(missing)) NaN") }
    plot.x.title = units?.name(ofInput: 0) ?? names.x.first ?? ""
    plot.y.title = units?.name(ofInput: 1) ?? (names.x.count > 1 ? names.x[1] : "")
    return plot
  }

  /// The target, which is a number, over the only input.
  func points(over samples: Samples, names: (x: [String], y: String), title: String) -> Plot {
    let points = PointClass(
      "", xs: samples.x.doubles.map(inputInUnits), ys: inUnits(samples.y).doubles)
    var plot = Plot.scatter([points], title: title)
    plot.x.title = units?.name(ofInput: 0) ?? names.x.first ?? "x"
    plot.y.title = names.y
    return plot
  }

  private func inUnits(_ numbers: Tensor) -> Tensor { units?.target?.inUnits(numbers) ?? numbers }

  private func inputInUnits(_ number: Double) -> Double {
    units?.inUnits(number, input: 0) ?? number
  }
}
