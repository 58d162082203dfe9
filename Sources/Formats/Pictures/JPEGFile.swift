import CLibraries
import Support

/// JPEG by TurboJPEG: the accurate transform and smooth chroma, what Pillow and browsers show.
///
/// Whatever the library warns of is refused: behind a warning pixels are made up, and a training would
/// never know. Four inks become colours in Adobe's convention, where 255 is no ink.
enum JPEGFile {
  /// Pixels times scans: what a file may ask of the decoder, which cannot be interrupted.
  private static let workLimit = 2_000_000_000

  static func read(_ bytes: [UInt8]) throws(FormatError) -> Picture {
    let header = try JPEGHeader(bytes)
    let size = header.size
    let scans = JPEGHeader.scanCount(bytes)
    guard ByteEstimate.product(size.width, size.height, scans) <= workLimit else {
      throw FormatError(
        format: "JPEG", .wholeFile, expected: "at most 2,000 megapixels in all scans",
        found: "\(NumberText.grouped(scans)) scans of \(size.width)×\(size.height) pixels")
    }
    // A block of 64 numbers takes one bit at least.
    guard size.width * size.height / 64 / 8 <= bytes.count else {
      throw FormatError(
        format: "JPEG", .wholeFile,
        expected: "a size that \(NumberText.grouped(bytes.count)) bytes can hold",
        found: "\(NumberText.grouped(size.width))×\(NumberText.grouped(size.height))")
    }
    guard let turbo = nabla_turbojpeg_open()?.pointee else {
      throw SharedLibrary.turboJPEG.isMissing(for: "JPEG")
    }
    let stored = header.isCMYK ? 4 : size.channels
    // The decoder holds the numbers of all scans beside the pixels.
    try FormatError.requireMemory(
      size.width * size.height * stored * (scans > 1 ? 3 : 1), for: "JPEG")

    var problem: String?
    var pixels = [UInt8](unsafeUninitializedCapacity: size.width * size.height * stored) {
      memory, written in
      problem = decode(bytes, into: memory, size, header.isCMYK, turbo)
      if problem == nil { written = memory.count }
    }
    if let problem {
      throw FormatError(
        format: "JPEG", .wholeFile, expected: "a whole picture", found: problem)
    }
    if header.isCMYK { mixInks(&pixels) }
    return Picture(size, pixels: pixels)
  }

  private static func decode(
    _ bytes: [UInt8], into memory: UnsafeMutableBufferPointer<UInt8>, _ size: Picture.Size,
    _ isCMYK: Bool, _ turbo: nabla_turbojpeg
  ) -> String? {
    guard let handle = turbo.tjInitDecompress() else { return "no memory for unpacking" }
    defer { _ = turbo.tjDestroy(handle) }
    let form =
      isCMYK ? TJPF_CMYK.rawValue : size.channels == 1 ? TJPF_GRAY.rawValue : TJPF_RGB.rawValue
    let flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
    let code = bytes.withUnsafeBufferPointer { file in
      turbo.tjDecompress2(
        handle, file.baseAddress, UInt(file.count), memory.baseAddress, Int32(size.width), 0,
        Int32(size.height), Int32(bitPattern: UInt32(form)), flags)
    }
    guard code != 0 else { return nil }
    return FormatError.words(turbo.tjGetErrorStr2(handle), else: "damaged data")
  }

  /// channel = black · ink / 255, rounded, with 255 for no ink.
  private static func mixInks(_ pixels: inout [UInt8]) {
    let count = pixels.count / 4
    pixels.withUnsafeMutableBufferPointer { memory in
      for pixel in 0..<count {
        let black = Int(memory[4 * pixel + 3])
        for channel in 0..<3 {
          let ink = 255 - Int(memory[4 * pixel + channel])
          memory[3 * pixel + channel] = UInt8(black - (ink * black + 127) / 255)
        }
      }
    }
    pixels.removeLast(count)
  }
}
