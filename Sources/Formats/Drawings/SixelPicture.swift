import CLibraries

/// Pixels in the form in which terminals of the family of the VT340 take them, by libsixel.
package enum SixelPicture {
  /// The escape sequence that draws RGB pixels, [height × width × 3] bytes, where the cursor stands.
  ///
  /// At most 256 colours, chosen from the picture, without dithering: charts have few. Throws where the library
  /// is missing or fails, or the bytes are not as many as the size says.
  package static func bytes(
    _ pixels: [UInt8], width: Int, height: Int
  ) throws(DrawingError) -> [UInt8] {
    guard let library = nabla_sixel_open()?.pointee else { throw .missing(.sixel) }
    guard width > 0, height > 0, pixels.count == width * height * 3,
      let across = Int32(exactly: width), let down = Int32(exactly: height)
    else { throw .failed("a size of \(width) × \(height)") }
    let sink = ByteSink()
    var output: OpaquePointer?
    var dither: OpaquePointer?
    guard library.sixel_output_new(&output, ByteSink.takeSixels, sink.address, nil) == 0,
      let output
    else { throw .failed("no memory for sixels") }
    defer { library.sixel_output_unref(output) }
    guard library.sixel_dither_new(&dither, 256, nil) == 0, let dither else {
      throw .failed("no memory for colours")
    }
    defer { library.sixel_dither_unref(dither) }
    // Three bytes a pixel; the methods are left to the library, but for the dithering.
    let (rgb, automatic, plain): (Int32, Int32, Int32) = (3, 0, 1)
    var pixels = pixels
    let status = pixels.withUnsafeMutableBufferPointer { memory -> Int32 in
      guard let start = memory.baseAddress else { return -1 }
      let found = library.sixel_dither_initialize(
        dither, start, across, down, rgb, automatic, automatic, automatic)
      guard found == 0 else { return found }
      library.sixel_dither_set_diffusion_type(dither, plain)
      return library.sixel_encode(start, across, down, rgb, dither, output)
    }
    // The bit of failure; the others say which.
    guard status & 0x1000 == 0 else { throw .failed("code \(status)") }
    return sink.bytes
  }
}
