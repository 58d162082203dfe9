import Catalog
import Support

/// How several groups of numbers are spread: how densely they lie to both sides of a line, with quartiles and median.
package struct ViolinChart: GroupChart {
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
    "violin", .chart, "how densely vectors, columns of a matrix, or groups of a column lie",
    example: "plot normal([200]), 1 + normal([200]) / 2, kind=violin")

  /// The median of the first group.
  package var headline: String {
    boxes.first.map { $0.count > 0 ? "median \(short($0.median))" : "no values" } ?? "no values"
  }

  /// Quartiles and counts.
  package var storedText: String? { BoxChart(groups).storedText }

  /// As many as show all groups.
  package var storedRows: Int { 2 * groups.count + 4 }

  /// Up to 2 for few groups.
  package func zoom(of plot: Plot, width: Int, height: Int) -> Double {
    SVGZoom.factor(width, height, rows: groups.count * 5 + 4)
  }

  /// Medians, quartiles and ends of the first six groups.
  package func description(of plot: Plot) -> [String] {
    ["Violins of \(plural(groups.count, "group")) over one axis."]
      + told(groups.indices).map { index in
        let (group, box) = (groups[index], boxes[index])
        let name = clean(group.name).isEmpty ? "The values" : clean(group.name)
        guard box.count > 0 else { return "\(name): no finite value." }
        let finite = group.values.filter(\.isFinite)
        return "\(name): \(plural(box.count, "value")) from \(short(finite.min() ?? .nan)) to"
          + " \(short(finite.max() ?? .nan)), half of them from \(short(box.lower)) to"
          + " \(short(box.upper)), median \(short(box.median))."
      } + untold(groups.indices)
  }

  /// A row for each group between title and axis.
  package var wholeRows: Int? { groups.count + 4 }

  /// One body for each group, up to five rows high; each is as thick as it is dense, the densest place the same.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    guard boxes.contains(where: { $0.count > 0 }) else {
      return place.empty("no finite values", plot)
    }
    var scene = place.scene
    let x = SampleGroup.axis(groups, plot.x)
    let facts = GroupRows.facts(boxes, of: groups, in: place)
    let rows = GroupRows(plot, groups, facts: facts, x: x, most: 5, in: place)
    scene.frame = rows.frame
    for index in 0..<rows.shown {
      if boxes[index].count > 0 { add(index, rows, to: &scene) }
      rows.add(
        facts[index], of: index,
        row: rows.frame.area.row + index * rows.pitch + (rows.pitch - 1) / 2, to: &scene)
    }
    var items = rows.items(of: groups)
    items += SampleGroup.absent(groups).items
    scene.addTitle(plot.title, items + plot.axisNames + plot.noteItems)
    return scene
  }

  /// The body, a line from quartile to quartile, and the median.
  private func add(_ index: Int, _ rows: GroupRows, to scene: inout Scene) {
    let (area, box) = (rows.frame.area, boxes[index])
    let unit = rows.frame.x.fast()
    let density = KernelDensity(groups[index].values.map(unit), places: 2 * area.width)
    guard density.heights.count > 1 else { return }
    // Cells are counted by their dots, vectors by their whole height.
    let isVector = scene.capabilities.drawsShapes
    let dots = isVector ? 1 : scene.capabilities.dots.rows
    let last = Double(max(1, area.height * dots - (isVector ? 0 : 1)))
    let own = Double(rows.pitch * dots)
    let middle = 1 - (Double(index) * own + (own - (isVector ? 0 : 1)) / 2) / last
    let half = 0.45 * own / last
    var (upper, lower): ([UnitPoint], [UnitPoint]) = ([], [])
    for (place, height) in density.heights.enumerated() {
      let across = Double(place) / Double(density.heights.count - 1)
      upper.append(UnitPoint(across, middle + half * height))
      lower.append(UnitPoint(across, middle - half * height))
    }
    scene.marks.append(
      .area(Area(upper: upper, lower: lower, ink: .band(1), sign: Symbol.band)))
    scene.marks.append(
      .path(
        Path(
          points: [UnitPoint(unit(box.lower), middle), UnitPoint(unit(box.upper), middle)],
          ink: .series(1), sign: "-")))
    scene.marks.append(
      .point(
        PointMark(
          place: UnitPoint(unit(box.median), middle), symbol: .category(0), ink: .series(2))))
  }
}
