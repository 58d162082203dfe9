import Support

/// Curves of shares in the unit square with what is said of each beside it: what the charts that judge answers share.
struct RatePlane {
  /// One curve.
  struct Line {
    /// Its name in the key; may be empty.
    var label: String
    /// A number beside the name.
    var detail = ""
    /// Its corners; NaN lifts the pen.
    var points: [UnitPoint]
    /// Places on the curve that are marked even where colours tell curves apart.
    var corners: [UnitPoint] = []
  }

  /// The curves, the first in front.
  var lines: [Line]
  /// Whether a diagonal of sparse dots crosses the square.
  var hasDiagonal = false
  /// One marked place on a curve and what it is.
  var mark: (place: UnitPoint, text: String)?
  /// Rows of words at the right where there is room, the first one as heads of columns.
  var table: [String] = []
  /// Bars behind the rows of `table`, 0…1; empty for none.
  var bars: [Double] = []

  func scene(of plot: Plot, facts: [RowItem], in place: Place) -> Scene {
    var scene = place.scene
    let named = lines.filter { !$0.label.isEmpty || lines.count > 1 }
    let key = lines.count > 1 || named.count == 1 && table.isEmpty
    let side = max(sideWidth(hasKey: key), 0)
    let room = place.width - side - 8
    let rows = place.height - 1 - AxesLayout.rowsBelow
    let needed = (key ? lines.count : 0) + (table.isEmpty || key ? 0 : table.count)
    let hasSide = side > 0 && room >= max(18, rows) && needed <= rows
    let needsFoot = mark != nil && place.height >= 8 || !hasSide && key && place.height >= 7
    let foot = needsFoot ? 1 : 0
    let columns = max(8, min(hasSide ? room : place.width, (rows - foot) * 26 / 10))
    let x = Domain.horizontal(plot.x, from: 0, to: 1)
    let y = Domain.horizontal(plot.y, from: 0, to: 1)
    let axes = AxesLayout.place(
      plot, x: x, y: y, width: place.width, height: place.height, top: 1, foot: foot,
      capabilities: place.capabilities, columns: columns)
    scene.frame = axes.frame
    if hasDiagonal { addDiagonal(to: &scene) }
    addLines(x, y, to: &scene)
    if let mark {
      scene.marks.append(
        .point(
          PointMark(
            place: UnitPoint(x.unit(mark.place.x), y.unit(mark.place.y)), symbol: .category(0),
            ink: .alert)))
    }
    scene.addTitle(plot.title, facts + plot.axisNames + plot.noteItems)
    let end = axes.frame.area.column + axes.frame.area.width + 2
    if hasSide, end + side <= place.width {
      addSide(from: end, hasKey: key, to: &scene)
    }
    if needsFoot { addFoot(hasKey: key && !hasSide, to: &scene) }
    scene.add(plot.annotations)
    scene.addGrid()
    return scene
  }

  private func sideWidth(hasKey: Bool) -> Int {
    if hasKey {
      return lines.map { min(columns(of: clean($0.label)), 20) + columns(of: $0.detail) + 5 }
        .max() ?? 0
    }
    let widest = table.map { columns(of: $0) }.max() ?? 0
    return widest == 0 ? 0 : widest + (bars.isEmpty ? 0 : 10)
  }

  private func addLines(_ x: ScaleMap, _ y: ScaleMap, to scene: inout Scene) {
    let isMono = scene.capabilities.depth == .none
    for (slot, line) in lines.enumerated().reversed() {
      func unit(_ point: UnitPoint) -> UnitPoint { UnitPoint(x.unit(point.x), y.unit(point.y)) }
      scene.marks.append(
        .path(
          Path(
            points: line.points.map(unit), ink: .series(slot + 1), sign: Symbol.line(slot + 1),
            pattern: isMono && slot % 3 == 1 ? .dotted : isMono && slot % 3 == 2 ? .dashed : .solid)
        ))
      for corner in line.corners + (isMono && lines.count > 1 ? signs(of: line, slot) : []) {
        scene.marks.append(
          .point(
            PointMark(place: unit(corner), symbol: .category(slot), ink: .series(slot + 1))))
      }
    }
  }

  /// Places for the signs that tell curves apart without colour, each curve's at other ones.
  private func signs(of line: Line, _ slot: Int) -> [UnitPoint] {
    guard line.corners.isEmpty, !line.points.isEmpty else { return [] }
    let count = line.points.count
    return [0.15, 0.45, 0.75].map { share in
      let place = (share + 0.04 * Double(slot)) * Double(count - 1)
      return line.points[Int(place, within: 0...(count - 1))]
    }
  }

  /// About one dot for two columns, so that no curve is taken for it.
  private func addDiagonal(to scene: inout Scene) {
    guard let frame = scene.frame else { return }
    let count = max(4, frame.area.width / 2)
    let points = (0...count).flatMap { index -> [UnitPoint] in
      let share = Double(index) / Double(count)
      return [UnitPoint(frame.x.unit(share), frame.y.unit(share)), .gap]
    }
    scene.marks.append(.path(Path(points: points, ink: .faint, sign: ".", isDots: true)))
  }

  private func sign(_ slot: Int, _ scene: Scene) -> String {
    if !lines[slot].corners.isEmpty || scene.capabilities.depth == .none && lines.count > 1 {
      return String(Character(Symbol.category(slot).glyph(scene.capabilities)))
    }
    return scene.capabilities.hasSymbols ? "━" : String(Character(Symbol.line(slot + 1)))
  }

  private func addSide(from column: Int, hasKey: Bool, to scene: inout Scene) {
    let top = scene.frame?.area.row ?? 1
    if hasKey {
      let widest = lines.map { min(columns(of: clean($0.label)), 20) }.max() ?? 0
      for (slot, line) in lines.enumerated() {
        let label = TextWidth.truncate(clean(line.label), to: 20)
        scene.add(
          [
            RowItem(
              sign: sign(slot, scene), ink: .series(slot + 1),
              text: TextWidth.padded(label, to: widest) + "  " + line.detail)
          ], row: top + slot, column: column)
      }
      return
    }
    let widest = table.map { columns(of: $0) }.max() ?? 0
    for (row, text) in table.enumerated() {
      scene.add(text, row: top + row, column: column, ink: row == 0 ? .faint : .text)
      guard row > 0, row - 1 < bars.count, bars[row - 1] > 0 else { continue }
      let start = Double(column + widest + 2)
      scene.marks.append(
        .span(Span(row: top + row, start: start, end: start + 8 * bars[row - 1], ink: .series(2))))
    }
  }

  private func addFoot(hasKey: Bool, to scene: inout Scene) {
    var items: [RowItem] = []
    if let mark {
      items.append(
        RowItem(
          sign: String(Character(Symbol.category(0).glyph(scene.capabilities))), ink: .alert,
          text: mark.text))
    }
    if hasKey {
      items += lines.enumerated().map { slot, line in
        let label = TextWidth.truncate(clean(line.label), to: 16)
        return RowItem(
          sign: sign(slot, scene), ink: .series(slot + 1),
          text: label + (line.detail.isEmpty ? "" : " " + line.detail))
      }
    }
    scene.add(items, row: scene.height - 1, column: scene.width < 30 ? 0 : 1)
  }
}
