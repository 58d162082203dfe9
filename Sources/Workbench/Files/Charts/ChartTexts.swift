import Catalog
import Plots
import Support

/// Charts as texts: what a terminal without colours shows, with their description below.
enum ChartText {
  /// The kind of file that texts are read from, which charts are written to, too.
  static func kind(of data: FileSignature) -> FileKind {
    FileKind(
      signature: data.holding([.figure]),
      draw: FileDrawing(sizes: .cells, hasTheme: false) { plot, request in
        let most = FileDrawing.Sizes.cells.heights.upperBound
        let height =
          request.isCropped
          ? max(request.height, min(most, plot.chart.wholeRows ?? 0)) : request.height
        return Array(PlainText.picture(of: plot, width: request.width, height: height).utf8)
      })
  }
}
