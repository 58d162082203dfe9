import Support

/// One or several rows for each group over a shared axis, names at the left and a fact at the right.
struct GroupRows {
  let frame: Frame
  /// Rows of one group.
  let pitch: Int
  /// Groups that have room.
  let shown: Int
  /// What is said once of the axis's labels.
  private let note: String
  private let place: Place
  private let factWidth: Int

  /// Up to `most` rows a group; its name stands at its last row where that is its ground, else in its middle.
  init(
    _ plot: Plot, _ groups: [SampleGroup], facts: [String], x: ScaleMap, most: Int,
    hasGround: Bool = false,
    in place: Place
  ) {
    self.place = place
    let room = max(1, place.height - 1 - AxesLayout.rowsBelow)
    shown = min(groups.count, room)
    pitch = max(1, min(most, room / max(1, shown)))
    let names = groups.prefix(shown).map { clean($0.name) }
    let widest = facts.prefix(shown).map { columns(of: $0) }.max() ?? 0
    var labelWidth = min(names.map { columns(of: $0) }.max() ?? 0, place.width / 3)
    // A name is cut rather than that numbers are left out.
    let most = place.width - widest - 30
    if labelWidth > most, most >= 10 { labelWidth = most }
    factWidth = place.width - labelWidth - widest >= 30 ? widest : 0
    let gutter = labelWidth + 2
    let width = max(1, place.width - gutter - (factWidth > 0 ? factWidth + 2 : 1))
    let area = CellRectangle(column: gutter, row: 1, width: width, height: shown * pitch)
    let set = ticks(
      of: plot.x, over: x,
      in: TickRoom(
        direction: .across, cells: width, hasSymbols: place.capabilities.hasSymbols,
        allowsNote: place.width >= 60))
    note = set.note
    let (pitch, dots) = (self.pitch, place.capabilities.dots.rows)
    let labels = names.enumerated().map { index, name in
      Frame.Label(
        text: TextWidth.truncate(name, to: max(1, labelWidth)),
        position: GroupRows.position(
          of: index * pitch + (hasGround ? pitch - 1 : (pitch - 1) / 2), rows: area.height,
          dots: dots))
    }
    frame = Frame(
      area: area, left: labels.reversed(),
      bottom: set.ticks.map { Frame.Label(text: clean($0.label), position: x.unit($0.value)) },
      x: x, y: ScaleMap(scale: .linear, low: 0, high: 1))
  }

  /// What the title row says of groups: how many there are, and what is true of the axis they share.
  func items(of groups: [SampleGroup]) -> [RowItem] {
    var items = [RowItem(text: plural(groups.count, "group"))]
    if shown < groups.count { items[0] = .shown(shown, of: groups.count, " groups") }
    if frame.x.scale == .log10 { items.append(.needed("log")) }
    if !note.isEmpty { items.append(.needed(note)) }
    let outside = outside(of: groups)
    if outside > 0 { items.append(.needed("\(NumberText.grouped(outside)) outside")) }
    return items
  }

  /// How many finite values of the groups that are shown have no place on the axis.
  private func outside(of groups: [SampleGroup]) -> Int {
    let inside = frame.x.low...frame.x.high
    return groups.prefix(shown).reduce(0) { sum, group in
      let summary = SampleSummary(of: group.values, in: group.values.indices)
      guard summary.finiteCount > 0,
        !inside.contains(summary.minimum) || !inside.contains(summary.maximum)
      else { return sum }
      return sum + group.values.count { $0.isFinite && !inside.contains($0) }
    }
  }

  /// What stands at the right of groups: their medians below one another and, where there is room, how many values
  /// each has.
  static func facts(
    _ boxes: [BoxSummary], of groups: [SampleGroup], in place: Place
  ) -> [String] {
    let medians = boxes.map { short($0.median) }
    func widest(_ texts: [String]) -> Int {
      zip(boxes, texts).map { $0.count > 0 ? TextWidth.columns(of: $1) : 0 }.max() ?? 0
    }
    // Two blanks make columns of their own in a vector picture, whose letters are narrower than its cells.
    let isVector = place.capabilities.drawsShapes
    let gap = isVector ? "  " : " "
    let counts = boxes.map { NumberText.grouped($0.count) }
    // A name is not cut, nor a median left out, for the sake of a count.
    let names = groups.map { TextWidth.columns(of: clean($0.name)) }.max() ?? 0
    let taken = 9 + 2 * gap.count + widest(medians) + widest(counts)
    let hasCounts =
      place.width >= (isVector ? 46 : 70)
      && (!isVector || min(names, place.width / 3) + taken + 30 <= place.width)
    return zip(boxes, zip(medians, counts)).map { box, texts in
      guard box.count > 0 else { return "no values" }
      let median = "median\(gap)\(TextWidth.rightAligned(texts.0, to: widest(medians)))"
      guard hasCounts else { return median }
      return median + "  n\(gap)\(TextWidth.rightAligned(texts.1, to: widest(counts)))"
    }
  }

  /// The height of the middle of a row in the unit square, which cells and vectors both put there.
  static func position(of row: Int, rows: Int, dots: Int) -> Double {
    let last = Double(rows * dots - 1)
    guard last > 0 else { return 0.5 }
    return 1 - (Double(row * dots) + Double(dots - 1) / 2) / last
  }

  /// Words at the right of a group.
  func add(_ fact: String, of index: Int, row: Int, to scene: inout Scene) {
    guard factWidth > 0, index < shown else { return }
    scene.add(fact, row: row, column: frame.area.column + frame.area.width + 2)
  }

  /// The column of the picture that holds a value.
  func column(_ value: Double) -> Int {
    let unit = min(max(frame.x.unit(value), 0), 1)
    return frame.area.column
      + Int(
        (unit * Double(frame.area.width - 1)).rounded(), within: 0...max(0, frame.area.width - 1))
  }
}

extension SampleGroup {
  /// What has no place in a chart of these groups.
  static func absent(_ groups: [SampleGroup]) -> Absent {
    var absent = Absent()
    for group in groups { absent.add(group.values) }
    return absent
  }
}
