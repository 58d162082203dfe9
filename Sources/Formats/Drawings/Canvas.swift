import CLibraries

/// A surface of cairo and what draws on it; whoever makes one closes it.
struct Canvas {
  let library: nabla_rsvg
  let surface: OpaquePointer
  let context: OpaquePointer
  let size: (width: Int, height: Int)

  init(
    _ library: nabla_rsvg, _ surface: OpaquePointer, _ size: (width: Int, height: Int)
  ) throws(DrawingError) {
    (self.library, self.surface, self.size) = (library, surface, size)
    context = library.cairo_create(surface)
    let status = library.cairo_surface_status(surface)
    guard status == 0 else {
      close()
      throw failure(status)
    }
  }

  func close() {
    library.cairo_destroy(context)
    library.cairo_surface_destroy(surface)
  }

  /// Draws a document over the whole surface, `scale` units a pixel.
  func draw(_ svg: [UInt8], scale: Double) throws(DrawingError) {
    var problem: UnsafeMutablePointer<GError>?
    guard let handle = library.rsvg_handle_new_from_data(svg, svg.count, &problem) else {
      throw words(problem)
    }
    defer { library.g_object_unref(UnsafeMutableRawPointer(handle)) }
    var box = RsvgRectangle(
      x: 0, y: 0, width: Double(size.width) * scale, height: Double(size.height) * scale)
    guard library.rsvg_handle_render_document(handle, context, &box, &problem) != 0 else {
      throw words(problem)
    }
    let status = library.cairo_status(context)
    guard status == 0 else { throw failure(status) }
  }

  func failure(_ status: UInt32) -> DrawingError {
    .failed(String(cString: library.cairo_status_to_string(status)))
  }

  private func words(_ problem: UnsafeMutablePointer<GError>?) -> DrawingError {
    guard let problem else { return .failed("no reason is given") }
    defer { library.g_error_free(problem) }
    return .failed(FormatError.words(problem.pointee.message, else: "no reason is given"))
  }
}

/// Collects what a library of C writes bit by bit.
final class ByteSink {
  private(set) var bytes: [UInt8] = []

  /// What the library hands back with each piece; this object must outlive the writing.
  var address: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// For cairo.
  static let take: cairo_write_func_t = { closure, bytes, count in
    guard let closure, let bytes else { return 0 }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes += UnsafeBufferPointer(start: bytes, count: Int(count))
    return 0
  }

  /// For libsixel.
  static let takeSixels: sixel_write_function = { bytes, count, closure in
    guard let closure, count > 0 else { return 0 }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    let raw = UnsafeRawBufferPointer(start: bytes, count: Int(count))
    sink.bytes += raw
    return 0
  }
}
