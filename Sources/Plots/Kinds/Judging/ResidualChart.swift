import Catalog
import Support

/// What was predicted against what is true, and how what was missed is spread.
package struct ResidualChart: NumberChart {
  /// Pairs of true (across) and predicted (up), one group for each output.
  package let groups: [PointClass]

  /// A chart of these pairs.
  package init(_ groups: [PointClass]) { self.groups = groups }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "residuals", .chart, "predicted against true numbers, and how the differences are spread",
    example: "plot [1, 2, 3, 4], [1.2, 1.9, 3.3, 3.8], kind=residuals")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Outputs that are drawn, the first ones; more would hide each other.
  private static let shown = 5

  /// True and predicted numbers: two tables of equal length, or one of two columns.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    if tables.count == 1, tables[0].rank == 2, tables[0].extents[1] == 2 {
      let all = tables[0].values
      return plot(
        truths: try Interrupt.map(all.count / 2) { all[2 * $0] },
        answers: try Interrupt.map(all.count / 2) { all[2 * $0 + 1] }, outputs: 1,
        title: tables[0].label)
    }
    guard tables.count == 2, tables[0].values.count == tables[1].values.count,
      let rows = tables[0].extents.first, rows > 0
    else {
      throw ChartFault.pairs(kind: "residuals", shapes: tables.map(\.extents))
    }
    return plot(
      truths: tables[0].values, answers: tables[1].values,
      outputs: tables[0].values.count / rows, title: tables.map(\.label).joined(separator: ", "))
  }

  /// The same of lists, `outputs` numbers an entry.
  package static func plot(
    truths: [Double], answers: [Double], outputs: Int, title: String, name: String = ""
  ) -> Plot {
    let width = max(1, outputs)
    let count = min(truths.count, answers.count) / width
    let groups = (0..<min(width, shown)).map { output in
      PointClass(
        width == 1 ? "" : "output \(output)",
        xs: (0..<count).map { truths[$0 * width + output] },
        ys: (0..<count).map { answers[$0 * width + output] })
    }
    var plot = Plot(
      ResidualChart(groups), title: title, x: Axis(name.isEmpty ? "true" : "true \(name)"),
      y: Axis("predicted"))
    if width > shown { plot.cautions.append("\(shown) of \(width) outputs") }
    return plot
  }

  /// True less predicted, of all groups.
  package var residuals: [Double] {
    groups.flatMap { one in
      (0..<one.count).untilInterrupted.map { one.xs[$0] - one.ys[$0] }
    }
  }

  /// Mean absolute error, root of the mean square, and R² of a single output; NaN where nothing is finite.
  private var errors: (absolute: Double, square: Double, r2: Double) {
    let missed = residuals.filter(\.isFinite)
    guard !missed.isEmpty else { return (.nan, .nan, .nan) }
    let share = 1 / Double(missed.count)
    let absolute = missed.reduce(0) { $0 + abs($1) * share }
    let square = Magnitude.rootMeanSquare(missed)
    guard groups.count == 1 else { return (absolute, square, .nan) }
    let truths = (0..<groups[0].count).filter { (groups[0].xs[$0] - groups[0].ys[$0]).isFinite }
      .map { groups[0].xs[$0] }
    let spread = Magnitude.moments(truths).deviation
    return (absolute, square, spread > 0 ? 1 - square / spread * (square / spread) : .nan)
  }

  /// The root of the mean square of what was missed.
  package var headline: String { "RMSE \(short(errors.square))" }

  /// True and predicted numbers of each group.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    groups.flatMap { one in
      let prefix = one.label.isEmpty ? "" : clean(one.label) + " "
      return [ChartColumn(prefix + "true", one.xs), ChartColumn(prefix + "predicted", one.ys)]
    }
  }

  /// How much was missed.
  package var storedText: String? {
    let found = errors
    return "\(residuals.count) values, MAE \(NumberText.general(found.absolute)),"
      + " RMSE \(NumberText.general(found.square))"
  }

  /// How much was missed, to which side, and where most.
  package func description(of plot: Plot) -> [String] {
    let found = errors
    guard found.square.isFinite else { return ["Predicted against true values, none finite."] }
    let missed = residuals.filter(\.isFinite)
    let mean = Magnitude.moments(missed).mean
    var result = [
      "Predicted against true values of \(plural(missed.count, "sample")).",
      "The mean absolute error is \(short(found.absolute)), the root mean squared error"
        + " \(short(found.square))"
        + (found.r2.isNaN ? "." : ", R² \(NumberText.fixed(found.r2, decimals: 3))."),
      "On average predictions are \(short(abs(mean)))"
        + " too \(mean > 0 ? "low" : "high").",
    ]
    if groups.count == 1,
      let worst = (0..<groups[0].count).filter({ (groups[0].xs[$0] - groups[0].ys[$0]).isFinite })
        .max(by: {
          abs(groups[0].xs[$0] - groups[0].ys[$0]) < abs(groups[0].xs[$1] - groups[0].ys[$1])
        })
    {
      result.append(
        "The largest miss is sample \(worst): true \(short(groups[0].xs[worst])), predicted"
          + " \(short(groups[0].ys[worst])).")
    }
    return result
  }

  /// Points around a line of dots where both are equal; at the right a histogram of the differences.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let missed = residuals
    let finite = missed.filter(\.isFinite)
    guard !finite.isEmpty else { return place.empty("no finite values", plot) }
    var scene = place.scene
    let all = PlaneLayout.range(groups) { one in
      (Array(one.xs.prefix(one.count)) + Array(one.ys.prefix(one.count)))
    }
    let rows = place.height - 1 - AxesLayout.rowsBelow
    let side = place.width >= 60 && rows >= 6 ? max(24, place.width * 4 / 10) : 0
    let axes = AxesLayout.place(
      plot, x: all, y: all, width: place.width - side, height: place.height, top: 1, foot: 0,
      capabilities: place.capabilities, columns: max(8, min(place.width, rows * 26 / 10)))
    scene.frame = axes.frame
    let count = max(4, axes.frame.area.width / 2)
    let line = (0...count).flatMap { step -> [UnitPoint] in
      let share = Double(step) / Double(count)
      return [UnitPoint(share, share), .gap]
    }
    scene.marks.append(.path(Path(points: line, ink: .faint, sign: ".", isDots: true)))
    addPoints(to: &scene)
    let found = errors
    var facts = [
      RowItem(text: "MAE \(short(found.absolute))"), RowItem(text: "RMSE \(short(found.square))"),
    ]
    if !found.r2.isNaN {
      let sign = place.capabilities.hasSymbols ? "R²" : "R2"
      facts.insert(RowItem(text: "\(sign) \(NumberText.fixed(found.r2, decimals: 3))"), at: 0)
    }
    facts.append(RowItem(text: "n \(NumberText.grouped(missed.count(where: \.isFinite)))"))
    facts += Absent(missed).items
    scene.addTitle(
      plot.title,
      facts + axes.notes + plot.axisNames
        + plot.noteItems)
    let column = axes.frame.area.column + axes.frame.area.width + 3
    if side > 0, place.width - column >= 20 {
      addSpread(finite, from: column, to: &scene)
    }
    scene.add(plot.annotations)
    return scene
  }

  private func addPoints(to scene: inout Scene) {
    guard let frame = scene.frame else { return }
    let cells = frame.area.width * frame.area.height
    let count = groups.reduce(0) { $0 + $1.count }
    guard count > cells / 16, scene.capabilities.glyphs != .ascii else {
      scene.add(groups)
      return
    }
    let (x, y) = (frame.x.fast(), frame.y.fast())
    for (slot, one) in groups.enumerated() {
      let points = (0..<one.count).untilInterrupted.flatMap {
        [UnitPoint(x(one.xs[$0]), y(one.ys[$0])), .gap]
      }
      scene.marks.append(
        .path(
          Path(
            points: points, ink: .series(slot + 1), sign: Symbol.line(slot + 1), isDots: true)))
    }
  }

  /// One row for each interval of the differences, from the largest to the smallest.
  private func addSpread(_ missed: [Double], from column: Int, to scene: inout Scene) {
    guard let area = scene.frame?.area else { return }
    let summary = SampleSummary(of: missed, in: missed.indices)
    let bins = Bins(
      missed, low: summary.minimum, high: summary.maximum, columns: min(area.height - 2, 21))
    let counts = bins.counts(missed)
    let room = scene.width - column
    let words = counts.indices.map { place in
      short(bins.start + (Double(place) + (bins.isWhole ? 0.5 : 0)) * bins.size)
    }
    let width = words.map { columns(of: $0) }.max() ?? 1
    let numbers = counts.map { NumberText.grouped($0) }
    let digits = numbers.map { columns(of: $0) }.max() ?? 1
    let length = Double(max(1, room - width - digits - 3))
    let most = Double(max(1, counts.max() ?? 1))
    let head = bins.isWhole ? "true less predicted" : "true less predicted, from"
    scene.add(TextWidth.truncate(head, to: room), row: area.row, column: column, ink: .faint)
    for (row, place) in counts.indices.reversed().enumerated() where row + 1 < area.height {
      scene.add(
        TextWidth.rightAligned(words[place], to: width), row: area.row + 1 + row, column: column)
      guard counts[place] > 0 else { continue }
      let start = Double(column + width + 1)
      let end = start + length * Double(counts[place]) / most
      scene.marks.append(
        .span(Span(row: area.row + 1 + row, start: start, end: end, ink: .series(2))))
      let after = column + width + 2 + Int(end - start, within: 0...room, rounded: .up)
      scene.add(
        numbers[place], row: area.row + 1 + row,
        column: max(after, column + width + 3))
    }
  }
}
