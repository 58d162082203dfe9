import Plots

/// Made-up data that is the same everywhere: sums and products only, no random generator.
enum Samples {
  /// A number in −1…1 that looks random: the fraction of a large multiple of an irrational number.
  static func noise(_ index: Int, salt: Int = 0) -> Double {
    var bits = UInt64(truncatingIfNeeded: index &* 2_654_435_761 &+ salt &* 40_503 &+ 12_345)
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double(bits >> 11) / 4_503_599_627_370_496 - 1
  }

  /// A loss that falls from 2.3 to 0.035 with spikes and a stretch of NaN, and its validation.
  static let lossSeries: [Series] = {
    var train: [Double] = []
    for step in 0..<2000 {
      let share = Double(step)
      var value = 2.3 / (1 + share * share / 40_000 + share / 90) + 0.033
      value *= 1 + 0.35 * noise(step) * noise(step, salt: 7)
      if step == 700 || step == 701 { value = 9.5 - Double(step - 700) }
      if (900..<930).contains(step) { value = .nan }
      if step == 1400 { value = 3.1 }
      train.append(value)
    }
    let xs = (0...40).map { Double($0 * 50) }
    let ys = xs.map { x in
      2.35 / (1 + x * x / 45_000 + x / 90) + 0.06 + (x - 1800) * (x - 1800) * 1e-8
    }
    return [
      Series("train", role: .train, ys: train),
      Series("val", role: .validation, xs: xs, ys: ys),
    ]
  }()

  static let loss = Plot.loss(
    lossSeries, progress: Plot.Progress(done: 2000, total: 2000))

  static let xs: [Double] = (0...600).map { Double($0) / 50 - 6 }

  static func exponential(_ x: Double) -> Double {
    // Enough for pictures: (1 + x/1024)^1024.
    var value = 1 + x / 1024
    for _ in 0..<10 { value *= value }
    return value
  }

  static let sigmoid: Plot = {
    let ys = xs.map { 1 / (1 + exponential(-$0)) }
    return Plot.functions(
      [
        Series("σ(x)", xs: xs, ys: ys, pattern: .solid),
        Series("σ′(x)", xs: xs, ys: ys.map { $0 * (1 - $0) }, pattern: .dotted),
      ], title: "sigmoid and its slope")
  }()

  static let confusion = Plot.confusion(
    ConfusionCounts(counts: [
      [1027, 3, 4, 6, 0, 6, 6, 1, 3, 1], [6, 940, 5, 6, 2, 4, 1, 7, 6, 3],
      [6, 5, 1069, 5, 3, 4, 8, 4, 3, 3], [1, 1, 6, 846, 3, 27, 3, 1, 4, 9],
      [6, 5, 5, 3, 908, 6, 3, 4, 3, 34], [2, 4, 4, 3, 2, 901, 3, 5, 5, 4],
      [3, 4, 7, 5, 5, 3, 891, 4, 2, 9], [7, 5, 26, 4, 5, 2, 10, 1004, 4, 7],
      [4, 5, 2, 7, 3, 9, 5, 3, 856, 3], [1, 1, 4, 5, 44, 7, 3, 7, 6, 871],
    ]))

  static let histogram = Plot.histogram(
    (0..<10_000).map { index in
      (0..<12).reduce(0) { $0 + noise(index, salt: 100 + $1) } / 2
    }, title: "weights layer1.W")

  /// Three arms and a model that separates them by angle.
  static let spiral: Plot = {
    var classes: [PointClass] = []
    for arm in 0..<3 {
      var points = (xs: [Double](), ys: [Double](), wrong: [Bool]())
      for index in 0..<100 {
        let radius = 0.05 + Double(index) / 105
        let turn = Double(arm) / 3 + radius * 0.6 + 0.02 * noise(index, salt: arm)
        let (x, y) = onCircle(turn)
        points.xs.append(radius * x)
        points.ys.append(radius * y)
        points.wrong.append(index % 37 == 5)
      }
      classes.append(
        PointClass("\(arm)", xs: points.xs, ys: points.ys, wrong: points.wrong))
    }
    let size = 100
    var winners: [Int] = []
    var confidence: [Double] = []
    for row in 0..<size {
      for column in 0..<size {
        let x = Double(column) / 50 - 1
        let y = Double(row) / 50 - 1
        let radius = (x * x + y * y).squareRoot()
        // The arm whose middle is nearest at this radius.
        let scores = (0..<3).map { arm -> Double in
          let (cx, cy) = onCircle(Double(arm) / 3 + radius * 0.6)
          return -((x - radius * cx) * (x - radius * cx) + (y - radius * cy) * (y - radius * cy))
        }
        let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        winners.append(best)
        confidence.append(0.4 + 0.6 * min(1, radius))
      }
    }
    var plot = Plot.boundary(
      BoundaryField(
        xs: -1...1, ys: -1...1, columns: size, rows: size, winners: winners,
        confidence: confidence, classCount: 3), points: classes,
      title: "spiral: decision regions")
    plot.notes = ["accuracy 97.0 %"]
    return plot
  }()

  /// The point on the unit circle after so many turns, by halving: no trigonometry needed.
  static func onCircle(_ turns: Double) -> (Double, Double) {
    let angle = (turns - turns.rounded()) * 6.283185307179586 / 256
    var (x, y) = (
      1 - angle * angle / 2 + angle * angle * angle * angle / 24, angle - angle * angle * angle / 6
    )
    for _ in 0..<8 { (x, y) = (x * x - y * y, 2 * x * y) }
    return (x, y)
  }

  /// Rings as digits: 28 × 28 grey.
  static func ring(_ radius: Double, caption: String) -> ImageCell {
    var values: [Double] = []
    for row in 0..<28 {
      for column in 0..<28 {
        let (x, y) = (Double(column) - 13.5, (Double(row) - 13.5) * 0.8)
        let distance = (x * x + y * y).squareRoot()
        values.append(max(0, 1 - abs(distance - radius) / 2.5))
      }
    }
    return ImageCell(width: 28, height: 28, values: values, caption: caption)
  }

  static let images = Plot.images(
    (0..<5).map { ring(4 + Double($0) * 1.5, caption: "\($0) ✓ 0.9\($0)") }, title: "test images")

  static let image = Plot.images([ring(8, caption: "")], title: "one image")

  static let heat = Plot.heat(
    HeatMap(rows: 3, columns: 4, values: (0..<12).map { Double($0) / 4 - 1.2 }),
    title: "m.hidden.kernel")

  static let scatter = Plot.scatter(
    (0..<2).map { group in
      PointClass(
        "class \(group)", xs: (0..<40).map { noise($0, salt: 3 + group) + Double(group) },
        ys: (0..<40).map { noise($0, salt: 30 + group) + Double(group) })
    }, title: "two clouds")

  static let bars = Plot(
    BarChart([577, 314, -120, 0.5], labels: ["male", "female", "a long name of a class", "é"]),
    title: "rows")

  private static let columns: [(name: String, values: [Double])] = ["age", "fare", "class"]
    .enumerated().map { place, name in
      (name, (0..<60).map { noise($0, salt: 50 + place) + Double($0 * place) / 40 })
    }

  static let correlation: Plot? = (try? CorrelationChart(columns)).map {
    Plot($0, title: "people: correlation")
  }

  static let pairs = Plot(
    PairsChart(
      columns.map { PairsColumn($0.name, $0.values) }, classes: (0..<60).map { $0 % 2 },
      classNames: ["no", "yes"]), title: "people: pairs")

  /// Every kind with a name for its golden files.
  static let all: [(name: String, plot: Plot)] =
    [
      ("loss", loss), ("functions", sigmoid), ("scatter", scatter), ("boundary", spiral),
      ("confusion", confusion), ("image", image), ("images", images), ("heat", heat),
      ("histogram", histogram), ("bars", bars), ("pairs", pairs), ("live_net", net),
    ] + JudgedSamples.all + (correlation.map { [("correlation", $0)] } ?? []) + ofLines + ofSpreads
    + ofPictures
}
