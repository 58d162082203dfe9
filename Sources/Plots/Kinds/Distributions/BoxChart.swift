import Catalog
import Support

/// How several groups of numbers are spread: quartiles, whiskers and outliers, one row each over a shared axis.
package struct BoxChart: GroupChart {
  /// The groups, the first on top.
  package let groups: [SampleGroup]
  private let boxes: [BoxSummary]

  /// A chart of these groups.
  package init(_ groups: [SampleGroup]) {
    self.groups = groups
    boxes = groups.map { BoxSummary($0.values) }
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "box", .chart,
    "quartiles and outliers of vectors, of the columns of a matrix, or of a column by groups",
    example: "plot normal([50]), 2 * normal([80]), kind=box")

  /// The median of the first group.
  package var headline: String {
    boxes.first.map { $0.count > 0 ? "median \(short($0.median))" : "no values" } ?? "no values"
  }

  /// Quartiles and counts.
  package var storedText: String? {
    zip(groups, boxes).map { group, box in
      "\(clean(group.name)): n \(box.count), quartiles \(short(box.lower)), \(short(box.median)),"
        + " \(short(box.upper)), outliers \(box.outliers.count)"
    }.joined(separator: "\n")
  }

  /// As many as show all groups.
  package var storedRows: Int { groups.count + 4 }

  /// Up to 2 for few groups.
  package func zoom(of plot: Plot, width: Int, height: Int) -> Double {
    SVGZoom.factor(width, height, rows: groups.count * 3 + 4)
  }

  /// Medians, quartiles, whiskers and outliers of the first five groups and the last.
  package func description(of plot: Plot) -> [String] {
    ["Box plot of \(plural(groups.count, "group"))."]
      + told(groups.indices).map { index in
        let (group, box) = (groups[index], boxes[index])
        let name = clean(group.name).isEmpty ? "The values" : clean(group.name)
        guard box.count > 0 else { return "\(name): no finite value." }
        let outliers = box.outliers.isEmpty ? "" : ", \(Self.words(of: box.outliers))"
        return "\(name): median \(short(box.median)), half of \(plural(box.count, "value")) from"
          + " \(short(box.lower)) to \(short(box.upper)),"
          + " whiskers from \(short(box.low)) to \(short(box.high))\(outliers)."
      } + untold(groups.indices)
  }

  /// Up to three outliers one by one, of more the least and the largest.
  private static func words(of outliers: [Double]) -> String {
    let count = plural(outliers.count, "outlier")
    guard outliers.count > 3, let low = outliers.first, let high = outliers.last else {
      return "\(count): \(outliers.map { short($0) }.joined(separator: " and "))"
    }
    return "\(count) from \(short(low)) to \(short(high))"
  }

  /// A row for each group between title and axis.
  package var wholeRows: Int? { groups.count + 4 }

  /// One row a group, or up to three where there is room.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    guard boxes.contains(where: { $0.count > 0 }) else {
      return place.empty("no finite values", plot)
    }
    var scene = place.scene
    let x = SampleGroup.axis(groups, plot.x, isPadded: place.capabilities.drawsShapes)
    let facts = GroupRows.facts(boxes, of: groups, in: place)
    let rows = GroupRows(plot, groups, facts: facts, x: x, most: 3, in: place)
    scene.frame = rows.frame
    for index in 0..<rows.shown {
      let row = rows.frame.area.row + index * rows.pitch + (rows.pitch - 1) / 2
      if boxes[index].count > 0 {
        place.capabilities.drawsShapes
          ? addShapes(boxes[index], row: row, rows, to: &scene)
          : addSigns(boxes[index], row: row, rows, to: &scene)
      }
      rows.add(facts[index], of: index, row: row, to: &scene)
    }
    var items = rows.items(of: groups)
    let outliers = boxes.reduce(0) { $0 + $1.outliers.count }
    if outliers > 0 { items.append(RowItem(text: plural(outliers, "outlier"))) }
    items += SampleGroup.absent(groups).items
    scene.addTitle(plot.title, items + plot.axisNames + plot.noteItems)
    return scene
  }

  /// `├──┤▒▒┃▒▒▒├───┤  · ·`
  private func addSigns(_ box: BoxSummary, row: Int, _ rows: GroupRows, to scene: inout Scene) {
    let symbols = scene.capabilities.hasSymbols
    let (low, lower, middle) = (
      rows.column(box.low), rows.column(box.lower), rows.column(box.median)
    )
    let (upper, high) = (rows.column(box.upper), rows.column(box.high))
    for column in Set(box.outliers.untilInterruptedColumns(rows))
    where column < low || column > high {
      scene.add(symbols ? "•" : "o", row: row, column: column, ink: .series(1))
    }
    func line(_ from: Int, _ to: Int, _ left: String, _ right: String) {
      guard to > from else { return }
      let dash = String(repeating: symbols ? "─" : "-", count: max(0, to - from - 1))
      scene.add(left + dash + right, row: row, column: from, ink: .series(1))
    }
    line(low, lower - 1, symbols ? "├" : "|", symbols ? "┤" : "|")
    line(upper + 1, high, symbols ? "├" : "|", symbols ? "┤" : "|")
    if lower - 1 == low { scene.add(symbols ? "├" : "|", row: row, column: low, ink: .series(1)) }
    if upper + 1 == high { scene.add(symbols ? "┤" : "|", row: row, column: high, ink: .series(1)) }
    scene.add(
      String(repeating: symbols ? "▒" : "=", count: upper - lower + 1), row: row, column: lower,
      ink: .series(1))
    scene.add(symbols ? "┃" : "#", row: row, column: middle, ink: .series(2))
  }

  /// The same as lines and boxes.
  private func addShapes(_ box: BoxSummary, row: Int, _ rows: GroupRows, to scene: inout Scene) {
    let area = rows.frame.area
    let y = 1 - (Double(row - area.row) + 0.5) / Double(area.height)
    let half = 0.3 / Double(area.height)
    func unit(_ value: Double) -> Double { rows.frame.x.unit(value) }
    func path(_ points: [UnitPoint], _ slot: Int) {
      scene.marks.append(.path(Path(points: points, ink: .series(slot), sign: "-")))
    }
    for (from, to) in [(box.lower, box.low), (box.upper, box.high)] {
      path([UnitPoint(unit(from), y), UnitPoint(unit(to), y)], 1)
      path([UnitPoint(unit(to), y - half), UnitPoint(unit(to), y + half)], 1)
    }
    func column(_ value: Double) -> Double {
      Double(area.column) + unit(value) * Double(area.width)
    }
    scene.marks.append(
      .span(Span(row: row, start: column(box.lower), end: column(box.upper), ink: .band(1))))
    path([UnitPoint(unit(box.median), y - half), UnitPoint(unit(box.median), y + half)], 2)
    for value in box.outliers.prefix(2_000) {
      scene.marks.append(
        .point(PointMark(place: UnitPoint(unit(value), y), symbol: .category(0), ink: .series(1))))
    }
  }
}

extension [Double] {
  /// The columns of the values, while nobody has asked to stop.
  fileprivate func untilInterruptedColumns(_ rows: GroupRows) -> [Int] {
    indices.untilInterrupted.map { rows.column(self[$0]) }
  }
}
