import Support

/// The smallest chart: one row of bars with the last value, or the value alone.
struct Sparkline {
  static func scene(
    _ plot: Plot, width: Int, height: Int, capabilities: Capabilities
  ) -> Scene {
    var scene = Scene(width: width, height: height, capabilities: capabilities)
    guard width > 0, height > 0 else { return scene }
    guard let series = plot.chart.sparkline, series.count > 0 else {
      scene.add(TextWidth.truncate(plot.headline, to: width), row: 0, column: 0)
      return scene
    }
    let last = series.ys.last ?? .nan
    let value = TextWidth.truncate(short(last), to: width)
    guard width >= 8 else {
      scene.add(value, row: 0, column: 0)
      return scene
    }
    let tail = value + trend(series, capabilities)
    var (row, column) = (0, 0)
    let name = clean(plot.title.isEmpty ? series.label : plot.title)
    if width >= 20, height >= 2, !plot.title.isEmpty, columns(of: name) > width / 3 {
      // A row of its own: without its name nobody knows which of several it is.
      scene.add(TextWidth.truncate(name, to: width), row: 0, column: 0, ink: .strong)
      row = 1
    } else if width >= 20, columns(of: name) <= width / 3, !name.isEmpty {
      scene.add(name, row: 0, column: 0, ink: .strong)
      column = columns(of: name) + 1
    }
    let bars = width - column - columns(of: tail) - 1
    if bars >= 2 {
      draw(series, plot, row: row, column: column, columns: bars, into: &scene)
      column += bars + 1
    }
    scene.add(tail, row: row, column: column)
    return scene
  }

  /// Whether the last value, beside which it stands, is higher or lower than the first.
  static func trend(_ series: Series, _ capabilities: Capabilities) -> String {
    guard let before = series.ys.first(where: \.isFinite),
      let after = series.ys.last(where: { !$0.isNaN }), before != after
    else { return "" }
    if capabilities.hasSymbols { return after < before ? " ↓" : " ↑" }
    return after < before ? " v" : " ^"
  }

  /// One row of bars, a bar for each sample, or the mean of several; gaps are `×`.
  static func draw(
    _ series: Series, _ plot: Plot, row: Int, column: Int, columns: Int, ink: Ink = .series(1),
    into scene: inout Scene
  ) {
    let count = series.count
    let used = min(columns, count)
    let values = (0..<used).map { bucket in
      series.store.summary(of: bucket * count / used..<(bucket + 1) * count / used).mean
    }
    var summary = SampleSummary()
    for value in values { summary.add(value) }
    var axis = plot.y
    axis.domain = .automatic
    let isLog = axis.scale == .log10 && summary.minimum > 0
    let low = summary.minimum
    let high = summary.maximum
    let map = ScaleMap(scale: isLog ? .log10 : .linear, low: low, high: high)
    let signs: [Unicode.Scalar] =
      scene.capabilities.hasSymbols
      ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [".", ":", "-", "=", "+", "*", "%", "#"]
    var text = String.UnicodeScalarView()
    for value in values {
      guard value.isFinite else {
        text.append(Symbol.notANumber.glyph(scene.capabilities))
        continue
      }
      let unit = high > low ? map.unit(value) : 0.5
      text.append(signs[unit.isFinite ? Int(unit * 8, within: 0...7) : 0])
    }
    scene.add(String(text), row: row, column: column, ink: ink)
  }
}
