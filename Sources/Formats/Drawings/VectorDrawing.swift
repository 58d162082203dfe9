import CLibraries
import Support

/// Why a vector picture did not become pixels or a page; data, worded by the workbench.
package enum DrawingError: Error, Equatable {
  /// The machine lacks a library: the one that draws, or the one that packs pixels for a terminal.
  case missing(SharedLibrary)
  /// What the library says of its failure.
  case failed(String)
}

/// A vector picture that becomes pixels or a printed page, drawn by librsvg on cairo.
///
/// For pictures that this program wrote: they refer to nothing outside. Letters come from the fonts of the
/// machine, so that pixels differ a little from one machine to the next.
package struct VectorDrawing {
  private let svg: [UInt8]

  /// Pixels of a side, at most.
  package static let largestSide = 16_000

  /// What a document says of itself, for whoever shows or finds it.
  package struct Facts: Sendable, Equatable {
    /// The name of the picture.
    package let title: String
    /// What it shows, in sentences.
    package let description: String

    /// The facts as they are.
    package init(title: String, description: String) {
      self.title = title
      self.description = description
    }
  }

  /// The picture of a document in SVG; whether it is one is found out when it is drawn.
  package init(svg: String) { self.svg = Array(svg.utf8) }

  /// The picture in RGB, `width` × `height` pixels on white: [height × width × 3] bytes, row by row.
  ///
  /// Throws where the library is missing, the picture is none, or there is no memory for it.
  package func pixels(width: Int, height: Int) throws(DrawingError) -> [UInt8] {
    let canvas = try image(width: width, height: height)
    defer { canvas.close() }
    let (width, height) = canvas.size
    let library = canvas.library
    library.cairo_surface_flush(canvas.surface)
    guard let data = library.cairo_image_surface_get_data(canvas.surface) else {
      throw .failed("no pixels")
    }
    let stride = Int(library.cairo_image_surface_get_stride(canvas.surface))
    return [UInt8](unsafeUninitializedCapacity: width * height * 3) { memory, written in
      var place = 0
      for row in 0..<height {
        for column in 0..<width {
          // In memory: blue, green, red, nothing.
          let from = row * stride + column * 4
          memory[place] = data[from + 2]
          memory[place + 1] = data[from + 1]
          memory[place + 2] = data[from]
          place += 3
        }
      }
      written = place
    }
  }

  /// The picture as a file of PNG, `width` × `height` pixels, with its facts as texts in UTF-8.
  package func png(width: Int, height: Int, _ facts: Facts) throws(DrawingError) -> [UInt8] {
    let canvas = try image(width: width, height: height)
    defer { canvas.close() }
    let bytes = ByteSink()
    let status = canvas.library.cairo_surface_write_to_png_stream(
      canvas.surface, ByteSink.take, bytes.address)
    guard status == 0 else { throw canvas.failure(status) }
    return PNGTexts.adding(facts, to: bytes.bytes)
  }

  /// The picture as a page of PDF of its own size, at 96 pixels an inch, with its facts.
  ///
  /// The same picture gives the same bytes: no date is in it.
  package func pdf(width: Int, height: Int, _ facts: Facts) throws(DrawingError) -> [UInt8] {
    let library = try Self.library()
    let bytes = ByteSink()
    let scale = 0.75
    let surface = library.cairo_pdf_surface_create_for_stream(
      ByteSink.take, bytes.address, Double(width) * scale, Double(height) * scale)
    let canvas = try Canvas(library, surface, (width, height))
    defer { canvas.close() }
    for (member, text) in [(0, facts.title), (2, facts.description), (4, "nabla"), (5, "")] {
      library.cairo_pdf_surface_set_metadata(surface, Int32(member), text)
    }
    try canvas.draw(svg, scale: scale)
    library.cairo_show_page(canvas.context)
    library.cairo_surface_finish(surface)
    let status = library.cairo_surface_status(surface)
    guard status == 0 else { throw canvas.failure(status) }
    return bytes.bytes
  }

  private func image(width: Int, height: Int) throws(DrawingError) -> Canvas {
    let library = try Self.library()
    guard (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height) else {
      throw .failed("a size of \(width) × \(height)")
    }
    let opaque: Int32 = 1
    let surface = library.cairo_image_surface_create(opaque, Int32(width), Int32(height))
    let canvas = try Canvas(library, surface, (width, height))
    do {
      try canvas.draw(svg, scale: 1)
    } catch {
      canvas.close()
      throw error
    }
    return canvas
  }

  private static func library() throws(DrawingError) -> nabla_rsvg {
    guard let library = nabla_rsvg_open()?.pointee else { throw .missing(.rsvg) }
    return library
  }
}
