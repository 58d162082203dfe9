import Catalog
import Support

/// Points in the plane, told apart by sign and colour of their class.
package struct ScatterChart: NumberChart {
  /// The classes in the order of the key.
  package let classes: [PointClass]
  /// What the numbers of points are that were measured there, in files.
  package let valueName: String

  /// A chart of these points and lines.
  package init(_ classes: [PointClass], valueName: String = "value") {
    (self.classes, self.valueName) = (classes, clean(valueName))
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "scatter", .chart, "points in the plane out of two columns; of several tensors one sign each",
    example: "plot [[0, 1], [1, 3], [2, 2]]")

  /// More than two rows of two numbers each are points unless something else is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit {
    table.rank == 2 && table.extents[1] == 2 && table.extents[0] > 2 ? .shape : .onRequest
  }

  /// One class of points for each [n, 2]; other shapes are refused.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let classes = try tables.map { table -> PointClass in
      guard table.rank == 2, table.extents[1] == 2 else {
        throw ChartFault.shape(kind: "scatter", extents: table.extents)
      }
      let numbers = table.values
      return PointClass(
        table.label, xs: try Interrupt.map(numbers.count / 2) { numbers[2 * $0] },
        ys: try Interrupt.map(numbers.count / 2) { numbers[2 * $0 + 1] })
    }
    return Plot.scatter(classes, title: tables.map(\.label).joined(separator: ", "))
  }

  /// Scales, ends, lines and words.
  package var options: ChartOptions { [.scales, .ranges, .notes, .axes] }

  /// How many points there are.
  package var headline: String { "\(classes.reduce(0) { $0 + $1.placedCount }) points" }

  /// Both coordinates of each class, under the class's name.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    classes.flatMap { [ChartColumn($0.label, $0.xs), ChartColumn($0.label, $0.ys)] }
  }

  /// Both coordinates under the names of their axes, with the class of each point where there are several.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    let (x, y) = (
      plot.x.title.isEmpty ? "x" : columnName(plot.x.title),
      plot.y.title.isEmpty ? "y" : columnName(plot.y.title)
    )
    let names = classes.flatMap { [String](repeating: $0.label, count: $0.count) }
    return [
      ChartColumn(x, classes.flatMap { $0.xs.prefix($0.count) }, on: plot.x),
      ChartColumn(y, classes.flatMap { $0.ys.prefix($0.count) }, on: plot.y),
    ]
      + (classes.contains { !$0.values.isEmpty }
        ? [ChartColumn(valueName, classes.flatMap { $0.values.prefix($0.count) })] : [])
      + (classes.count > 1 ? [ChartColumn("class", words: names.map(clean))] : [])
  }

  /// How many points each class has.
  package var storedText: String? {
    classes.map { "\($0.label): \($0.placedCount) points" }.joined(separator: "\n")
  }

  /// How many points there are and what part of the plane each of the first six classes takes.
  package func description(of plot: Plot) -> [String] {
    let points = classes.filter { !$0.isCurve }
    let count = points.reduce(0) { $0 + $1.placedCount }
    var absent = Absent()
    for one in points { for index in 0..<one.count { absent.add(one.xs[index], one.ys[index]) } }
    let outside = points.reduce(0) { sum, one in
      sum
        + (0..<one.count).count {
          one.xs[$0].isFinite && one.ys[$0].isFinite
            && !(plot.x.shows(one.xs[$0]) && plot.y.shows(one.ys[$0]))
        }
    }
    let rest = outside > 0 ? ", \(NumberText.grouped(outside)) of them outside the picture" : ""
    return ["Scatter plot of \(plural(count, "point"))\(rest)\(absent.rest)."]
      + classes.prefix(6).map { one in
        let (xs, ys) = (Array(one.xs.prefix(one.count)), Array(one.ys.prefix(one.count)))
        let x = SampleSummary(of: xs, in: xs.indices)
        let y = SampleSummary(of: ys, in: ys.indices)
        let name =
          one.label.isEmpty
          ? "The points"
          : "\(one.isCurve ? "Line" : one.values.isEmpty ? "Class" : "Values") \(clean(one.label))"
        guard x.finiteCount > 0, y.finiteCount > 0 else { return "\(name): no finite point." }
        func across(_ value: Double) -> String { plot.x.told(value, digits: 3) }
        func up(_ value: Double) -> String { plot.y.told(value, digits: 3) }
        if one.isCurve, let course = one.course(across, up) { return "\(name) \(course)." }
        let middle = one.isCurve ? "" : one.center(across, up)
        return "\(name): \(plural(one.placedCount, "point")) from x \(across(x.minimum)) to"
          + " \(across(x.maximum)), y \(up(y.minimum)) to \(up(y.maximum))"
          + (middle.isEmpty ? "." : ", \(middle).")
      }
  }

  /// Points as signs, or as dots where they are too many, with lines in front and a key.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let x = Self.axis(plot.x, classes) { Array($0.xs.prefix($0.count)) }
    let y = Self.axis(plot.y, classes) { Array($0.ys.prefix($0.count)) }
    let isNamed = classes.count > 1 || classes.first.map { !$0.label.isEmpty } ?? false
    let layout = PlaneLayout(
      plot, x: x, y: y, entries: isNamed ? classes.count : 0, labels: classes,
      in: place)
    scene.frame = layout.frame
    let points = classes.filter { !$0.isCurve }
    let count = points.reduce(0) { $0 + $1.count }
    // One class, or more points than signs can show: single dots.
    let cells = layout.frame.area.width * layout.frame.area.height
    let isDense =
      points.count == 1 ? count > cells / 16 : count > cells / 4 && !place.isMono
    let areDots = isDense && place.capabilities.glyphs != .ascii
    if areDots {
      // Of many points a line is hard to see: it stands in front. Of few the signs are.
      Self.addDots(classes, to: &scene)
      Self.addCurves(classes, to: &scene)
    } else {
      Self.addCurves(classes, to: &scene)
      scene.add(classes)
    }
    scene.addTitle(
      plot.title,
      layout.notes + Self.counts(points, layout.frame)
        + plot.scaleNames(layout.frame) + plot.axisNames
        + plot.noteItems)
    if isNamed { Self.addKey(classes, layout, areDots: areDots, to: &scene) }
    scene.add(plot.annotations)
    return scene
  }

  /// How many points are drawn, how many stand outside the picture, and how many have no place.
  private static func counts(_ points: [PointClass], _ frame: Frame) -> [RowItem] {
    let (x, y) = (frame.x.fast(), frame.y.fast())
    let inside = -1e-9...1 + 1e-9
    var (drawn, placed) = (0, 0)
    var absent = Absent()
    for one in points {
      for index in (0..<one.count).untilInterrupted {
        absent.add(one.xs[index], one.ys[index])
        guard one.xs[index].isFinite, one.ys[index].isFinite else { continue }
        placed += 1
        if inside.contains(x(one.xs[index])), inside.contains(y(one.ys[index])) { drawn += 1 }
      }
    }
    var items = [RowItem(text: plural(drawn, "point"))]
    if placed > drawn {
      items.append(.needed("\(NumberText.grouped(placed - drawn)) outside"))
    }
    return items + absent.items
  }

  /// The map of one direction: the ends asked for, even room for a scale, else 5 % on both sides.
  private static func axis(
    _ axis: Axis, _ classes: [PointClass], _ values: (PointClass) -> [Double]
  )
    -> ScaleMap
  {
    if case .fixed = axis.domain { return Domain.horizontal(axis, from: 0, to: 1) }
    guard axis.scale != .linear || !axis.held.isEmpty else {
      return PlaneLayout.range(classes, values)
    }
    let isLog = axis.scale == .log10
    var summary = SampleSummary()
    for one in classes {
      let numbers = values(one)
      for index in numbers.indices.untilInterrupted where !isLog || numbers[index] > 0 {
        summary.add(numbers[index])
      }
    }
    guard summary.finiteCount > 0 else { return PlaneLayout.range(classes, values) }
    let tight = Domain.horizontal(axis, from: summary.minimum, to: summary.maximum)
    if case .category = axis.scale {
      return ScaleMap(
        scale: axis.scale, low: tight.low - 0.5, high: max(tight.high, tight.low) + 0.5)
    }
    let (low, high) = (tight.value(-0.04), tight.value(1.04))
    return low.isFinite && high.isFinite && low < high
      ? ScaleMap(scale: tight.scale, low: low, high: high) : tight
  }

  /// A path of lone points is one dot each.
  private static func addDots(_ classes: [PointClass], to scene: inout Scene) {
    guard let frame = scene.frame else { return }
    let x = frame.x.fast()
    let y = frame.y.fast()
    for (slot, one) in classes.enumerated() where !one.isCurve {
      var points: [UnitPoint] = []
      points.reserveCapacity(2 * one.count)
      for index in (0..<one.count).untilInterrupted {
        points.append(UnitPoint(x(one.xs[index]), y(one.ys[index])))
        points.append(.gap)
      }
      scene.marks.append(
        .path(
          Path(
            points: points, ink: .series(slot + 1), sign: Symbol.line(slot + 1), isDots: true)))
    }
  }

  /// Lines in front of the points, which are many where a line is hard to see.
  private static func addCurves(_ classes: [PointClass], to scene: inout Scene) {
    guard let frame = scene.frame else { return }
    let x = frame.x.fast()
    let y = frame.y.fast()
    for (slot, one) in classes.enumerated() where one.isCurve {
      let points = (0..<one.count).map { UnitPoint(x(one.xs[$0]), y(one.ys[$0])) }
      scene.marks.append(
        .path(Path(points: points, ink: .series(slot + 1), sign: Symbol.curve(slot))))
    }
  }

  private static func sign(
    _ one: PointClass, _ slot: Int, areDots: Bool, _ capabilities: Capabilities
  ) -> String {
    guard one.isCurve else {
      // Dots are told apart by colour alone: signs that no point has would be looked for.
      if areDots { return capabilities.dots.rows == 4 ? "⣿" : "." }
      return String(Character(Symbol.category(slot).glyph(capabilities)))
    }
    return capabilities.hasSymbols ? "─" : String(Character(Symbol.curve(slot)))
  }

  private static func addKey(
    _ classes: [PointClass], _ layout: PlaneLayout, areDots: Bool, to scene: inout Scene
  ) {
    let items = classes.enumerated().map { slot, one in
      RowItem(
        sign: sign(one, slot, areDots: areDots, scene.capabilities),
        ink: .series(slot + 1), text: clean(one.label))
    }
    guard let column = layout.key else {
      if scene.height >= 6 { scene.add(items, row: scene.height - 1, column: 1) }
      return
    }
    for (row, item) in items.enumerated() {
      var item = item
      let edge = PlaneLayout.edge(scene.capabilities)
      item.text = TextWidth.truncate(item.text, to: scene.width - column - edge)
      scene.add([item], row: layout.frame.area.row + row, column: column)
    }
  }
}
