import Data
import Engine
import Learning
import Plots
import Support

/// What a model of two inputs answers over the plane, with the data on top.
enum BoundaryPlot {
  static let columns = 160
  static let rows = 96

  static func plot(_ model: Model, _ dataset: Dataset) throws -> Plot {
    let isRegression = isRegression(model, on: dataset.train)
    if dataset.recipe?.window != nil, !isRegression, model.outputShape.count > 1,
      dataset.train.targets?.shape.rank == 0, RegressionPlot.fits(dataset)
    {
      throw PlotProblem.notDrawable(
        "what \(model.name) answers: \(model.outputShape.count) numbers for each window, which has one target"
      )
    }
    if !isRegression, ProbabilityPlot.fits(model, dataset) {
      return try ProbabilityPlot(model: model, dataset: dataset).plot()
    }
    guard model.inputs.count == 1, isRegression || model.inputs[0].shape == [2] else {
      throw PlotProblem.twoInputs(model: model.name, inputs: model.inputs[0].shape)
    }
    guard dataset.sampleShape == model.inputs[0].shape else {
      throw LearningError.input(
        .dataShape(
          model: model.name, expected: model.inputs[0].shape, found: dataset.sampleShape))
    }
    return try plot(
      model, on: dataset.train, title: "\(model.name) on \(dataset.name)",
      names: (dataset.columns, dataset.target ?? "y"), classes: dataset.classNames,
      units: PlotUnits(dataset))
  }

  /// What was predicted against what is true, of a model of numbers.
  static func residuals(_ model: Model, _ dataset: Dataset) throws -> Plot {
    guard isRegression(model, on: dataset.train) else {
      throw PlotProblem.notDrawable("residuals of a model that chooses among classes")
    }
    return try RegressionPlot(units: PlotUnits(dataset)).residuals(
      model, on: dataset.train, name: dataset.target ?? "y",
      title: "\(model.name) on \(dataset.name)")
  }

  /// Whether the model predicts numbers for these samples instead of choosing among classes.
  static func isRegression(_ model: Model, on samples: Samples) -> Bool {
    model.inputs.count == 1
      && RegressionPlot.fits(samples, outputs: model.outputShape.count)
  }

  /// The same for samples of two numbers each.
  static func plot(
    _ model: Model, on samples: Samples, title: String,
    names: (x: [String], y: String) = ([], "y"), classes: [String] = [], units: PlotUnits? = nil
  ) throws -> Plot {
    try MemoryBudget.current.require(ByteEstimate.product(samples.count, 96), for: "the plot")
    if isRegression(model, on: samples) {
      return try RegressionPlot(units: units).plot(model, on: samples, names: names, title: title)
    }
    let (xs, ys, grid) = try plane(samples.x.doubles)
    let answers = try model.predict(Tensor(grid, [rows * columns, 2], model.dtype))
    let width = answers.count / (rows * columns)
    let field =
      width == 1
      ? BoundaryField(
        xs: xs, ys: ys, columns: columns, rows: rows, probabilities: answers.doubles)
      : BoundaryField(
        xs: xs, ys: ys, columns: columns, rows: rows, probabilities: answers.doubles,
        classCount: width)
    let guesses = try winners(try model.predict(samples.x))
    let points = PointGroups.classes(of: samples, guesses: guesses, names: classes)
    var plot = Plot.boundary(
      units?.inUnits(field) ?? field, points: units?.inUnits(points) ?? points, title: title)
    plot.x.title = units?.name(ofInput: 0) ?? ""
    plot.y.title = units?.name(ofInput: 1) ?? ""
    return plot
  }

  /// The ranges of the points' two inputs, and the places [rows × columns, 2] between them.
  static func plane(
    _ points: [Double]
  ) throws -> (xs: ClosedRange<Double>, ys: ClosedRange<Double>, grid: [Double]) {
    let xs = range(try Interrupt.map(points.count / 2) { points[2 * $0] })
    let ys = range(try Interrupt.map(points.count / 2) { points[2 * $0 + 1] })
    var grid: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        grid.append(place(column, columns, xs))
        grid.append(place(row, rows, ys))
      }
    }
    return (xs, ys, grid)
  }

  /// The winning class of each row: the largest of several outputs, 0.5 as border of one.
  static func winners(_ predictions: Tensor) throws -> [Int] {
    let numbers = predictions.doubles
    let count = max(1, predictions.shape[0])
    let width = numbers.count / count
    guard width > 1 else { return try Interrupt.map(count) { numbers[$0] > 0.5 ? 1 : 0 } }
    return try Interrupt.map(count) { row in
      let slice = numbers[(row * width)..<((row + 1) * width)]
      return (slice.firstIndex(of: slice.max() ?? 0) ?? slice.startIndex) - slice.startIndex
    }
  }

  /// The data's range with a margin, so that no point sits on the frame.
  private static func range(_ numbers: [Double]) -> ClosedRange<Double> {
    let low = numbers.min() ?? 0
    let high = numbers.max() ?? 1
    let margin = high > low ? (high - low) * 0.15 : 1
    return (low - margin)...(high + margin)
  }

  private static func place(_ index: Int, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count - 1)
  }
}

extension PointClass {
  mutating func add(_ x: Double, _ y: Double, isWrong: Bool) {
    xs.append(x)
    ys.append(y)
    wrong.append(isWrong)
  }
}

/// Points of a two-column data set, one group for each class.
enum PointGroups {
  /// `names` are those of the classes, where they have some.
  static func classes(
    of samples: Samples, guesses: [Int] = [], names: [String] = []
  ) -> [PointClass] {
    let points = samples.x.doubles
    let labels = samples.y.doubles
    var groups: [Int: PointClass] = [:]
    for index in labels.indices.untilInterrupted where 2 * index + 1 < points.count {
      let label = Int(saturating: labels[index].rounded())
      // In place: a copy for each point would take the square of their number.
      let name = names.indices.contains(label) ? names[label] : "\(label)"
      groups[label, default: PointClass(name, xs: [], ys: [])].add(
        points[2 * index], points[2 * index + 1],
        isWrong: index < guesses.count && guesses[index] != label)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The same of numbers that are no classes: one group for each band between rising `edges`, and how many points have
  /// no value. A guess in another band is wrong.
  static func bands(
    of samples: Samples, values: [Double], edges: [Double], guesses: [Double] = []
  ) -> (groups: [PointClass], missing: Int) {
    let points = samples.x.doubles
    let words = edges.map { NumberText.significant($0, digits: 3) }
    var groups = words.map { PointClass("to \($0)", xs: [], ys: []) }
    groups.append(PointClass(words.last.map { ">= \($0)" } ?? "all", xs: [], ys: []))
    var missing = 0
    for index in values.indices.untilInterrupted where 2 * index + 1 < points.count {
      guard !values[index].isNaN else {
        missing += 1
        continue
      }
      let band = BoundaryField.band(of: values[index], edges)
      groups[band].add(
        points[2 * index], points[2 * index + 1],
        isWrong: guesses.indices.contains(index)
          && BoundaryField.band(of: guesses[index], edges) != band)
      groups[band].values.append(values[index])
    }
    return (groups, missing)
  }
}
