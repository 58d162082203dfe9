import Support

/// A confusion matrix without room for numbers: each row's shares as shades, several classes a shade where there are
/// more classes than rows.
enum ConfusionShades {
  static func draw(_ counts: ConfusionCounts, into scene: inout Scene) {
    let size = counts.labels.count
    let names = counts.labels.map { columns(of: clean($0)) }.max() ?? 1
    let labelWidth = min(names, max(6, scene.width / 6))
    let hasHeads = scene.height >= 8
    let top = hasHeads ? 2 : 1
    let left = labelWidth + 1
    // One row for the scale, which stands below the shades.
    let rows = min(size, scene.height - top - 1)
    let room = scene.width - left
    guard rows > 0, room > 0 else { return }
    let cell = max(1, min(3, room / size))
    let shown = size * cell <= room ? size : max(1, min(room, 2 * rows))
    let width = shown * (size * cell <= room ? cell : 1)
    var values: [Double] = []
    for row in counts.counts {
      if Interrupt.isRaised { return }
      let all = Double(max(1, row.reduce(0, +)))
      values += row.map { Double($0) / all }
    }
    let cells = CellRectangle(column: left, row: top, width: width, height: rows)
    scene.addShades(values, columns: size, rows: size, cells: cells, low: 0, high: 1)
    for row in 0..<rows {
      let name = TextWidth.truncate(clean(counts.labels[row * size / rows]), to: labelWidth)
      scene.add(name, row: top + row, before: labelWidth)
    }
    if hasHeads { addHeads(counts, cells: cells, to: &scene) }
    let key = scene.capabilities.hasSymbols ? "0 % ░▒▓█ 100 %" : "0 % .:-=+*#%@ 100 %"
    let most = max((size + rows - 1) / rows, (size + width - 1) / max(1, width))
    let more = most > 1 ? "   a shade: up to \(most) classes, the farthest from the mean" : ""
    scene.add(
      TextWidth.truncate(key + " of the row" + more, to: scene.width), row: top + rows, column: 0,
      ink: .faint)
    addWorst(counts, from: left + width + 3, top: top, to: &scene)
  }

  /// Names of columns that do not touch.
  private static func addHeads(
    _ counts: ConfusionCounts, cells: CellRectangle, to scene: inout Scene
  ) {
    let size = counts.labels.count
    var free = cells.column
    for index in 0..<size {
      let start = cells.column + index * cells.width / size
      let name = TextWidth.truncate(clean(counts.labels[index]), to: max(3, 2 * cells.width / size))
      guard start >= free, start + columns(of: name) <= scene.width else { continue }
      scene.add(name, row: cells.row - 1, column: start, ink: .faint)
      free = start + columns(of: name) + 1
    }
  }

  /// The most frequent mistakes beside the shades, where there is room for them.
  private static func addWorst(
    _ counts: ConfusionCounts, from column: Int, top: Int, to scene: inout Scene
  ) {
    let arrow = scene.capabilities.hasSymbols ? "→" : ">"
    let worst = counts.worst(min(12, scene.height - top - 2)).map { mistake in
      let truth = TextWidth.truncate(clean(counts.labels[mistake.truth]), to: 10)
      let predicted = TextWidth.truncate(clean(counts.labels[mistake.predicted]), to: 10)
      return ("\(truth)\(arrow)\(predicted)", NumberText.grouped(mistake.count))
    }
    let widest = worst.map { columns(of: $0.0) }.max() ?? 0
    let digits = worst.map { columns(of: $0.1) }.max() ?? 0
    guard !worst.isEmpty, column + widest + 2 + digits <= scene.width else { return }
    scene.add("worst", row: top - 1, column: column)
    for (row, entry) in worst.enumerated() {
      scene.add(
        TextWidth.padded(entry.0, to: widest + 2) + TextWidth.rightAligned(entry.1, to: digits),
        row: top + row, column: column)
    }
  }
}
