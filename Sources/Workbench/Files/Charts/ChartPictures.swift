import Catalog
import Formats
import Plots
import Support

/// Charts as files of pixels.
enum PNGPicture {
  /// What stands behind the header of those that are written.
  private static let mark = "Software\0\0\0\0\0nabla"

  /// The kind of file that pictures are read from, which charts are written to, too.
  static func kind(of data: FileSignature) -> FileKind {
    FileKind(
      signature: data.holding([.figure], mark: mark),
      draw: .picture { plot, request in
        try drawing(of: plot, request, "PNG") { drawing, size, facts throws(DrawingError) in
          try drawing.png(width: size.width, height: size.height, facts)
        }
      })
  }
}

/// Charts as pages for print.
enum PDFPage {
  private static let mark = "% drawn by nabla\n"

  static let kind = FileKind(
    signature: FileSignature(
      "PDF", "a PDF page", suffixes: [".pdf"], holds: [.figure], mark: mark,
      advice: { _ in "a viewer of PDF shows it" }, begins: { $0.starts(with: "%PDF-".utf8) }),
    draw: .picture { plot, request in
      try drawing(of: plot, request, "PDF") { drawing, size, facts throws(DrawingError) in
        try drawing.pdf(width: size.width, height: size.height, facts)
      } + mark.utf8
    })
}

private func drawing(
  of plot: Plot, _ request: DrawRequest, _ format: String,
  _ make: (VectorDrawing, (width: Int, height: Int), VectorDrawing.Facts) throws(DrawingError) ->
    [UInt8]
) throws -> [UInt8] {
  let picture = SVG.draw(
    plot, width: request.width, height: request.height, theme: request.theme,
    isCropped: request.isCropped)
  try Interrupt.check()
  do {
    return try make(
      VectorDrawing(svg: picture.text), (picture.width, picture.height),
      VectorDrawing.Facts(title: SVG.title(of: plot), description: plot.description))
  } catch {
    throw DrawingProblem(format: format, error: error)
  }
}

/// Why a chart did not become a file of pixels or a page; worded in `Problems`.
struct DrawingProblem: Error {
  /// PNG or PDF.
  let format: String
  let error: DrawingError
}
