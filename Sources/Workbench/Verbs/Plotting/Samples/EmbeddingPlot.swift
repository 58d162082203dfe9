import Data
import Learning
import Plots
import Support

/// The vectors that a model has for numbers, in a plane, with the words that the numbers stand for.
enum EmbeddingPlot {
  /// As many rows are drawn, the first ones: of a vocabulary the most frequent words.
  private static let most = 400

  static func plot(_ model: Model, as kind: any NumberChart.Type) throws -> Plot {
    guard
      let (path, variable) = model.parameters.first(where: {
        $0.path.hasSuffix("embeddings") && $0.variable.type.shape.rank == 2
      })
    else { throw PlotProblem.noEmbedding(model: model.name, kind: kind.signature.name) }
    let tensor = variable.value
    let (rows, width) = (tensor.shape[0], tensor.shape[1])
    let kept = min(rows, most)
    var table = NumberTable(
      "\(model.name).\(path)", extents: [kept, width],
      values: (0..<kept * width).map { tensor[$0] })
    table.rowTotal = rows
    if let vocabulary = model.vocabularies.first(where: { $0.count == rows }) {
      table.rowWords = (0..<kept).map { number in
        vocabulary.text(of: number).map(DatasetPlot.readable)
          ?? TokenVocabulary.Special.allCases.first { vocabulary[$0] == number }
          .map { "<\($0.rawValue)>" } ?? "\(number)"
      }
    }
    return try kind.plot([table])
  }
}

extension PlotChoice {
  /// Samples as points of a plane, or one of them as a sound; `nil` for kinds that are drawn otherwise.
  func samples(_ dataset: Dataset, _ text: String, as kind: (any NumberChart.Type)?) throws -> Plot?
  {
    guard let kind else { return nil }
    if kind == WaveChart.self || kind == SpectrogramChart.self {
      let place = try places(in: dataset)?.first ?? 0
      guard let plot = try SoundPlot.plot(dataset, at: place, kind: kind) else {
        throw PlotProblem.noSounds(data: dataset.name, kind: kind.signature.name)
      }
      return plot
    }
    guard kind.readsClasses else { return nil }
    let samples = try prepared(dataset, text).train
    let count = samples.count
    let width = samples.sampleShape.count
    // Of very many samples some from all over: each kind takes fewer still where it must.
    let most = max(1, min(count, 10_000, 20_000_000 / max(1, width)))
    let places =
      count <= most ? Array(0..<count) : (0..<most).map { $0 * (count - 1) / max(1, most - 1) }
    try MemoryBudget.current.require(ByteEstimate.product(places.count, width, 32), for: "the plot")
    var table = NumberTable(text, samples.inputs[0].rows.tensor(places))
    table.rowTotal = count
    var tables = [table]
    if let classes = Self.classes(of: samples, at: places, dataset) { tables.append(classes) }
    var plot = try kind.plot(tables)
    plot.title = text
    return plot
  }

  /// The class of each of some samples; `nil` where the target is none, or of too many.
  static func classes(of samples: Samples, at places: [Int], _ dataset: Dataset) -> NumberTable? {
    guard let targets = samples.targets, targets.shape.rank == 0 else { return nil }
    let labels = places.map { targets.number($0) }
    guard labels.allSatisfy({ Int(whole: $0) != nil }), Set(labels).count <= 20 else { return nil }
    return NumberTable(
      "classes", extents: [places.count], values: labels, classes: dataset.classNames)
  }
}
