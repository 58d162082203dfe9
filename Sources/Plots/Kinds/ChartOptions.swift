/// What a person may choose about a chart of some kind; everything else is refused for it.
package struct ChartOptions: OptionSet, Sendable {
  /// One bit for each choice.
  package let rawValue: Int

  /// The choices whose bits are set.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Logarithmic axes.
  package static let scales = ChartOptions(rawValue: 1)
  /// The ends of the axes.
  package static let ranges = ChartOptions(rawValue: 2)
  /// Whether the marks are explained.
  package static let legend = ChartOptions(rawValue: 4)
  /// Words at places.
  package static let notes = ChartOptions(rawValue: 8)
  /// How dense curves are smoothed.
  package static let smoothing = ChartOptions(rawValue: 16)
  /// What becomes of values far outside.
  package static let outliers = ChartOptions(rawValue: 32)
  /// Names of the axes, and lines across the picture.
  package static let axes = ChartOptions(rawValue: 64)

  /// A logarithmic axis of the values, where the other axis has names.
  package static let valueScale = ChartOptions(rawValue: 128)

  /// What curves over an axis have.
  static let curves: ChartOptions = [
    .scales, .ranges, .legend, .notes, .smoothing, .outliers, .axes,
  ]
}

extension Plot {
  /// What may be chosen about this plot; axes and lines wherever it has axes.
  package var options: ChartOptions {
    let scene = PlotLayout.scene(self, width: 80, height: 24, capabilities: .plain)
    return scene.frame == nil ? chart.options : chart.options.union(.axes)
  }

  /// The first axis, `x` or `y`, whose scale cannot be had because no value is positive; `nil` where all can.
  package var refusedScale: String? {
    guard x.scale == .log10 || y.scale == .log10 else { return nil }
    if chart.options.contains(.valueScale) {
      return positions(alongX: false).contains { $0 > 0 && $0.isFinite } ? nil : "y"
    }
    guard
      let frame = PlotLayout.scene(self, width: 80, height: 24, capabilities: .plain).frame
    else { return nil }
    if x.scale == .log10, frame.x.scale != .log10 { return "x" }
    return y.scale == .log10 && frame.y.scale != .log10 ? "y" : nil
  }

  /// Where the points of curves and of scattered points lie along one of the axes; none for other kinds.
  package func positions(alongX: Bool) -> [Double] {
    if let scatter = chart as? ScatterChart {
      return scatter.classes.flatMap { alongX ? $0.xs : $0.ys }
    }
    if let histogram = chart as? Histogram { return alongX ? histogram.values : [] }
    if let bars = chart as? BarChart { return alongX ? [] : bars.values }
    if let bars = chart as? StackedBars {
      return alongX ? [] : bars.parts.flatMap(\.values)
    }
    guard let series = curveChart?.series else { return [] }
    return series.flatMap { one in alongX ? (0..<one.count).map(one.x(at:)) : one.ys }
  }
}
