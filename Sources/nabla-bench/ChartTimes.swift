import Glibc
import Plots
import Support

/// What a chart costs from its numbers to the bytes for a terminal, in milliseconds: the rows of `Benchmarks/charts.py`.
enum ChartTimes {
  /// One JSON line for each chart, the median of so many drawings.
  static func lines(repetitions: Int) -> [String] {
    let noisy = falling(2000)
    let long = falling(100_000)
    let longest = falling(1_000_000)
    let store = SeriesStore(longest, firstX: 1)
    let counts = ConfusionCounts(
      labels: (0..<10).map(String.init),
      counts: (0..<10).map { row in (0..<10).map { row == $0 ? 900 : (row * 7 + $0 * 3) % 11 } })
    let normals = (0..<10_000).map { quantile((Double($0) + 0.5) / 10_000) }
    return [
      line("loss 2000, 80x24", repetitions) { print(loss(noisy, validation: 40), 80, 24) },
      line("loss 2000, 120x40", repetitions) { print(loss(noisy, validation: 40), 120, 40) },
      line("loss 100000 cold, 80x24", repetitions) { print(loss(long, validation: 40), 80, 24) },
      line("loss 1000000 cold, 80x24", max(5, repetitions / 10)) {
        print(loss(longest, validation: 0), 80, 24)
      },
      line("loss 1000000 redrawn, 80x24", repetitions) {
        print(Plot.loss([Series("train", role: .train, store: store)]), 80, 24)
      },
      line("confusion 10x10", repetitions) { print(Plot.confusion(counts), 80, 24) },
      line("histogram 10000", repetitions) { print(Plot.histogram(normals), 80, 24) },
      appending(),
    ] + largest(max(1, repetitions / 50))
  }

  /// Ten million points: what a debug build of the tests has no time for.
  private static func largest(_ repetitions: Int) -> [String] {
    let values = falling(10_000_000)
    let points = PointClass("points", xs: values, ys: Array(values.reversed()))
    return [
      line("line 10000000 cold, 80x24", repetitions) {
        print(Plot(.lines([Series("y", ys: values)])), 80, 24)
      },
      line("histogram 10000000", repetitions) { print(Plot.histogram(values), 80, 24) },
      line("scatter 10000000", repetitions) { print(Plot.scatter([points, points]), 80, 24) },
    ]
  }

  private static func print(_ plot: Plot, _ width: Int, _ height: Int) -> Int {
    let capabilities = Capabilities(depth: .palette256)
    let scene = PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities)
    let text = ANSIText.render(Raster.grid(scene), depth: .palette256).joined(separator: "\n")
    return text.utf8.count
  }

  private static func line(_ name: String, _ repetitions: Int, _ draw: () -> Int) -> String {
    var bytes = draw()
    var times: [Double] = []
    for _ in 0..<repetitions {
      let start = monotonicSeconds()
      bytes = draw()
      times.append(1000 * (monotonicSeconds() - start))
    }
    times.sort()
    let facts: JSON = [
      "chart": .text(name), "median_ms": .number(times[times.count / 2]), "bytes": .whole(bytes),
    ]
    return "\(facts)"
  }

  /// A sample at the end of a curve of a million; the time of one, in nanoseconds.
  private static func appending() -> String {
    var store = SeriesStore(firstX: 1)
    let count = 1_000_000
    let start = monotonicSeconds()
    for index in 0..<count { store.append(Double(index & 1023)) }
    let seconds = monotonicSeconds() - start
    let facts: JSON = [
      "chart": "append", "nanoseconds": .number(1e9 * seconds / Double(count)),
      "count": .whole(store.count),
    ]
    return "\(facts)"
  }

  private static func loss(_ values: [Double], validation: Int) -> Plot {
    var series = [Series("train", role: .train, ys: values, firstX: 1)]
    if validation > 0 {
      let step = values.count / validation
      let xs = (1...validation).map { Double($0 * step) }
      series.append(
        Series(
          "val", role: .validation, xs: xs, ys: xs.map { values[Int(saturating: $0) - 1] + 0.01 }))
    }
    return Plot.loss(
      series, progress: Plot.Progress("step", done: values.count, total: values.count))
  }

  /// 2.5 · exp(−5 i / n) + 0.03, times 1 ± 0.3, the same each time: the curve that the peers draw.
  private static func falling(_ count: Int) -> [Double] {
    (0..<count).map { index in
      let noise = Double((index &* 2_654_435_761) & 0xFFFF) / 65_536 - 0.5
      return (2.5 * exp(-5 * Double(index) / Double(count)) + 0.03) * (1 + 0.6 * noise)
    }
  }

  /// A normal number's quantile, roughly: Tukey's lambda 0.14.
  private static func quantile(_ share: Double) -> Double {
    (pow(share, 0.14) - pow(1 - share, 0.14)) / 0.1975
  }
}
