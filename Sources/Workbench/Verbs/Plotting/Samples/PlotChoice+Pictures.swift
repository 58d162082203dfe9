import Data
import Engine
import Learning
import Plots
import Support

// Samples that can be looked at, alone or with what a model makes of them.
extension PlotChoice {
  /// The samples that a range names, `0..9` with both ends; `nil` without one.
  func places(in dataset: Dataset) throws -> [Int]? {
    guard let range else { return nil }
    let count = dataset.train.count
    guard let low = Int(whole: range.lowerBound), let high = Int(whole: range.upperBound),
      low >= 0, high < count
    else {
      throw PlotProblem.noSuchSamples(range, data: dataset.name, count: count)
    }
    guard high - low < 100 else { throw ChartFault.tooManyPictures(high - low + 1) }
    return Array(low...high)
  }

  /// What a model makes of data: pictures with its answers, boxes, or the regions of two inputs.
  func plot(_ model: Model, _ dataset: Dataset) throws -> Plot {
    let showsWrong = try call[PlotVerb.wrong]
    let places = try places(in: dataset)
    if PredictionPlot.fits(model, dataset) {
      guard dataset.sampleShape == model.inputs[0].shape else {
        throw LearningError.input(
          .dataShape(
            model: model.name, expected: model.inputs[0].shape, found: dataset.sampleShape))
      }
      if showsWrong, places != nil {
        try call.refuse(idle: PlotVerb.wrong.description, .beside("a range"))
      }
      return try PredictionPlot(
        model: model, dataset: dataset, places: places, showsWrong: showsWrong
      ).plot()
    }
    try call.refuse(
      idle: PlotVerb.wrong.description,
      .of("a model that does not choose among classes of pictures"))
    if BoxedPlot.fits(model, dataset) {
      let places =
        places ?? Array(0..<min(DatasetPlot.boxedShown, dataset.train.count))
      let guesses = try model.predict(dataset.train.inputs[0].rows.tensor(places))
      return try BoxedPlot(dataset: dataset).plot(
        at: places, guesses: guesses, title: "\(model.name) on \(dataset.name)")
    }
    if places != nil {
      throw PlotProblem.notPictures(data: dataset.name, sample: dataset.sampleShape)
    }
    return try BoundaryPlot.plot(model, dataset)
  }

  /// Pictures with predicted boxes, rows [image, class, score, x1, y1, x2, y2]; `nil` for anything else.
  func boxed(_ dataset: Dataset) throws -> Plot? {
    guard dataset.hasBoxes, values.count == 2, let tensor = values[1].value.tensor?.known,
      tensor.shape.rank == 2, tensor.shape[1] == 7
    else { return nil }
    let numbers = tensor.doubles
    let named = Set(
      stride(from: 0, to: numbers.count, by: 7).compactMap { Int(whole: numbers[$0]) })
    let places =
      try places(in: dataset)
      ?? Array((0..<dataset.train.count).lazy.filter(named.contains).prefix(DatasetPlot.boxedShown))
    guard !places.isEmpty else {
      throw PlotProblem.noBoxes(data: dataset.name, count: dataset.train.count)
    }
    return try BoxedPlot(dataset: dataset).plot(numbers, at: places, title: dataset.name)
  }
}
