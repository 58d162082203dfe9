import Support

/// A confusion matrix without room for numbers: each row's shares as shades.
enum ConfusionShades {
  static func draw(_ counts: ConfusionCounts, into scene: inout Scene) {
    let size = counts.labels.count
    let names = counts.labels.map { columns(of: clean($0)) }.max() ?? 1
    let labelWidth = min(names, 6, scene.width / 4)
    let rows = min(size, scene.height - 2)
    let room = scene.width - labelWidth - 1
    let cell = 2 * size <= room ? 2 : 1
    let shown = min(rows, room / cell)
    guard shown > 0 else { return }
    var values: [Double] = []
    for truth in 0..<shown {
      let all = Double(max(1, counts.counts[truth].reduce(0, +)))
      values += counts.counts[truth][..<shown].map { Double($0) / all }
      let name = TextWidth.truncate(clean(counts.labels[truth]), to: labelWidth)
      scene.add(TextWidth.rightAligned(name, to: labelWidth), row: 1 + truth, column: 0)
    }
    let place = CellRectangle(
      column: labelWidth + 1, row: 1, width: shown * cell, height: shown)
    scene.addShades(values, columns: shown, rows: shown, cells: place, low: 0, high: 1)
    let key = scene.capabilities.hasSymbols ? "0 % ░▒▓█ 100 %" : "0 % .:-=+*#%@ 100 %"
    let more = shown < size ? "first \(shown) of \(size) classes" : key + " of the row"
    scene.add(TextWidth.truncate(more, to: scene.width), row: 1 + shown, column: 0, ink: .faint)
  }
}
