import CZlib
import Support

/// The chunks of a PNG: where each begins and how long it is.
enum PNGChunks {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  struct Chunk {
    let name: String
    /// Of the length that begins it.
    let offset: Int
    /// Bytes of its content, which begins eight bytes after `offset`.
    let length: Int
  }

  /// The chunks up to `IEND` or the name that `last` is; refuses a file that ends before it.
  static func scan(
    _ bytes: [UInt8], upTo last: String = "IEND", _ visit: (Chunk) -> Void
  ) throws(FormatError) {
    var offset = signature.count
    while true {
      guard offset + 8 <= bytes.count else { throw ends(bytes, offset + 12 - bytes.count) }
      let length = number(bytes, offset)
      let letters = bytes[offset + 4..<offset + 8]
      guard letters.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
        throw refuse(offset + 4, "the four letters of a chunk", "other bytes")
      }
      let chunk = Chunk(
        name: String(decoding: letters, as: UTF8.self), offset: offset, length: length)
      if chunk.name == last, last != "IEND" { return }
      guard offset + 12 + length <= bytes.count else {
        throw ends(bytes, offset + 12 + length - bytes.count)
      }
      visit(chunk)
      if chunk.name == "IEND" { return }
      offset += 12 + length
    }
  }

  /// The first chunk whose checksum is wrong.
  static func damaged(_ bytes: [UInt8]) -> Chunk? {
    var found: Chunk?
    try? scan(bytes) { chunk in
      guard found == nil else { return }
      let sum = bytes[chunk.offset + 4..<chunk.offset + 8 + chunk.length].withUnsafeBufferPointer {
        crc32_z(0, $0.baseAddress, $0.count)
      }
      if Int(sum) != number(bytes, chunk.offset + 8 + chunk.length) { found = chunk }
    }
    return found
  }

  static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  static func refuse(_ offset: Int, _ expected: String, _ found: String) -> FormatError {
    FormatError(format: "PNG", .offset(offset), expected: expected, found: found)
  }

  private static func ends(_ bytes: [UInt8], _ missing: Int) -> FormatError {
    refuse(
      bytes.count, "\(NumberText.grouped(missing)) more bytes", "the end of the file")
  }
}

/// What the chunks before the pixels of a PNG say.
struct PNGHeader {
  /// The colour types of the format.
  enum Colours: UInt8 {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgba = 6

    /// Numbers of a pixel as the file stores them.
    var stored: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAlpha: 2
      case .rgb: 3
      case .rgba: 4
      }
    }
  }

  let size: Picture.Size
  let depth: Int
  let colours: Colours
  /// Whether a colour, or colours of the palette, are transparent.
  let isTransparent: Bool

  /// Needs the bytes up to the first `IDAT`.
  init(_ bytes: [UInt8]) throws(FormatError) {
    var hasTransparency = false
    var first: PNGChunks.Chunk?
    try PNGChunks.scan(bytes, upTo: "IDAT") { chunk in
      if first == nil { first = chunk }
      if chunk.name == "tRNS" { hasTransparency = true }
    }
    guard let first, first.name == "IHDR", first.length == 13 else {
      throw PNGChunks.refuse(8, "a chunk IHDR of 13 bytes", "another chunk")
    }
    let width = PNGChunks.number(bytes, 16)
    let height = PNGChunks.number(bytes, 20)
    try PictureFile.check(width: width, height: height, of: .png, at: 16)
    depth = Int(bytes[24])
    let depths: [Int]
    guard let colours = Colours(rawValue: bytes[25]) else {
      throw PNGChunks.refuse(25, "colour type 0, 2, 3, 4 or 6", "\(bytes[25])")
    }
    switch colours {
    case .grey: depths = [1, 2, 4, 8, 16]
    case .palette: depths = [1, 2, 4, 8]
    case .rgb, .greyAlpha, .rgba: depths = [8, 16]
    }
    guard depths.contains(depth) else {
      throw PNGChunks.refuse(
        24, "\(depths.map(String.init).joined(separator: ", ")) bits of colour type \(bytes[25])",
        "\(depth)")
    }
    self.colours = colours
    isTransparent = hasTransparency
    let channels =
      switch colours {
      case .grey: hasTransparency ? 2 : 1
      case .greyAlpha: 2
      case .rgb, .palette: hasTransparency ? 4 : 3
      case .rgba: 4
      }
    size = Picture.Size(width: width, height: height, channels: channels)
  }

  /// Bytes that have to be in the file at least: nothing is packed by more than 1,032 to 1.
  var leastPacked: Int {
    ((size.width * depth * colours.stored + 7) / 8 + 1) * size.height / 1032
  }
}
