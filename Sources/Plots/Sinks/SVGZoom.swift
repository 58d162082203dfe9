import Support

/// How much a vector picture of few rows is enlarged, so that it fills its size.
enum SVGZoom {
  /// 1 for pictures that fill any size; up to 2.5 for a table of few classes.
  static func factor(of plot: Plot, width: Int, height: Int) -> Double {
    guard case .confusion(let counts) = plot.kind else { return 1 }
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
