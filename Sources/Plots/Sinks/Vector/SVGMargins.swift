import Support

/// The blank edges of a vector picture, wide enough for the titles of its axes.
struct SVGMargins: Equatable {
  /// What the axis across shows, in at most 60 columns; empty without a title.
  let xTitle: String
  /// What the axis upwards shows, in at most 40 columns.
  let yTitle: String

  private static let edge = 12
  private static let line = 18

  init(of plot: Plot) {
    xTitle = TextWidth.truncate(clean(plot.x.title), to: 60)
    yTitle = TextWidth.truncate(clean(plot.y.title), to: 40)
  }

  /// Pixels left of the scene.
  var left: Int { SVGMargins.edge + (yTitle.isEmpty ? 0 : SVGMargins.line) }
  /// Pixels above the scene.
  var top: Int { 8 }
  /// Pixels left and right together.
  var across: Int { left + SVGMargins.edge }
  /// Pixels above and below together.
  var down: Int { top + 8 + (xTitle.isEmpty ? 0 : SVGMargins.line) }
}
