import Catalog
import Support

/// Several charts side by side and below one another, each with axes of its own.
package struct PanelChart: Chart {
  /// The charts in reading order.
  package let plots: [Plot]
  /// How many stand side by side; `nil` for as many as look well.
  package let columns: Int?

  /// More are no picture that somebody reads.
  package static let limit = 36

  /// Charts in reading order, `columns` of them side by side.
  package init(_ plots: [Plot], columns: Int? = nil) {
    (self.plots, self.columns) = (plots, columns)
  }

  /// Its name, what it shows and an example.
  package static let signature = Signature(
    "panels", .chart, "several charts side by side, each with axes of its own",
    example: "plot [sigmoid, tanh], -4..4, columns=2")

  /// How many charts there are.
  package var headline: String { plural(plots.count, "chart") }

  /// The curve of the first chart that has one.
  package var sparkline: Series? { plots.lazy.compactMap(\.chart.sparkline).first }

  /// The columns of each chart, one chart after the other.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    plots.flatMap { $0.chart.dataColumns(of: $0) }
  }

  /// The same of each panel's file; where several have a column of one name, the panel's title stands before it.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    let all = plots.map { $0.chart.fileColumns(of: $0) }
    var counts: [String: Int] = [:]
    for name in all.flatMap({ Set($0.map(\.name)) }) { counts[name, default: 0] += 1 }
    return zip(plots, all).flatMap { one, columns in
      columns.map { column in
        one.title.isEmpty || counts[column.name] ?? 0 < 2
          ? column : column.named("\(clean(one.title)) \(column.name)")
      }
    }
  }

  /// What each chart shows, one a line.
  package var storedText: String? {
    plots.map { [$0.title, $0.headline].filter { !$0.isEmpty }.joined(separator: ": ") }
      .map(clean).joined(separator: "\n")
  }

  /// How many charts there are, and the first two sentences of each of the first six.
  package func description(of plot: Plot) -> [String] {
    var result = [
      "\(plural(plots.count, "chart")) side by side" + (plots.isEmpty ? "." : ".")
    ]
    for (index, one) in plots.prefix(6).enumerated() {
      let name = clean(one.title)
      result.append("Chart \(index + 1)\(name.isEmpty ? "" : ", \(name)"):")
      result += one.chart.description(of: one).prefix(2)
    }
    if plots.count > 6 { result.append("\(plural(plots.count - 6, "further chart")).") }
    return result
  }

  /// Each chart in an equal share of the place, below the title.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let top = plot.title.isEmpty && plot.noteItems.isEmpty ? 0 : 1
    if top > 0 { scene.addTitle(plot.title, plot.noteItems) }
    guard !plots.isEmpty else {
      scene.add("no charts", row: place.height / 2, column: max(0, place.width / 2 - 4))
      return scene
    }
    let across = Self.across(
      plots.count, asked: columns, width: place.width, height: place.height - top)
    let rows = (plots.count + across - 1) / across
    let height = place.height - top
    var insets: [Scene.Inset] = []
    for (index, one) in plots.enumerated() {
      let (row, column) = (index / across, index % across)
      // What does not divide evenly goes to the first ones, so that the whole place is used.
      let (left, right) = (
        start(column, across, place.width + 2), start(column + 1, across, place.width + 2)
      )
      // The legend of one row is told apart from the titles of the next.
      let gap = place.capabilities.drawsShapes && height >= rows * 9 ? 1 : 0
      let (upper, lower) = (
        start(row, rows, height + gap), start(row + 1, rows, height + gap) - gap
      )
      guard lower > upper, right - left > 2 else { continue }
      insets.append(
        Scene.Inset(
          column: left, row: top + upper,
          scene: PlotLayout.scene(
            one, width: right - left - 2, height: lower - upper, capabilities: place.capabilities)))
    }
    scene.insets = Self.sharing(insets)
    return scene
  }

  /// Rows that leave each chart its axes, where `rows` do not: a picture in running text may be as high as it needs.
  package func rows(width: Int, rows: Int) -> Int {
    let across = Self.across(plots.count, asked: columns, width: width, height: rows)
    let down = (plots.count + across - 1) / max(1, across)
    return max(rows, min(1 + down * Self.leastRows, Self.mostRows))
  }

  /// Title, axis and its labels, and four rows of a curve.
  private static let leastRows = 8
  /// More are read page by page.
  private static let mostRows = 100

  /// How many stand side by side: as asked, else as many as leave each about three times as wide as high.
  static func across(_ count: Int, asked: Int?, width: Int, height: Int) -> Int {
    let most = max(1, (width + 2) / 22)
    if let asked { return min(max(1, asked), count, most) }
    return (1...max(1, min(count, most))).min { first, second in
      badness(first, count, width, height) < badness(second, count, width, height)
    } ?? 1
  }

  private static func badness(_ across: Int, _ count: Int, _ width: Int, _ height: Int) -> Double {
    let rows = (count + across - 1) / across
    let (columns, lines) = (Double(width) / Double(across), Double(height) / Double(rows))
    let shape = columns / max(1, lines) / 3
    let blank = Double(across * rows - count) / Double(count)
    return max(shape, 1 / max(shape, 1e-9)) + 2 * blank + (lines < 6 ? 10 : 0)
      + (columns < 30 ? 3 : 0)
  }

  private func start(_ place: Int, _ count: Int, _ room: Int) -> Int {
    place * room / max(1, count)
  }

  /// Labels across stand once where the chart below has the same axis.
  private static func sharing(_ insets: [Scene.Inset]) -> [Scene.Inset] {
    insets.map { inset in
      guard let frame = inset.scene.frame,
        let below = insets.first(where: {
          $0.column == inset.column && (0...1).contains($0.row - inset.row - inset.scene.height)
        })?.scene.frame,
        below.x == frame.x, below.area.column == frame.area.column,
        below.area.width == frame.area.width, below.titles.isEmpty == frame.titles.isEmpty
      else { return inset }
      var inset = inset
      inset.scene.frame?.bottom = frame.bottom.map { Frame.Label(text: "", position: $0.position) }
      return inset
    }
  }
}
