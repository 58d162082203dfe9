@testable import Plots

extension Samples {
  /// Digits with what a model makes of them, two of five wrong.
  static let predictions: Plot = {
    let answers: [(String, Bool?)] = [
      ("0 ✓ 0.99", true), ("1 ✓ 0.98", true), ("4 ✗ 9 0.61", false), ("cat ✗ 猫猫猫猫猫猫 0.52", false),
      ("3 ✓ 0.96", true),
    ]
    var cells = answers.enumerated().map { ring(4 + Double($0) * 1.5, caption: $1.0) }
    for (index, answer) in answers.enumerated() { cells[index].isRight = answer.1 }
    return Plot.images(cells, title: "m on digits")
  }()

  /// A picture in colour with two true boxes and a predicted one.
  static let boxes: Plot = {
    var values: [Double] = []
    for row in 0..<48 {
      for column in 0..<64 {
        let isInside = (8..<24).contains(row) && (8..<28).contains(column)
        values += isInside ? [0.8, 0.2, 0.2] : [0.9, 0.85, 0.8 - Double(row) / 120]
      }
    }
    var cell = ImageCell(width: 64, height: 48, channels: 3, values: values)
    cell.boxes = [
      ImageBox("red cell", left: 0.12, top: 0.16, right: 0.45, bottom: 0.5, kind: 0),
      ImageBox("platelet", left: 0.6, top: 0.55, right: 0.9, bottom: 0.95, kind: 1),
      ImageBox("red cell", left: 0.15, top: 0.2, right: 0.5, bottom: 0.56, kind: 0, score: 0.871),
    ]
    return Plot.images([cell], title: "blood")
  }()

  /// A tone that fades, at 8,000 samples a second.
  static let wave: Plot = {
    let samples = (0..<4000).map { index -> Double in
      let (_, y) = onCircle(Double(index) * 440 / 8000)
      return y * (1 - Double(index) / 4000)
    }
    return Plot(WaveChart(samples, SoundFacts(rate: 8000)), title: "a tone")
  }()

  /// A tone that rises from band 4 to band 28 of 33.
  static let spectrogram: Plot = {
    let values = (0..<60 * 33).map { index -> Double in
      let (window, band) = (index / 33, index % 33)
      let gap = Double(band) - 4 - Double(window) * 24 / 59
      return 1 / (1 + gap * gap * gap * gap) + 1e-5
    }
    return Plot(
      SpectrogramChart(windows: 60, bands: 33, values: values, SoundFacts(rate: 8000, hop: 32)),
      title: "a rising tone")
  }()

  /// Rows of two groups in five columns.
  static let groupedRows: [Double] = (0..<60).flatMap { row in
    (0..<5).map { column in
      noise(row * 5 + column, salt: 71) + Double(row % 2 * (column + 1))
    }
  }

  private static let groupTables = [
    NumberTable("x", extents: [60, 5], values: groupedRows),
    NumberTable(
      "y", extents: [60], values: (0..<60).map { Double($0 % 2) }, classes: ["setosa", "virginica"]),
  ]

  static let pca = try? PCAChart.plot(groupTables)

  /// Vectors of words.
  static let words: Plot? = {
    var table = NumberTable(
      "m.embedding.embeddings", extents: [30, 2], values: groupedRows.suffix(60))
    table.rowWords = (0..<30).map {
      ["the", "cat", "sat", "on", "a mat of some length"][$0 % 5] + "\($0)"
    }
    return try? PCAChart.plot([table])
  }()

  /// A small net with all units and weights, and one that no sample wakes.
  static let layers: Plot = {
    var boxes: [Network.Box] = []
    for (index, units) in [2, 4, 1].enumerated() {
      var box = Network.Box(
        index == 0 ? .input : .layer, ["input", "hidden", "output"][index],
        words: ["", "dense tanh", "dense sigmoid"][index], extents: [units],
        parameters: index == 0 ? 0 : (boxes[index - 1].units + 1) * units)
      box.shown = Network.shownUnits(of: units)
      if index > 0 {
        let kernel = (0..<boxes[index - 1].units * units).map { noise($0, salt: 90 + index) }
        box.measure(kernel)
        box.connect(kernel, from: boxes[index - 1], units: units)
        box.silent = index == 1 ? 1 : 0
      }
      boxes.append(box)
    }
    return Plot(
      NetworkChart(Network(boxes, [Network.Arrow(from: 0, to: 1), Network.Arrow(from: 1, to: 2)])),
      title: "m")
  }()

  /// A residual, and two paths that are joined.
  static let residual: Plot = {
    let words = [
      "input", "conv2d relu", "conv2d", "add", "conv2d relu", "conv2d relu", "concatenate",
      "dense softmax",
    ]
    let kinds: [Network.Kind] = [.input, .layer, .layer, .join, .layer, .layer, .join, .layer]
    let boxes = words.enumerated().map { index, word in
      Network.Box(
        kinds[index], "\(word.prefix { $0 != " " })\(index)", words: word,
        extents: index == 7 ? [10] : [28, 28, 8],
        parameters: kinds[index] == .layer ? 584 * index : 0)
    }
    let ways = [(0, 1), (1, 2), (2, 3), (0, 3), (3, 4), (3, 5), (4, 6), (5, 6), (6, 7)]
    return Plot(
      NetworkChart(
        Network(
          boxes,
          ways.map { Network.Arrow(from: $0.0, to: $0.1, isShortcut: $0 == (0, 3)) })),
      title: "residual")
  }()

  /// One head that looks back, with words.
  static let attention: Plot = {
    let tokens = ["the", "cat", "sat", "on", "the", "mat", "."]
    return Plot(
      AttentionChart([AttentionChart.Head("", looks(7, salt: 5))], queries: tokens, keys: tokens),
      title: "m.attention: attention")
  }()

  /// Four heads of two layers.
  static let heads = Plot(
    AttentionChart(
      (0..<4).map { AttentionChart.Head("layer \($0 / 2) head \($0 % 2)", looks(7, salt: 11 + $0)) }
    ),
    title: "m: attention")

  private static func looks(_ size: Int, salt: Int) -> HeatMap {
    var values: [Double] = []
    for row in 0..<size {
      let marks = (0..<size).map {
        $0 <= row ? exponential(2 * noise(row * size + $0, salt: salt)) : 0
      }
      let sum = marks.reduce(0, +)
      values += marks.map { $0 / sum }
    }
    return HeatMap(rows: size, columns: size, values: values)
  }

  /// Eight filters of a convolution.
  static let filters = try? FilterChart.plot([
    NumberTable(
      "m.conv2d.kernel", extents: [5, 5, 1, 8], values: (0..<200).map { noise($0, salt: 40) })
  ])

  /// Pictures, sounds, nets and projections with names for their golden files.
  static let ofPictures: [(name: String, plot: Plot)] =
    [
      ("predictions", predictions), ("boxes", boxes), ("wave", wave), ("spectrogram", spectrogram),
      ("network", layers), ("residual", residual), ("attention", attention), ("heads", heads),
    ]
    + [("pca", pca), ("words", words), ("filters", filters)].compactMap { name, plot in
      plot.map { (name, $0) }
    }
}
