import Catalog
import Support

/// What cannot be had better in one measure without being worse in the other: points of two measures, their front marked.
package struct ParetoChart: NumberChart {
  /// What each point is called; may be empty.
  package let labels: [String]
  /// The measure across.
  package let xs: [Double]
  /// The measure upwards.
  package let ys: [Double]
  /// Whether more is better, across and upwards; `nil` across for what is neither, such as a setting: then points with the
  /// best of the other measure are the front.
  package let prefersLarger: (x: Bool?, y: Bool)

  /// Points with what is better of each measure; the shortest list counts.
  package init(
    _ xs: [Double], _ ys: [Double], labels: [String] = [], prefersLarger: (x: Bool?, y: Bool)
  ) {
    let count = min(xs.count, ys.count)
    (self.xs, self.ys) = (Array(xs.prefix(count)), Array(ys.prefix(count)))
    (self.labels, self.prefersLarger) = (labels, prefersLarger)
  }

  /// Equal points with equal names and equal wishes.
  package static func == (left: Self, right: Self) -> Bool {
    left.labels == right.labels && left.xs == right.xs && left.ys == right.ys
      && left.prefersLarger == right.prefersLarger
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "pareto", .chart, "points [cost, value]: those that none beats in both are joined to a front",
    example: "plot [[10, 0.7], [40, 0.9], [50, 0.8], [90, 0.92]], kind=pareto")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// A matrix [n, 2]: less of the first and more of the second column is better.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.rank == 2, table.extents[1] == 2 else {
      throw ChartFault.shape(kind: "a front", extents: table.extents)
    }
    let numbers = table.values
    return Plot(
      ParetoChart(
        stride(from: 0, to: numbers.count - 1, by: 2).map { numbers[$0] },
        stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] },
        prefersLarger: (false, true)), title: table.label)
  }

  /// All that axes have, except smoothing.
  package var options: ChartOptions { [.scales, .ranges, .notes, .axes] }

  /// The points that no other beats, from the left to the right; equal points count once.
  package var front: [Int] {
    let finite = xs.indices.filter { xs[$0].isFinite && ys[$0].isFinite }
    guard let isLargerX = prefersLarger.x else {
      let best = finite.map { ys[$0] }.reduce(nil as Double?) { best, y in
        best.map { prefersLarger.y ? max($0, y) : min($0, y) } ?? y
      }
      return finite.filter { ys[$0] == best }.sorted { xs[$0] < xs[$1] }
    }
    let sorted = finite.sorted { a, b in
      if xs[a] != xs[b] { return isLargerX ? xs[a] > xs[b] : xs[a] < xs[b] }
      if ys[a] != ys[b] { return prefersLarger.y ? ys[a] > ys[b] : ys[a] < ys[b] }
      return a < b
    }
    var best: Double?
    var front: [Int] = []
    for index in sorted {
      let isBetter = best.map { prefersLarger.y ? ys[index] > $0 : ys[index] < $0 } ?? true
      if isBetter {
        front.append(index)
        best = ys[index]
      }
    }
    return front.sorted { xs[$0] < xs[$1] }
  }

  /// Points that have a place.
  private var placedCount: Int { xs.count - absent.nan - absent.infinite }

  private var absent: Absent {
    zip(xs, ys).reduce(into: Absent()) { $0.add($1.0, $1.1) }
  }

  /// How many points are on the front.
  package var headline: String {
    guard prefersLarger.x != nil else {
      return front.first.map { "best \(short(ys[$0], digits: 4))" } ?? "no points"
    }
    return "\(front.count) of \(plural(placedCount, "point")) on the front"
  }

  /// Both measures.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    let (x, y) = (plot.x.title, plot.y.title)
    return [
      ChartColumn(x.isEmpty ? "x" : columnName(x), xs, on: plot.x),
      ChartColumn(y.isEmpty ? "y" : columnName(y), ys),
    ]
  }

  /// How many points are on the front, and its two ends.
  package func description(of plot: Plot) -> [String] {
    let front = front
    let (x, y) = (
      clean(plot.x.title.isEmpty ? "x" : plot.x.title),
      clean(plot.y.title.isEmpty ? "y" : plot.y.title)
    )
    var result = [
      prefersLarger.x == nil
        ? "\(plural(placedCount, "point")) of \(y) over \(x), of which neither less nor more is better."
        : "\(front.count) of \(plural(placedCount, "point")) are on the front: no other is better in one of \(x) and \(y) and at least as good in the other."
    ]
    if !absent.sentence.isEmpty { result.append(absent.sentence) }
    if prefersLarger.x == nil {
      for index in front.prefix(3) {
        let label = labels.indices.contains(index) ? " (\(clean(labels[index])))" : ""
        result.append(
          "The best \(y) is \(short(ys[index], digits: 4)), at \(x) \(plot.x.told(xs[index], digits: 4))\(label)."
        )
      }
      return result
    }
    for (name, index) in [("At its left end", front.first), ("At its right end", front.last)] {
      guard let index else { continue }
      let label = labels.indices.contains(index) ? " (\(clean(labels[index])))" : ""
      result.append(
        "\(name) \(x) is \(short(xs[index], digits: 4)) and \(y) \(short(ys[index], digits: 4))\(label)."
      )
    }
    return result
  }

  /// Points, the front as steps, and its names where they have room.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let front = front
    let isOnFront = Set(front)
    func map(_ axis: Axis, _ values: [Double]) -> ScaleMap {
      if case .fixed = axis.domain { return Domain.horizontal(axis, from: 0, to: 1) }
      let isLog = axis.scale == .log10
      var summary = SampleSummary()
      for value in values where !isLog || value > 0 { summary.add(value) }
      let tight = Domain.horizontal(axis, from: summary.minimum, to: summary.maximum)
      if case .category = axis.scale, summary.finiteCount > 0 {
        return ScaleMap(
          scale: axis.scale, low: summary.minimum - 0.5, high: summary.maximum + 0.5)
      }
      let (low, high) = (tight.value(-0.06), tight.value(1.06))
      return low.isFinite && high.isFinite && low < high
        ? ScaleMap(scale: tight.scale, low: low, high: high) : tight
    }
    let (x, y) = (map(plot.x, xs), map(plot.y, ys))
    let foot = place.height >= 8 ? 1 : 0
    let axes = AxesLayout.place(
      plot, x: x, y: y, width: place.width, height: place.height, top: 1, foot: foot,
      capabilities: place.capabilities)
    scene.frame = axes.frame
    addSteps(front, x, y, to: &scene)
    for index in xs.indices.untilInterrupted where !isOnFront.contains(index) {
      scene.marks.append(
        .point(
          PointMark(
            place: UnitPoint(x.unit(xs[index]), y.unit(ys[index])), symbol: .category(4),
            ink: .faint)))
    }
    for index in front {
      scene.marks.append(
        .point(
          PointMark(
            place: UnitPoint(x.unit(xs[index]), y.unit(ys[index])), symbol: .category(3),
            ink: .series(2))))
    }
    addNames(front, x, y, to: &scene)
    let hidden = xs.indices.count { index in
      xs[index].isFinite && ys[index].isFinite
        && !(plot.x.shows(xs[index]) && plot.y.shows(ys[index]))
    }
    let facts =
      [RowItem(text: headline)] + absent.items
      + (hidden == 0 ? [] : [.needed("\(NumberText.grouped(hidden)) outside")]) + axes.notes
      + plot.axisNames
    scene.addTitle(
      plot.title, facts + plot.scaleNames(axes.frame) + plot.noteItems)
    if foot > 0 {
      func sign(_ slot: Int) -> String {
        String(Character(Symbol.category(slot).glyph(place.capabilities)))
      }
      scene.add(
        [
          RowItem(
            sign: sign(3), ink: .series(2), text: prefersLarger.x == nil ? "best" : "front"),
          RowItem(
            sign: sign(4), ink: .faint, text: prefersLarger.x == nil ? "others" : "beaten"),
          RowItem(text: "better: \(better)"),
        ], row: place.height - 1, column: 1)
    }
    scene.add(plot.annotations)
    return scene
  }

  /// Where better points would lie.
  private var better: String {
    let up = prefersLarger.y ? "up" : "down"
    return prefersLarger.x.map { ($0 ? "right" : "left") + ", " + up } ?? up
  }

  /// From point to point of the front by a level and an upright piece: what lies behind is beaten.
  private func addSteps(_ front: [Int], _ x: ScaleMap, _ y: ScaleMap, to scene: inout Scene) {
    guard let isLargerX = prefersLarger.x else { return }
    var points: [UnitPoint] = []
    for (place, index) in front.enumerated() {
      let here = UnitPoint(x.unit(xs[index]), y.unit(ys[index]))
      if place > 0, let last = points.last {
        points.append(
          isLargerX ? UnitPoint(last.x, here.y) : UnitPoint(here.x, last.y))
      }
      points.append(here)
    }
    scene.marks.append(.path(Path(points: points, ink: .series(2), sign: ".", pattern: .dashed)))
  }

  /// The names of the points of the front beside them, as many as stand free.
  private func addNames(_ front: [Int], _ x: ScaleMap, _ y: ScaleMap, to scene: inout Scene) {
    guard let frame = scene.frame, scene.width >= 40 else { return }
    let dots = scene.capabilities.dots
    func cell(_ index: Int) -> (row: Int, column: Int) {
      (
        frame.row(of: y.unit(ys[index]), dots: dots.rows),
        frame.column(of: x.unit(xs[index]), dots: dots.columns)
      )
    }
    var taken = Set(
      xs.indices.prefix(10_000).map { index -> [Int] in
        let cell = cell(index)
        return [cell.row, cell.column]
      })
    for index in front where labels.indices.contains(index) {
      let name = TextWidth.truncate(clean(labels[index]), to: 24)
      let width = columns(of: name)
      let (row, column) = cell(index)
      let end = frame.area.column + frame.area.width
      for (dy, start) in [
        (0, column + 2), (0, column - 1 - width), (1, column + 1), (-1, column - width),
      ] {
        let line = row + dy
        guard start > frame.area.column, start + width <= end,
          (frame.area.row..<frame.area.row + frame.area.height).contains(line),
          !(start - 1...start + width).contains(where: { taken.contains([line, $0]) })
        else { continue }
        scene.add(name, row: line, column: start)
        for place in start - 1...start + width { taken.insert([line, place]) }
        break
      }
    }
  }
}
