import Support

/// Points in the plane, told apart by sign and colour of their class.
struct ScatterChart {
  static func scene(_ plot: Plot, _ classes: [PointClass], in place: Place) -> Scene {
    var scene = place.scene
    let x = axis(plot.x, PlaneLayout.range(classes) { Array($0.xs.prefix($0.count)) })
    let y = axis(plot.y, PlaneLayout.range(classes) { Array($0.ys.prefix($0.count)) })
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
    if isDense, place.capabilities.glyphs != .ascii {
      addDots(classes, to: &scene)
    } else {
      scene.add(classes)
    }
    addCurves(classes, to: &scene)
    scene.addTitle(
      plot.title,
      [RowItem(text: "\(NumberText.grouped(count)) points")] + plot.axisNames
        + plot.notes.map { RowItem(text: clean($0)) })
    if isNamed { addKey(classes, layout, to: &scene) }
    scene.add(plot.annotations)
    return scene
  }

  private static func axis(_ axis: Axis, _ map: ScaleMap) -> ScaleMap {
    guard case .fixed(let low, let high) = axis.domain, low < high, (high - low).isFinite else {
      return map
    }
    return ScaleMap(scale: .linear, low: low, high: high)
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

  private static func sign(_ one: PointClass, _ slot: Int, _ capabilities: Capabilities) -> String {
    guard one.isCurve else {
      return String(Character(Symbol.category(slot).glyph(capabilities)))
    }
    return capabilities.hasSymbols ? "─" : String(Character(Symbol.curve(slot)))
  }

  private static func addKey(_ classes: [PointClass], _ layout: PlaneLayout, to scene: inout Scene)
  {
    let items = classes.enumerated().map { slot, one in
      RowItem(
        sign: sign(one, slot, scene.capabilities),
        ink: .series(slot + 1), text: clean(one.label))
    }
    guard let column = layout.key else {
      if scene.height >= 6 { scene.add(items, row: scene.height - 1, column: 1) }
      return
    }
    for (row, item) in items.enumerated() {
      var item = item
      item.text = TextWidth.truncate(item.text, to: scene.width - column - 2)
      scene.add([item], row: layout.frame.area.row + row, column: column)
    }
  }
}
