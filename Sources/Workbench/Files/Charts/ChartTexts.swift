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
        Array(PlainText.picture(of: plot, width: request.width, height: request.height).utf8)
      })
  }
}
