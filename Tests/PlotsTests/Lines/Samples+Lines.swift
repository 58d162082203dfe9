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
    let first = -3_653.0 * 86_400
    let xs = (0..<72).map { month -> Double in first + Double(month) * 2_629_800 }
    let ys = wave(0..<72) { 90 + 2 * Double($0) }
    var plot = Plot(.lines([Series("passengers", xs: xs, ys: ys)]), title: "passengers")
    plot.x.scale = .time
    (plot.y.title, plot.y.showsTitle) = ("thousands", true)
    plot.y.lines = [175]
    plot.annotations = [Annotation(x: xs[30], y: 120, "a jump")]
    return plot
  }()

  /// A year's wave of monthly values, and what is added to it.
  private static func wave(_ months: Range<Int>, plus rest: (Int) -> Double = { _ in 0 })
    -> [Double]
  {
    months.map { month -> Double in
      let height = 4 * onCircle(Double(month) / 12).1
      return 10 + height + rest(month)
    }
  }

  /// A forecast with its interval.
  static let forecast: Plot = {
    let low = wave(48..<72) { -1 - Double($0 - 48) / 10 }
    let high = wave(48..<72) { 1 + Double($0 - 48) / 10 }
    let lines = [
      Series("measured", role: .group(0), ys: wave(0..<48)),
      Series("forecast", role: .group(1), ys: wave(48..<72), firstX: 48),
    ]
    let chart = BandChart(
      lines, low: Series("low", role: .reference, ys: low, firstX: 48),
      high: Series("high", role: .reference, ys: high, firstX: 48))
    return Plot(chart, title: "forecast", x: Axis("month", isInteger: true))
  }()

  private static func falling(_ scale: Double) -> [Double] {
    (0..<60).map { step -> Double in 2.3 / (1 + Double(step) / scale) }
  }

  static let sparklines = Plot(
    SparklineChart([
      Series("loss", ys: falling(8)),
      Series("val_loss", ys: falling(9).enumerated().map { (20..<26).contains($0) ? .nan : $1 }),
      Series("accuracy", ys: falling(6).map { 1 - $0 / 3 }),
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
      .init("accuracy", (0..<18).map { row -> Double in 0.8 + 0.1 * noise(row, salt: 9) }),
    ]), title: "s: settings and accuracy")

  static let pareto: Plot = {
    let sizes = (1...12).map { place -> Double in 50 * Double(place * place) }
    let accuracies = (1...12).map { place -> Double in
      0.95 - 0.3 / Double(place) + 0.05 * noise(place, salt: 21)
    }
    var plot = Plot(
      ParetoChart(
        sizes, accuracies,
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
    ("compared_runs", comparison), ("time_axis", years), ("forecast_band", forecast),
    ("sparkline_rows", sparklines), ("contour_lines", contour), ("parallel_lines", parallel),
    ("pareto_front", pareto),
    ("four_panels", panels), ("training_loop", loop), ("memory_gauge", memory),
  ]
}
