import Catalog
import Support

/// The regions of a classifier in pale colours, brighter where it is surer, with points on top.
package struct BoundaryChart: Chart {
  /// What the model answers over the plane.
  package let field: BoundaryField
  /// The points on top, one class for each of the field's; may be empty.
  package let classes: [PointClass]

  /// Regions with points on top.
  package init(_ field: BoundaryField, _ classes: [PointClass]) {
    self.field = field
    self.classes = classes
  }

  /// Its name, what it shows and an example.
  package static let signature = Signature(
    "boundary", .chart, "what a model of two inputs answers over the plane, with the data on top",
    example: "plot model 2 { dense 1, activation=sigmoid }, generated(gauss, 40)")

  /// How many points stand on the regions.
  package var headline: String { "\(classes.reduce(0) { $0 + $1.count }) points" }

  /// The winning class and its probability at each place of the grid.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    [
      ChartColumn("class", field.winners.map(Double.init)),
      ChartColumn("confidence", field.confidence),
    ]
  }

  /// Which part of the plane each class holds.
  package var storedText: String? {
    (0..<field.classCount).map { number in
      let share = field.winners.count { $0 == number }
      return "class \(number): \(share) of \(field.winners.count) points of the plane"
    }.joined(separator: "\n")
  }

  /// Which share of the area each class has and where, and how many points are on the wrong side.
  package func description(of plot: Plot) -> [String] {
    let points = classes.reduce(0) { $0 + $1.count }
    let wrong = classes.reduce(0) { sum, one in sum + (0..<one.count).count { one.isWrong($0) } }
    var shares = [Int](repeating: 0, count: field.classCount)
    for winner in field.winners where shares.indices.contains(winner) { shares[winner] += 1 }
    let total = Double(max(1, field.winners.count))
    let areas = shares.enumerated().prefix(8).map { index, count in
      let name = index < classes.count ? clean(classes[index].label) : String(index)
      return "\(name) \(percent(Double(count) / total))"
    }
    var result = [
      (field.isValueBands
        ? "The predicted value in \(plural(field.classCount, "band"))"
        : "Decision regions of \(plural(field.classCount, "class", "classes"))") + " for x"
        + " \(short(field.xs.lowerBound)) to \(short(field.xs.upperBound)), y"
        + " \(short(field.ys.lowerBound)) to \(short(field.ys.upperBound)).",
      "Shares of the area: \(areas.joined(separator: ", ")).",
    ]
    let regions = field.regions { $0 < classes.count ? clean(classes[$0].label) : String($0) }
    if regions.count > 1 { result.append("Their middles: \(listed(regions)).") }
    if points > 0 {
      let judgement = field.isValueBands ? "predicted in another band" : "wrong"
      let verdict = wrong > 0 ? ", \(NumberText.grouped(wrong)) of them \(judgement)" : ""
      result.append("\(plural(points, "point"))\(verdict).")
    }
    return result
  }

  /// Regions in colours or shades, points on top and a key beside them.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let x = Domain.horizontal(Axis(), from: field.xs.lowerBound, to: field.xs.upperBound)
    let y = Domain.horizontal(Axis(), from: field.ys.lowerBound, to: field.ys.upperBound)
    let entries = classes.isEmpty ? 0 : classes.count + 2
    let note = Self.note(classes, field, place.capabilities)
    let layout = PlaneLayout(
      plot, x: x, y: y, entries: entries, labels: classes, note: note, in: place)
    scene.frame = layout.frame
    if place.capabilities.depth >= .palette256, place.capabilities.hasSymbols {
      Self.addPixels(field, layout.frame.area, to: &scene)
    } else {
      Self.addShades(field, layout.frame.area, to: &scene)
    }
    scene.add(classes)
    let count = classes.reduce(0) { $0 + $1.count }
    let facts =
      layout.notes + plot.noteItems
      + [RowItem(text: "\(count) points")]
      + plot.axisNames
    scene.addTitle(plot.title, facts)
    Self.addKey(field, classes, layout, note, to: &scene)
    return scene
  }

  private static func addPixels(
    _ field: BoundaryField, _ area: CellRectangle, to scene: inout Scene
  ) {
    var colors: [RGB] = []
    colors.reserveCapacity(area.width * area.height * 2)
    let range = field.valueRange
    for pixel in 0..<area.height * 2 {
      for column in 0..<area.width {
        let x = (Double(2 * column) + 0.5) / Double(2 * area.width - 1)
        let y = 1 - (Double(2 * pixel) + 0.5) / Double(4 * area.height - 1)
        if let range {
          colors.append(tone(field.value(x: x, y: y), range, scene.capabilities))
        } else {
          colors.append(color(field.sample(x: x, y: y), field, scene.capabilities))
        }
      }
    }
    scene.marks.append(.pixels(PixelField(cells: area, colors: colors)))
  }

  /// A value from dark to light, as other numbers are shaded, and pale as the ground of points.
  private static func tone(
    _ value: Double, _ range: ClosedRange<Double>, _ capabilities: Capabilities
  ) -> RGB {
    let ground = RegionPalette.ground(capabilities)
    guard value.isFinite else { return ground }
    let share =
      (value / 2 - range.lowerBound / 2) / (range.upperBound / 2 - range.lowerBound / 2)
    return Shades.sequential(min(max(share, 0), 1)).blended(over: ground, share: 0.5)
  }

  private static func color(
    _ sample: (winner: Int, confidence: Double)?, _ field: BoundaryField,
    _ capabilities: Capabilities
  ) -> RGB {
    guard let sample, sample.confidence > 0 else { return RegionPalette.ground(capabilities) }
    if field.isValueBands {
      // Dark to light, as other numbers are shaded, and pale as the ground of points.
      return Shades.sequential((Double(sample.winner) + 0.5) / Double(field.classCount))
        .blended(over: RegionPalette.ground(capabilities), share: 0.5)
    }
    let guess = 1 / Double(field.classCount)
    let sureness = (sample.confidence - guess) / (1 - guess)
    return RegionPalette.color(sample.winner, sureness: sureness, capabilities)
  }

  private static func addShades(
    _ field: BoundaryField, _ area: CellRectangle, to scene: inout Scene
  ) {
    let signs = shades(field, scene.capabilities)
    var glyphs: [Unicode.Scalar] = []
    var inks: [Ink] = []
    for row in 0..<area.height {
      for column in 0..<area.width {
        let sample = field.sample(
          x: (Double(2 * column) + 0.5) / Double(2 * area.width - 1),
          y: 1 - (Double(4 * row) + 1.5) / Double(4 * area.height - 1))
        let winner = sample.map { $0.confidence > 0 ? $0.winner : 0 } ?? 0
        glyphs.append(signs[max(0, winner) % signs.count])
        inks.append(.band(max(0, winner) + 1))
      }
    }
    scene.marks.append(.glyphs(GlyphField(cells: area, glyphs: glyphs, inks: inks)))
  }

  private static func shades(
    _ field: BoundaryField, _ capabilities: Capabilities
  ) -> [Unicode.Scalar] {
    if field.isValueBands, capabilities.hasSymbols { return [" ", ".", ":", "░", "▒", "▓"] }
    return capabilities.hasSymbols ? [" ", "░", "▒", "▓"] : [" ", ".", ":", "-", "=", "%"]
  }

  private static func addKey(
    _ field: BoundaryField, _ classes: [PointClass], _ layout: PlaneLayout, _ note: String,
    to scene: inout Scene
  ) {
    guard !classes.isEmpty else { return }
    guard let column = layout.key else {
      let items = classes.enumerated().map { slot, one in
        RowItem(sign: sign(slot, scene), ink: .series(slot + 1), text: clean(one.label))
      }
      guard scene.height >= 6 else { return }
      if needsScale(field, scene), addScale(field, items, note, to: &scene) { return }
      let all = items + (note.isEmpty ? [] : [RowItem(text: note)])
      scene.add(all, row: scene.height - 1, column: 1)
      return
    }
    let isWide = scene.width - column >= 26
    let top = layout.frame.area.row
    let head = field.isValueBands ? "values" : "class"
    if isWide {
      scene.add(TextWidth.padded(head, to: 10) + "points  region", row: top, column: column + 1)
    }
    for (slot, one) in classes.enumerated() {
      let row = top + slot + (isWide ? 1 : 0)
      let label = TextWidth.truncate(clean(one.label), to: isWide ? 11 : scene.width - column - 2)
      if isWide {
        scene.add(label, row: row, column: column + 1)
        scene.add(sign(slot, scene), row: row, column: column + 13, ink: .series(slot + 1))
        addSwatch(slot, field, row: row, column: column + 19, to: &scene)
      } else {
        let hasScale = needsScale(field, scene) && column + 5 < scene.width
        let item = RowItem(
          sign: sign(slot, scene), ink: .series(slot + 1), text: hasScale ? "" : label)
        scene.add([item], row: row, column: column)
        if hasScale {
          addSwatch(slot, field, row: row, column: column + 2, width: 2, to: &scene)
          let room = scene.width - column - 6
          scene.add(TextWidth.truncate(label, to: room), row: row, column: column + 5)
        }
      }
    }
    // In a narrow key the words stand below one another.
    let room = scene.width - column - 1
    let start = top + classes.count + (isWide ? 2 : 1)
    let end = top + layout.frame.area.height
    for (index, line) in WordWrap.lines(of: note, columns: room).enumerated()
    where start + index < end {
      scene.add(
        TextWidth.truncate(line, to: room), row: start + index, column: column + (isWide ? 1 : 0))
    }
  }

  /// Whether the regions look otherwise than the signs of their points.
  private static func needsScale(_ field: BoundaryField, _ scene: Scene) -> Bool {
    field.isValueBands || scene.capabilities.depth < .palette256 || !scene.capabilities.hasSymbols
  }

  /// The key in the last row: of each class the sign of its points, the look of its region, and its words. `false` where
  /// that has no room.
  private static func addScale(
    _ field: BoundaryField, _ items: [RowItem], _ note: String, to scene: inout Scene
  ) -> Bool {
    let row = scene.height - 1
    let width = items.reduce(1) { $0 + $1.width + 3 + 2 }
    guard width <= scene.width + 2 else { return false }
    var column = 1
    for (slot, item) in items.enumerated() {
      scene.add(item.sign, row: row, column: column, ink: item.ink)
      addSwatch(slot, field, row: row, column: column + 2, width: 2, to: &scene)
      scene.add(item.text, row: row, column: column + 5)
      column += item.width + 3 + 2
    }
    if column + TextWidth.columns(of: note) <= scene.width {
      scene.add(note, row: row, column: column)
    }
    return true
  }

  /// How wrong points are told from others, and how many there are; empty without any.
  private static func note(
    _ classes: [PointClass], _ field: BoundaryField, _ capabilities: Capabilities
  ) -> String {
    let wrong = classes.reduce(0) { sum, one in
      sum + (0..<one.count).count { one.isWrong($0) }
    }
    guard wrong > 0 else { return "" }
    if capabilities.depth == .none {
      return "! \(field.isValueBands ? "other band" : "wrong"): \(wrong)"
    }
    let look = capabilities.drawsShapes ? "hollow" : "reversed"
    return "\(look): \(wrong) \(field.isValueBands ? "off" : "wrong")"
  }

  private static func sign(_ slot: Int, _ scene: Scene) -> String {
    String(Character(Symbol.category(slot).glyph(scene.capabilities)))
  }

  private static func addSwatch(
    _ slot: Int, _ field: BoundaryField, row: Int, column: Int, width: Int = 4,
    to scene: inout Scene
  ) {
    let cells = CellRectangle(column: column, row: row, width: width, height: 1)
    if scene.capabilities.depth >= .palette256, scene.capabilities.hasSymbols {
      var colors = [RGB](repeating: color((slot, 1), field, scene.capabilities), count: 2 * width)
      if let range = field.valueRange {
        // From one border of the band to the other: the swatches are the scale.
        let (low, high) = field.span(ofBand: slot, within: range)
        for place in 0..<2 * width {
          let share = (Double(place % width) + 0.5) / Double(width)
          colors[place] = tone(low * (1 - share) + high * share, range, scene.capabilities)
        }
      }
      scene.marks.append(.pixels(PixelField(cells: cells, colors: colors)))
    } else {
      let signs = shades(field, scene.capabilities)
      let glyph = signs[slot % signs.count]
      if glyph == " " {
        if width < 4 { return }
        scene.add("(blank)", row: row, column: column, ink: .faint)
      } else {
        scene.marks.append(
          .glyphs(
            GlyphField(
              cells: cells, glyphs: [Unicode.Scalar](repeating: glyph, count: width),
              inks: [.band(slot + 1)])))
      }
    }
  }
}
