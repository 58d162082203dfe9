import Support

/// A vector picture of few rows is enlarged, so that it fills its size: see `Chart.zoom`.
enum SVGZoom {
  /// The size to draw in, so that `factor` times it is the whole.
  static func size(_ width: Int, _ height: Int, by factor: Double) -> (width: Int, height: Int) {
    (
      Int(saturating: (Double(width) / factor).rounded(.up)),
      Int(saturating: (Double(height) / factor).rounded(.up))
    )
  }

  /// How much a picture that needs so many rows is enlarged, up to 2; it keeps 64 columns.
  static func factor(_ width: Int, _ height: Int, rows: Int) -> Double {
    let down = Double(height) / Double(SVG.cellHeight * max(1, rows))
    let across = Double(width) / Double(SVG.cellWidth * 64)
    return min(max(min(down, across), 1), 2)
  }

  /// The largest of a few factors with which a picture without axes that leaves much of its height blank still shows
  /// all that it does; 1 for others.
  static func filling(_ plot: Plot, _ width: Int, _ height: Int) -> Double {
    guard let plain = scene(plot, width, height, by: 1), plain.frame == nil, plain.canvas == nil,
      plain.rowsUsed * 10 < plain.height * 7
    else { return 1 }
    var best = 1.0
    for factor in [1.25, 1.5, 1.75, 2] where !Interrupt.isRaised {
      guard let larger = scene(plot, width, height, by: factor), larger.width >= 36,
        larger.rowsUsed <= larger.height, larger.texts.count >= plain.texts.count,
        larger.marks.count >= plain.marks.count, larger.cutTexts <= plain.cutTexts
      else { break }
      best = factor
    }
    return best
  }

  /// The scene in a part of the size; `nil` where the title would need lines of its own.
  private static func scene(_ plot: Plot, _ width: Int, _ height: Int, by factor: Double) -> Scene?
  {
    let (width, height) = size(width, height, by: factor)
    let (columns, rows) = (width / SVG.cellWidth - 3, height / SVG.cellHeight - 1)
    guard columns >= 20, rows >= 5, SVGHeading.lines(of: plot, columns: columns).isEmpty else {
      return nil
    }
    return PlotLayout.scene(plot, width: columns, height: rows, capabilities: SVG.capabilities)
  }
}

extension Scene {
  /// One past the last row in which something stands.
  var rowsUsed: Int {
    var end = texts.reduce(0) { max($0, $1.row + 1) }
    // The axis and its labels stand below the area.
    if let area = frame?.area { end = max(end, area.row + area.height + 2) }
    if let canvas { end = max(end, canvas.row + canvas.height) }
    for mark in marks {
      switch mark {
      case .pixels(let field): end = max(end, field.cells.row + field.cells.height)
      case .glyphs(let field): end = max(end, field.cells.row + field.cells.height)
      case .outline(let outline): end = max(end, outline.cells.row + outline.cells.height)
      default: break
      }
    }
    return insets.reduce(end) { max($0, $1.row + $1.scene.height) }
  }

  /// Words that had no room for all of their letters.
  fileprivate var cutTexts: Int { texts.count { $0.text.contains("…") } }
}
