import CLibraries
import Support

/// PNG by libspng, checksums of all chunks included.
enum PNGFile {
  static func read(_ bytes: [UInt8]) throws(FormatError) -> Picture {
    let header = try PNGHeader(bytes)
    var packed = 0
    try PNGChunks.scan(bytes) { if $0.name == "IDAT" { packed += $0.length } }
    guard packed >= header.leastPacked else {
      throw PNGChunks.refuse(
        16, "a size that \(NumberText.grouped(packed)) bytes of pixels can hold",
        "\(NumberText.grouped(header.size.width))×\(NumberText.grouped(header.size.height))")
    }
    guard let spng = nabla_spng_open()?.pointee else {
      throw SharedLibrary.spng.isMissing(for: "PNG")
    }
    let form = Form(header)
    let count = header.size.width * header.size.height
    try FormatError.requireMemory(count * form.stride, for: "PNG")

    var problem: FormatError?
    var pixels = [UInt8](unsafeUninitializedCapacity: count * form.stride) { memory, written in
      let code = decode(bytes, into: memory, rows: header.size.height, form, spng)
      if code == Int32(SPNG_OK.rawValue) {
        written = memory.count
      } else {
        problem = worded(code, bytes, spng)
      }
    }
    if let problem { throw problem }
    form.compact(&pixels, count: count)
    return Picture(header.size, pixels: pixels)
  }

  private static let interrupted: Int32 = .max

  private static func decode(
    _ bytes: [UInt8], into memory: UnsafeMutableBufferPointer<UInt8>, rows: Int, _ form: Form,
    _ spng: nabla_spng
  ) -> Int32 {
    let ok = Int32(SPNG_OK.rawValue)
    guard let context = spng.spng_ctx_new(0), let start = memory.baseAddress else {
      return Int32(SPNG_EMEM.rawValue)
    }
    defer { spng.spng_ctx_free(context) }
    return bytes.withUnsafeBytes { file in
      let limit = UInt32(PictureFile.pixelLimit)
      let strict = Int32(SPNG_CRC_ERROR.rawValue)
      var code = spng.spng_set_png_buffer(context, file.baseAddress, file.count)
      if code == ok { code = spng.spng_set_image_limits(context, limit, limit) }
      // What is written beside the pixels is held while they are decoded.
      if code == ok { code = spng.spng_set_chunk_limits(context, 64 << 20, 64 << 20) }
      if code == ok { code = spng.spng_set_crc_action(context, strict, strict) }
      if code == ok {
        let flags = SPNG_DECODE_TRNS.rawValue | SPNG_DECODE_PROGRESSIVE.rawValue
        code = spng.spng_decode_image(
          context, nil, 0, Int32(form.format.rawValue), Int32(flags))
      }
      let stride = memory.count / rows
      var information = spng_row_info()
      while code == ok {
        code = spng.spng_get_row_info(context, &information)
        guard code == ok, Int(information.row_num) < rows else { break }
        code = spng.spng_decode_row(context, start + Int(information.row_num) * stride, stride)
        if information.row_num & 0x3F == 0x3F, Interrupt.isRaised { return interrupted }
      }
      guard code == Int32(SPNG_EOI.rawValue) else { return code }
      return spng.spng_decode_chunks(context)
    }
  }

  private static func worded(_ code: Int32, _ bytes: [UInt8], _ spng: nabla_spng) -> FormatError {
    if code == interrupted {
      return FormatError(
        format: "PNG", .wholeFile, expected: "not to be interrupted", found: "an interrupt")
    }
    if code == Int32(SPNG_ECHUNK_CRC.rawValue), let chunk = PNGChunks.damaged(bytes) {
      return PNGChunks.refuse(
        chunk.offset + 8 + chunk.length, "the checksum of the chunk \(chunk.name)", "another")
    }
    return FormatError(
      format: "PNG", .wholeFile, expected: "a whole picture",
      found: FormatError.words(spng.spng_strerror(code), else: "damaged data"))
  }
}

/// How the library writes pixels, and which of its bytes are the picture's.
private struct Form {
  let format: spng_format
  /// Bytes of a pixel that are written.
  let stride: Int
  /// Those that are kept, in order.
  let kept: [Int]

  init(_ header: PNGHeader) {
    let isDeep = header.depth == 16
    switch header.colours {
    case .grey where isDeep && header.isTransparent:
      (format, stride, kept) = (SPNG_FMT_RGBA8, 4, [0, 3])
    // As the file has them: the upper byte comes first.
    case .grey where isDeep: (format, stride, kept) = (SPNG_FMT_RAW, 2, [0])
    case .grey where header.isTransparent: (format, stride, kept) = (SPNG_FMT_GA8, 2, [0, 1])
    case .grey: (format, stride, kept) = (SPNG_FMT_G8, 1, [0])
    case .greyAlpha where isDeep: (format, stride, kept) = (SPNG_FMT_RAW, 4, [0, 2])
    case .greyAlpha: (format, stride, kept) = (SPNG_FMT_RAW, 2, [0, 1])
    case .rgb where !header.isTransparent, .palette where !header.isTransparent:
      (format, stride, kept) = (SPNG_FMT_RGB8, 3, [0, 1, 2])
    case .rgb, .palette, .rgba: (format, stride, kept) = (SPNG_FMT_RGBA8, 4, [0, 1, 2, 3])
    }
  }

  func compact(_ pixels: inout [UInt8], count: Int) {
    guard kept.count < stride else { return }
    var position = 0
    pixels.withUnsafeMutableBufferPointer { memory in
      for pixel in 0..<count {
        for byte in kept {
          memory[position] = memory[pixel * stride + byte]
          position += 1
        }
      }
    }
    pixels.removeLast(pixels.count - position)
  }
}
