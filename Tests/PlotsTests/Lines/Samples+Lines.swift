import Plots

// Curves that stand together, sweeps, fields and diagrams.
extension Samples {
  /// The losses of three runs: bands of raw values, smooth lines, the best of each.
  static let comparison: Plot = {
    let series = ["r", "wide", "slow start"].enumerated().map { run, name -> Series in
      let scale = [30.0, 90, 300][run]
      let ys = (0..<900).map { step -> Double in
        let fall = 2.3 / (1 + Double(step) / scale) + 0.05
        return fall * (1 + 0.3 * noise(step, salt: 60 + run))
      }
      var series = Series(name, role: .group(run), ys: ys, firstX: 1)
      (series.isSmoothed, series.marksBest) = (true, true)
      return series
    }
    var plot = Plot.loss(series)
    (plot.x.title, plot.x.showsTitle) = ("step", true)
    return plot
  }()

  /// Monthly values of six years with a line to compare with and words.
  static let years: Plot = {
    // 1960-01-01 is 3,653 days before 1970.
    let xs = (0..<72).map { Double($0) * 30.4375 * 86_400 - 3_653 * 86_400 }
    let ys = (0..<72).map { 100 + 2 * Double($0) + 30 * onCircle(Double($0) / 12).1 }
    var plot = Plot(.lines([Series("passengers", xs: xs, ys: ys)]), title: "passengers")
    plot.x.scale = .time
    (plot.y.title, plot.y.showsTitle) = ("thousands", true)
    plot.y.lines = [175]
    plot.annotations = [Annotation(x: xs[30], y: 120, "a jump")]
    return plot
  }()

  /// A forecast with its interval.
  static let forecast = Plot(
    BandChart(
      [
        Series("measured", role: .group(0), ys: (0..<48).map { 10 + 4 * onCircle(Double($0) / 12).1 }),
        Series(
          "forecast", role: .group(1), ys: (48..<72).map { 10 + 4 * onCircle(Double($0) / 12).1 },
          firstX: 48),
      ],
      low: Series(
        "low", role: .reference,
        ys: (48..<72).map { 9 + 4 * onCircle(Double($0) / 12).1 - Double($0 - 48) / 10 }, firstX: 48),
      high: Series(
        "high", role: .reference,
        ys: (48..<72).map { 11 + 4 * onCircle(Double($0) / 12).1 + Double($0 - 48) / 10 }, firstX: 48)),
    title: "forecast", x: Axis("month", isInteger: true))

  static let sparklines = Plot(
    SparklineChart([
      Series("loss", ys: (0..<60).map { 2.3 / (1 + Double($0) / 8) }),
      Series("val_loss", ys: (0..<60).map { (20..<26).contains($0) ? .nan : 2.4 / (1 + Double($0) / 9) }),
      Series("accuracy", ys: (0..<60).map { 1 - 0.9 / (1 + Double($0) / 6) }),
    ]))

  /// Rosenbrock's valley with a descent along it.
  static let contour: Plot = {
    let (columns, rows) = (61, 41)
    var values: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (-2 + 4 * Double(column) / 60, -1 + 4 * Double(row) / 40)
        values.append((1 - x) * (1 - x) + 20 * (y - x * x) * (y - x * x))
      }
    }
    var (x, y) = (-1.6, 2.4)
    var (xs, ys) = ([x], [y])
    for _ in 0..<20 {
      let (dx, dy) = (-2 * (1 - x) - 80 * x * (y - x * x), 40 * (y - x * x))
      (x, y) = (x - 0.004 * dx, y - 0.004 * dy)
      xs.append(x)
      ys.append(y)
    }
    return Plot(
      ContourChart(
        values, columns: columns, rows: rows, xs: -2...2, ys: -1...3,
        path: Series("path", xs: xs, ys: ys)), title: "a valley", x: Axis("a"), y: Axis("b"))
  }()

  static let parallel = Plot(
    ParallelChart([
      .init("units", (0..<18).map { [8.0, 16, 32][$0 % 3] }),
      .init("rate", (0..<18).map { [0.001, 0.01, 0.1][$0 / 3 % 3] }),
      .init("activation", (0..<18).map { Double($0 / 9) }, names: ["relu", "tanh"]),
      .init("accuracy", (0..<18).map { 0.8 + 0.1 * noise($0, salt: 9) + Double($0 % 3) * 0.02 }),
    ]), title: "s: settings and accuracy")

  static let pareto: Plot = {
    let sizes = (0..<12).map { 50.0 * Double($0 + 1) * Double($0 + 1) }
    var plot = Plot(
      ParetoChart(
        sizes, (0..<12).map { 0.95 - 0.3 / Double($0 + 1) + 0.05 * noise($0, salt: 21) },
        labels: (0..<12).map { "h=\(4 * ($0 + 1))" }, prefersLarger: (false, true)),
      title: "s: accuracy against parameters",
      x: Axis("parameters", scale: .log10), y: Axis("accuracy"))
    (plot.x.showsTitle, plot.y.showsTitle) = (true, true)
    return plot
  }()

  static let panels = Plot(
    PanelChart([loss, sigmoid, scatter, heat], columns: 2), title: "four charts")

  static let loop: Plot = {
    var chart = LoopChart(
      captions: ["32 samples", "m(x)", "mean_squared_error", "gradients", "adam(0.01)"],
      exit: "converged or 20 epochs done")
    chart.active = .loss
    return Plot(chart, title: "loop of r")
  }()

  static let memory = Plot(
    MemoryChart(
      [
        .init("m", "a model", bytes: 438_000), .init("d", "a data set", bytes: 188_000_000),
        .init("r", "a run", bytes: 1_310_000),
      ], held: 412_000_000, limit: 2_000_000_000))

  /// Each with a name for its golden files.
  static let ofLines: [(name: String, plot: Plot)] = [
    ("comparison", comparison), ("years", years), ("forecast", forecast),
    ("sparklines", sparklines), ("contour", contour), ("parallel", parallel), ("pareto", pareto),
    ("panels", panels), ("loop", loop), ("memory", memory),
  ]
}
