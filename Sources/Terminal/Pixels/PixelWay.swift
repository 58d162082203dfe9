import Books
import Formats
import Plots
import Support

/// A way in which pixels reach a terminal.
enum PixelWay: Equatable {
  /// Files of PNG in kitty's graphics protocol.
  case kitty
  /// Rows of six pixels, as the VT340 had them.
  case sixel

  /// What draws a chart on `columns` × `rows` cells of `cell` pixels, and leaves the cursor below it.
  func text(
    of plot: Plot, columns: Int, rows: Int, cell: CellSize, isLight: Bool
  ) throws(DrawingError) -> String {
    let (width, height) = (columns * cell.width, rows * cell.height)
    // As many letters as cells have, whatever the cells' shape.
    let down = rows * 16
    let across = max(160, width * down / max(height, 1))
    let drawing = VectorDrawing(
      svg: SVG.render(plot, width: across, height: down, theme: isLight ? .light : .dark))
    switch self {
    case .kitty:
      let facts = VectorDrawing.Facts(title: SVG.title(of: plot), description: plot.description)
      let picture = try drawing.png(width: width, height: height, facts)
      return Self.kitty(picture, columns: columns, rows: rows) + "\n"
    case .sixel:
      let pixels = try drawing.pixels(width: width, height: height)
      let bytes = try SixelPicture.bytes(pixels, width: width, height: height)
      return String(decoding: bytes, as: UTF8.self) + "\n"
    }
  }

  /// A file of PNG in pieces of 4,096 characters; the terminal is to answer nothing.
  static func kitty(_ picture: [UInt8], columns: Int, rows: Int) -> String {
    let text = Base64.text(of: picture)
    var result = ""
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let piece = rest.prefix(4096)
      let first = result.isEmpty ? "a=T,f=100,q=2,c=\(columns),r=\(rows)," : ""
      rest = rest.dropFirst(4096)
      result +=
        "\u{1B}_G\(first)m=\(rest.isEmpty ? 0 : 1);" + String(decoding: piece, as: UTF8.self)
      result += "\u{1B}\\"
    }
    return result
  }
}
