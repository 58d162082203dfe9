import Support

/// How much a vector picture of few rows is enlarged, so that it fills its size.
enum SVGZoom {
  /// 1 for charts that fill any size; up to 2.5 for a table of few classes, up to 6 for pictures.
  static func factor(of plot: Plot, width: Int, height: Int) -> Double {
    switch plot.kind {
    case .confusion(let counts): return factor(of: counts, width: width, height: height)
    case .image: return factorOfPictures(plot, width: width, height: height)
    default: return 1
    }
  }

  /// The one of some factors that covers most of the size, with as many pictures shown.
  private static func factorOfPictures(_ plot: Plot, width: Int, height: Int) -> Double {
    var best = (factor: 1.0, cover: 0.0, count: 0, pixels: 0)
    for step in 16...96 where !Interrupt.isRaised {
      let factor = Double(step) / 16
      let size = size(width, height, by: factor)
      let (columns, rows) = (size.width / SVG.cellWidth - 3, size.height / SVG.cellHeight - 1)
      // A title that would need lines of its own keeps the letters small.
      let hasTitle = TextWidth.columns(of: clean(plot.title)) + 8 <= columns
      guard columns >= 12, rows >= 6, hasTitle || step == 16 else { break }
      let scene = PlotLayout.scene(
        plot, width: columns, height: rows, capabilities: SVG.capabilities)
      let boxes = scene.marks.compactMap { mark -> CellRectangle? in
        if case .pixels(let field) = mark { field.cells } else { nil }
      }
      let area = boxes.reduce(0) { $0 + $1.width * $1.height }
      let cover = Double(area) / Double(columns * rows)
      // Letters grow, pictures keep their pixels.
      let pixels = boxes.first?.width ?? 0
      if step == 16 || boxes.count >= best.count && pixels >= best.pixels && cover > best.cover {
        best = (factor, cover, boxes.count, pixels)
      }
    }
    return best.factor
  }

  private static func factor(of counts: ConfusionCounts, width: Int, height: Int) -> Double {
    let size = Double(counts.counts.count)
    // Title, heads, frame, precision and key take nine rows; names, recall and the worst 44 columns.
    let down = Double(height) / Double(SVG.cellHeight) / (size + 9)
    let across = Double(width) / Double(SVG.cellWidth) / max(size * 8 + 44, 66)
    return min(max(min(down, across), 1), 2.5)
  }

  /// The size to draw in, so that `factor` times it is the whole.
  static func size(_ width: Int, _ height: Int, by factor: Double) -> (width: Int, height: Int) {
    (
      Int(saturating: (Double(width) / factor).rounded(.up)),
      Int(saturating: (Double(height) / factor).rounded(.up))
    )
  }
}
