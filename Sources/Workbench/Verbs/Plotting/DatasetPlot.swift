import Data
import Engine
import Plots
import Support

/// A data set by itself: points of two features, pictures, or the distribution of one column.
enum DatasetPlot {
  static let shown = 10

  /// The chart of a data set; pictures at some places, or the first ones.
  static func plot(_ dataset: Dataset, at places: [Int]? = nil) throws -> Plot {
    let shape = dataset.sampleShape
    if !isPicture(shape), dataset.recipe?.raw == nil {
      try MemoryBudget.current.require(
        ByteEstimate.product(dataset.train.count, shape.count, 32), for: "the plot")
    }
    if places != nil, shape == [1] || shape == [2], dataset.recipe?.window == nil,
      dataset.recipe?.raw == nil || dataset.tabular != nil
    {
      throw PlotProblem.notPictures(data: dataset.name, sample: shape)
    }
    if shape == [2], RegressionPlot.fits(dataset) {
      return RegressionPlot(units: PlotUnits(dataset)).points(
        of: dataset.train, names: (dataset.columns, dataset.target ?? "target"), title: dataset.name
      )
    }
    if shape == [1], RegressionPlot.fits(dataset), dataset.recipe?.window == nil,
      dataset.train.inputs[0].vocabulary == nil
    {
      return RegressionPlot(units: PlotUnits(dataset)).points(
        over: dataset.train, names: (dataset.columns, dataset.target ?? "target"),
        title: dataset.name)
    }
    if shape == [2] {
      return Plot.scatter(
        PointGroups.classes(of: dataset.train, names: dataset.classNames), title: dataset.name)
    }
    if case .sound? = dataset.recipe?.raw,
      let plot = try SoundPlot.plot(dataset, at: places?.first ?? 0, kind: nil)
    {
      return plot
    }
    if let plot = try WindowPlot.plot(dataset, at: places) { return plot }
    guard isPicture(shape) else {
      if places != nil { throw PlotProblem.notPictures(data: dataset.name, sample: shape) }
      if let plot = tokens(of: dataset) { return plot }
      return Plot.histogram(dataset.train.x.doubles, title: dataset.name)
    }
    let chosen = places ?? self.places(in: dataset.train)
    if dataset.hasBoxes {
      return try BoxedPlot(dataset: dataset).plot(
        at: places ?? Array(chosen.prefix(boxedShown)), title: dataset.name)
    }
    var plot = Plot.images(
      try cells(of: dataset.train, at: chosen, captions: captions(of: chosen, dataset)),
      title: dataset.name)
    if chosen.count < dataset.train.count {
      plot.notes.append("\(chosen.count) of \(NumberText.grouped(dataset.train.count))")
    }
    return plot
  }

  /// How often each token of a text occurs, the most frequent first; `nil` for data without tokens.
  ///
  /// Windows overlap: what stands in several of them is counted once.
  private static func tokens(of dataset: Dataset) -> Plot? {
    guard let input = dataset.train.inputs.first, let vocabulary = input.vocabulary else {
      return nil
    }
    var counts = [Int](repeating: 0, count: vocabulary.count + vocabulary.first)
    var others = 0
    input.rows.forEachCovered { number in
      let place = Int(saturating: number)
      if vocabulary.text(of: place) != nil, counts.indices.contains(place) {
        counts[place] += 1
      } else {
        others += 1
      }
    }
    let order = counts.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
    guard !order.isEmpty else { return nil }
    var plot = Plot(
      BarChart(
        order.map { Double(counts[$0]) },
        labels: order.map { readable(vocabulary.text(of: $0) ?? "") }),
      title: "\(dataset.name): \(vocabulary.unitName)")
    plot.notes.append("\(NumberText.grouped(counts.reduce(0, +))) of the training part")
    if others > 0 { plot.notes.append("\(NumberText.grouped(others)) unknown or padding") }
    return plot
  }

  /// A token as a name: blanks and ends of lines can be seen.
  static func readable(_ token: String) -> String {
    String(token.map { $0 == " " ? "␣" : $0.isNewline ? "⏎" : $0 == "\t" ? "⇥" : $0 })
  }

  /// Pictures with boxes are drawn large enough for names on them.
  static let boxedShown = 4

  /// The samples at some places as pictures, all with the same scale of brightness.
  static func cells(of samples: Samples, at places: [Int], captions: [String]) throws -> [ImageCell]
  {
    let rows = samples.inputs[0].rows.tensor(places)
    let scale = ImageCell.Scale(of: rows.doubles)
    return try places.indices.flatMap { place in
      try ImageCell.pictures(
        NumberTable("", rows.row(place)),
        captions: place < captions.count ? [captions[place]] : [], scale: scale)
    }
  }

  /// Some samples as pictures, each with a caption.
  static func pictures(
    of samples: Samples, title: String, caption: (Int) -> String
  ) throws -> Plot {
    let places = places(in: samples)
    return Plot.images(
      try cells(of: samples, at: places, captions: places.map(caption)), title: title)
  }

  /// The first samples; where all of them are of one class and the data have more, some from all over.
  private static func places(in samples: Samples) -> [Int] {
    let count = min(shown, samples.count)
    guard let targets = samples.targets, targets.shape.count == 1, count > 1,
      (0..<count).allSatisfy({ targets.number($0) == targets.number(0) })
    else { return Array(0..<count) }
    return (0..<count).map { $0 * (samples.count - 1) / (count - 1) }
  }

  /// The classes of samples as words; where the target is a number that number, in the units of the data.
  private static func captions(of places: [Int], _ dataset: Dataset) -> [String] {
    guard RegressionPlot.fits(dataset), let targets = dataset.train.targets else {
      return places.map { caption($0, dataset) }
    }
    let numbers = Tensor(places.map { targets.number($0) }, [places.count])
    let told = (dataset.recipe?.target?.inUnits(numbers) ?? numbers).doubles
    return told.map { NumberText.significant($0, digits: 4) }
  }

  /// The class of a sample as words; empty where the data have none.
  static func caption(_ index: Int, _ dataset: Dataset) -> String {
    guard let targets = dataset.train.targets, targets.shape.rank == 0 else { return "" }
    let label = Int(saturating: targets.number(index))
    return dataset.classNames.indices.contains(label) ? dataset.classNames[label] : "\(label)"
  }

  /// Whether a sample can be looked at: a grid of numbers, or a row that is a square.
  static func isPicture(_ shape: Shape) -> Bool {
    shape.rank > 1
      || (shape.rank == 1 && shape[0] >= 64 && ImageCell.squareSide(shape[0]) != nil)
  }
}

extension Tensor {
  /// One sample, without the axis that counts them.
  fileprivate func row(_ index: Int) -> Tensor {
    let sample = Shape(Array(shape.extents.dropFirst()))
    let numbers = (0..<sample.count).map { self[index * sample.count + $0] }
    return Tensor(numbers, sample, dtype)
  }
}
