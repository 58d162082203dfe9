import Support

/// A line chart laid out: its axes, its curves, and what is said beside them.
struct LineLayout {
  let plot: Plot
  let place: Place
  let curves: [Curve]
  let frame: Frame
  let notes: [RowItem]
  let outside: [(over: Int, under: Int)]
  /// The best value of each curve that has it marked, the best of all first.
  let bests: [LineLayout.Best]
  /// Columns at the right for the names of the curves beside their ends; 0 where they stand in the legend.
  let labelColumns: Int
  /// What stands at the foot behind the names of the curves.
  let foot: [RowItem]

  /// The best value of all.
  var best: Best? { bests.first }

  /// The best value of a curve.
  struct Best {
    let value: Double
    let x: Double
    let slot: Int
    let label: String
  }

  /// The last `hidden` series take part in the axes, and are not drawn.
  init(
    _ plot: Plot, _ series: [Series], in place: Place, hidden: Int = 0, foot more: [RowItem] = []
  ) {
    let top = place.height >= 5 ? 1 : 0
    let drawn = Array(series.dropLast(hidden))
    let labels = LineLayout.labelColumns(drawn, plot, in: place)
    // Names at the ends may leave nothing to say at the foot.
    let needsFoot =
      labels == 0 || !more.isEmpty || plot.y.domain != .automatic || plot.y.scale != .linear
      || drawn.contains { $0.isSmoothable || $0.marksBest || $0.summary.nanCount > 0 }
    let foot = plot.showsLegend && place.height >= 6 && needsFoot ? 1 : 0
    let x = LineLayout.horizontal(plot, series)
    var values = Outliers.range(of: series, axis: plot.y, x: x)
    if plot.y.includesZero, plot.y.scale == .linear, values.low > 0, values.low.isFinite {
      values.low = 0
    }
    let rows = place.height - top - foot - AxesLayout.rowsBelow
    let fresh = Domain.vertical(plot.y, from: values.low, to: values.high, rows: rows)
    let y = Domain.kept(place.previous, for: fresh, plot.y, from: values.low, to: values.high)
    let axes = AxesLayout.place(
      plot, x: x, y: y, width: place.width - labels, height: place.height, top: top, foot: foot,
      capabilities: place.capabilities)
    labelColumns = labels
    self.foot = more
    self.plot = plot
    self.place = place
    frame = axes.frame
    notes = axes.notes
    curves = Curve.curves(drawn, smoothing: plot.smoothing, columns: axes.frame.area.width, x: x)
    outside = drawn.map { Outliers.count(of: $0, from: y.low, to: y.high, over: x) }
    bests = LineLayout.bests(drawn, plot.best)
  }

  /// The map of positions over all series.
  static func horizontal(_ plot: Plot, _ series: [Series]) -> ScaleMap {
    var low = Double.infinity
    var high = -Double.infinity
    for one in series where one.count > 0 {
      if let xs = one.xs, !one.isSorted {
        let summary = SampleSummary(of: xs, in: xs.indices)
        (low, high) = (min(low, summary.minimum), max(high, summary.maximum))
      } else {
        (low, high) = (min(low, one.x(at: 0)), max(high, one.x(at: one.count - 1)))
      }
    }
    return Domain.horizontal(plot.x, from: low, to: high)
  }

  private static func bests(_ series: [Series], _ choice: Plot.Best) -> [Best] {
    guard choice != .none else { return [] }
    let slots = Curve.slots(series)
    var marked = series.indices.filter { series[$0].marksBest }
    if let one = series.firstIndex(where: { $0.role == .validation }) { marked = [one] + marked }
    let found = marked.compactMap { index -> Best? in
      let one = series[index]
      let summary = one.store.summary(of: 0..<one.count)
      guard summary.finiteCount > 1 else { return nil }
      let value = choice == .lowest ? summary.minimum : summary.maximum
      return one.store.firstIndex(of: value).map {
        Best(value: value, x: one.x(at: $0), slot: slots[index], label: one.label)
      }
    }
    // Equal ones keep their order.
    return found.enumerated().sorted {
      let (a, b) = ($0.element.value, $1.element.value)
      return a == b ? $0.offset < $1.offset : choice == .lowest ? a < b : a > b
    }.map(\.element)
  }

  func scene() -> Scene {
    var scene = place.scene
    scene.frame = frame
    scene.smoothing = curves.filter(\.series.isSmoothable).map(\.weight).max()
    draw(into: &scene)
    scene.addTitle(plot.title, facts)
    addEndLabels(to: &scene)
    if plot.showsLegend, place.height >= 6 { addFoot(to: &scene) }
    scene.add(plot.annotations)
    for place in plot.bookmarks where (frame.x.low...frame.x.high).contains(place) {
      scene.marks.append(.rule(.vertical(frame.x.unit(place))))
    }
    if plot.showsMarkers { addMarkers(to: &scene) }
    if let cursor = plot.cursor { scene.marks.append(.rule(.vertical(frame.x.unit(cursor)))) }
    scene.addGrid(plot.showsGrid)
    return scene
  }

  /// Bands first, lines in front, marks in front of all.
  private func draw(into scene: inout Scene) {
    var gaps = Set<Int>()
    var over = Set<Int>()
    var under = Set<Int>()
    var marks: [Mark] = []
    for curve in curves {
      let raw = decimated(curve.series)
      gaps.formUnion(raw.gaps)
      over.formUnion(raw.over)
      under.formUnion(raw.under)
      let isBand = curve.weight > 0
      let path = Path(
        points: raw.points, ink: isBand ? .band(curve.slot) : .series(curve.slot),
        sign: isBand ? Symbol.band : Symbol.line(curve.slot),
        pattern: isBand
          ? .solid : Curve.pattern(curve.series, slot: curve.slot, isMono: place.isMono))
      if isBand { scene.marks.append(.path(path)) } else { marks.append(.path(path)) }
      if isBand {
        marks.append(
          .path(
            Path(
              points: decimated(curve.line).points, ink: .series(curve.slot),
              sign: Symbol.line(curve.slot),
              pattern: Curve.pattern(curve.series, slot: curve.slot, isMono: place.isMono))))
      }
    }
    scene.marks += marks
    addValidationMarks(to: &scene)
    for best in bests.reversed() {
      scene.marks.append(
        .point(
          PointMark(
            place: UnitPoint(frame.x.unit(best.x), frame.y.unit(best.value)), symbol: .best,
            ink: .series(best.slot))))
    }
    if plot.y.outliers != .clip {
      scene.addEdges(over, symbol: .over, height: 1)
      scene.addEdges(under, symbol: .under, height: 0)
    }
    scene.frame?.gaps = gaps.sorted()
  }

  /// A sign at each value of curves that show so few that signs do not touch.
  private func addMarkers(to scene: inout Scene) {
    for curve in curves where curve.series.isSorted {
      let shown = curve.series.indices(from: frame.x.low, to: frame.x.high)
      guard shown.count <= frame.area.width / 2 else { continue }
      for index in shown where curve.series.ys[index].isFinite {
        let place = UnitPoint(
          frame.x.unit(curve.series.x(at: index)), frame.y.unit(curve.series.ys[index]))
        scene.marks.append(
          .point(
            PointMark(place: place, symbol: .category(curve.slot - 1), ink: .series(curve.slot))))
      }
    }
  }

  /// Without colour a validation curve is known by a mark every eight columns.
  private func addValidationMarks(to scene: inout Scene) {
    guard place.isMono, place.capabilities.glyphs != .ascii, place.width >= 60 else { return }
    for curve in curves where curve.series.role == .validation && curve.series.isSorted {
      let step = 8 / Double(max(8, frame.area.width))
      var next = -step
      for index in 0..<curve.series.count where curve.series.ys[index].isFinite {
        let x = frame.x.unit(curve.series.x(at: index))
        guard x >= next + step else { continue }
        next = x
        let mark = UnitPoint(x, frame.y.unit(curve.series.ys[index]))
        scene.marks.append(
          .point(PointMark(place: mark, symbol: .validation, ink: .series(curve.slot))))
      }
    }
  }

  private func decimated(_ series: Series) -> Decimation {
    Decimation(
      series, x: frame.x, y: frame.y, columns: frame.area.width,
      dotsPerCell: place.capabilities.dots.columns)
  }
}
