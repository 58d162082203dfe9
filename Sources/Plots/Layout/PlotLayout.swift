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
    let place = Place(
      width: width, height: height, capabilities: capabilities, previous: previous?.frame?.y)
    var scene = plot.chart.scene(of: plot, in: place)
    scene.addLines(of: plot)
    return scene
  }
}

/// Where a picture goes: its size and what can be shown there.
package struct Place: Sendable {
  /// Columns, at least 20.
  package let width: Int
  /// Rows, at least 5.
  package let height: Int
  /// What can be shown there.
  package let capabilities: Capabilities
  /// The vertical axis shown there before, which a live picture keeps while it can.
  var previous: ScaleMap?

  /// An empty scene of this size.
  var scene: Scene { Scene(width: width, height: height, capabilities: capabilities) }

  /// Whether lines and classes must be told apart without colour.
  var isMono: Bool { capabilities.depth == .none }
}
