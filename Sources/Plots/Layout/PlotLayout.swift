/// Lays a chart out for a size.
package enum PlotLayout {
  /// The scene of `plot` in `width` columns and `height` rows.
  ///
  /// Charts with axes need 20 columns and 5 rows; smaller ones become a sparkline or one value. Sizes
  /// are cut at 1,000 columns and 500 rows. With the scene shown before, curves keep its vertical
  /// range while they fit and use 60 % of it, so that a live picture stands still.
  package static func scene(
    _ plot: Plot, width: Int, height: Int, capabilities: Capabilities, previous: Scene? = nil
  ) -> Scene {
    let width = min(max(width, 0), 1000)
    let height = min(max(height, 0), 500)
    guard width >= 20, height >= 5 else {
      return Sparkline.scene(plot, width: width, height: height, capabilities: capabilities)
    }
    let place = Place(width: width, height: height, capabilities: capabilities)
    switch plot.kind {
    case .lines(let series):
      return LineChart.scene(plot, series, in: place, previous: previous?.frame?.y)
    case .functions(let series): return FunctionChart.scene(plot, series, in: place)
    case .scatter(let classes): return ScatterChart.scene(plot, classes, in: place)
    case .boundary(let field, let classes):
      return BoundaryChart.scene(plot, field, classes, in: place)
    case .confusion(let counts): return ConfusionMatrix.scene(plot, counts, in: place)
    case .image(let cells): return ImageGrid.scene(plot, cells, in: place)
    case .heat(let map): return HeatChart.scene(plot, map, in: place)
    case .histogram(let values): return Histogram.scene(plot, values, in: place)
    }
  }
}

/// Where a picture goes: its size and what can be shown there.
struct Place: Sendable {
  let width: Int
  let height: Int
  let capabilities: Capabilities

  /// An empty scene of this size.
  var scene: Scene { Scene(width: width, height: height, capabilities: capabilities) }

  /// Whether lines and classes must be told apart without colour.
  var isMono: Bool { capabilities.depth == .none }
}
