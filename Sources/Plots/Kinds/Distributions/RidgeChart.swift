import Catalog
import Support

/// How several groups of numbers are spread, as small histograms one below another over a shared axis.
package struct RidgeChart: GroupChart {
  /// The groups, the first on top.
  package let groups: [SampleGroup]

  /// A chart of these groups.
  package init(_ groups: [SampleGroup]) { self.groups = groups }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "ridge", .chart,
    "histograms one below another, of vectors, columns of a matrix, or a model's weights",
    example: "plot normal([200]), 1 + normal([200]), kind=ridge")

  /// How many groups there are.
  package var headline: String { plural(groups.count, "group") }

  /// The range of each group.
  package var storedText: String? {
    groups.map { "\(clean($0.name)): \(storedRange(of: $0.values))" }.joined(separator: "\n")
  }

  /// As many as show all groups.
  package var storedRows: Int { groups.count + 4 }

  /// Up to 2 for few groups.
  package func zoom(of plot: Plot, width: Int, height: Int) -> Double {
    SVGZoom.factor(width, height, rows: groups.count * 4 + 4)
  }

  /// Mean and deviation of the first five groups and the last.
  package func description(of plot: Plot) -> [String] {
    ["Histograms of \(plural(groups.count, "group")) over one axis."]
      + told(groups.indices).map { index in
        let group = groups[index]
        let name = clean(group.name).isEmpty ? "The values" : clean(group.name)
        let finite = group.values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
          return "\(name): no finite value."
        }
        let (mean, deviation) = Magnitude.moments(finite)
        return "\(name): \(plural(finite.count, "value")) from \(short(low)) to \(short(high)),"
          + " mean \(short(mean)), standard deviation \(short(deviation))."
      } + untold(groups.indices)
  }

  /// A row for each group between title and axis.
  package var wholeRows: Int? { groups.count + 4 }

  /// One histogram for each group, up to four rows high; each is as high as its fullest bin.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    guard groups.contains(where: { $0.values.contains(where: \.isFinite) }) else {
      return place.empty("no finite values", plot)
    }
    var scene = place.scene
    let x = SampleGroup.axis(groups, plot.x)
    let symbols = place.capabilities.hasSymbols
    let facts = groups.map { group in
      let finite = group.values.filter(\.isFinite)
      guard !finite.isEmpty else { return "no values" }
      let (mean, deviation) = Magnitude.moments(finite)
      return (symbols ? "μ " : "mean ") + short(mean) + (symbols ? "  σ " : "  sd ")
        + short(deviation)
    }
    let rows = GroupRows(plot, groups, facts: facts, x: x, most: 4, hasGround: true, in: place)
    scene.frame = rows.frame
    let cells = rows.frame.area.width
    // Bins of whole cells, about as many as half the root of the largest group asks for.
    let most = groups.map(\.values.count).max() ?? 1
    let wanted = max(8, min(cells, Int(2 * Double(most).squareRoot(), within: 8...400)))
    let size = max(1, cells / wanted)
    for index in 0..<rows.shown {
      let shares = Self.shares(
        groups[index].values, x, bins: (cells + size - 1) / size, of: size, cells)
      let ground = rows.frame.area.row + (index + 1) * rows.pitch - 1
      if place.capabilities.drawsShapes {
        addOutline(shares, size: size, index: index, rows, to: &scene)
      } else {
        addBars(shares, size: size, ground: ground, rows, to: &scene)
      }
      rows.add(facts[index], of: index, row: ground, to: &scene)
    }
    var items = rows.items(of: groups)
    items += SampleGroup.absent(groups).items
    scene.addTitle(plot.title, items + plot.axisNames + plot.noteItems)
    return scene
  }

  /// How full each bin is, the fullest 1.
  private static func shares(
    _ values: [Double], _ x: ScaleMap, bins: Int, of size: Int, _ cells: Int
  ) -> [Double] {
    var counts = [Int](repeating: 0, count: max(1, bins))
    let unit = x.fast()
    for place in values.indices.untilInterrupted where values[place].isFinite {
      let share = unit(values[place])
      guard share.isFinite else { continue }
      let cell = Int((share * Double(cells - 1)).rounded(), within: 0...max(0, cells - 1))
      counts[min(counts.count - 1, cell / size)] += 1
    }
    let most = Double(max(1, counts.max() ?? 1))
    return counts.map { Double($0) / most }
  }

  private func addBars(
    _ shares: [Double], size: Int, ground: Int, _ rows: GroupRows, to scene: inout Scene
  ) {
    let symbols = scene.capabilities.hasSymbols
    let area = rows.frame.area
    // A blank row keeps neighbours apart where there is room.
    let height = max(1, rows.pitch - (rows.pitch > 2 ? 1 : 0))
    for line in 0..<height {
      var text = ""
      for cell in 0..<area.width {
        let share = shares[min(shares.count - 1, cell / size)]
        text.unicodeScalars.append(
          Self.sign(share, line: line, height: height, isPlain: !symbols))
      }
      scene.add(text, row: ground - line, column: area.column, ink: .series(1))
    }
  }

  private static func sign(
    _ share: Double, line: Int, height: Int, isPlain: Bool
  ) -> Unicode.Scalar {
    guard share > 0 else { return " " }
    if isPlain, height == 1 {
      let signs: [Unicode.Scalar] = [".", ":", "-", "=", "+", "*", "#"]
      return signs[Int(share * 6.999, within: 0...6)]
    }
    let parts = isPlain ? 1 : 8
    let units = max(
      1, Int((share * Double(height * parts)).rounded(), within: 0...(height * parts)))
    let here = min(parts, units - line * parts)
    guard here > 0 else { return " " }
    return isPlain ? "#" : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"][here - 1]
  }

  /// The same as a line along the tops.
  private func addOutline(
    _ shares: [Double], size: Int, index: Int, _ rows: GroupRows, to scene: inout Scene
  ) {
    let area = rows.frame.area
    let pitch = Double(rows.pitch)
    let ground = 1 - (Double(index + 1) * pitch - 0.1) / Double(area.height)
    let full = (pitch - 0.3) / Double(area.height)
    var points = [UnitPoint(0, ground)]
    for (place, share) in shares.enumerated() {
      let (from, to) = (
        Double(place * size) / Double(area.width),
        min(1, Double((place + 1) * size) / Double(area.width))
      )
      points += [UnitPoint(from, ground + share * full), UnitPoint(to, ground + share * full)]
    }
    scene.marks.append(
      .area(
        Area(
          upper: points, lower: points.map { UnitPoint($0.x, ground) }, ink: .band(1), sign: "-")))
    points.append(UnitPoint(1, ground))
    scene.marks.append(.path(Path(points: points, ink: .series(1), sign: "-")))
  }
}
