/// A vector picture of few rows is enlarged, so that it fills its size: see `Chart.zoom`.
enum SVGZoom {
  /// The size to draw in, so that `factor` times it is the whole.
  static func size(_ width: Int, _ height: Int, by factor: Double) -> (width: Int, height: Int) {
    (
      Int(saturating: (Double(width) / factor).rounded(.up)),
      Int(saturating: (Double(height) / factor).rounded(.up))
    )
  }
}
