extension SVGWriter {
  /// A scene that stands in another one, with a plot area of its own under a name of its own; with the plot its marks say
  /// their values where somebody points at them.
  static func element(
    _ inset: Scene.Inset, of plot: Plot?, areaName: String, _ theme: SVGTheme
  ) -> String {
    var inner = SVGWriter(
      inset.scene, heading: [], margins: SVGMargins(of: Plot(LineChart([]))),
      width: inset.scene.width * SVG.cellWidth, height: inset.scene.height * SVG.cellHeight,
      zoom: nil, theme: theme)
    inner.areaName = areaName
    inner.readout = plot.flatMap { SVGReadout($0, inset.scene) }
    inner.asked = plot
    inner.drawScene()
    if let plot { inner.addEntries(of: plot, isAsked: true) }
    let place = "\(inset.column * SVG.cellWidth) \(inset.row * SVG.cellHeight)"
    return "<g transform=\"translate(\(place))\">\n\(inner.clip)\(inner.body)</g>\n"
  }
}
