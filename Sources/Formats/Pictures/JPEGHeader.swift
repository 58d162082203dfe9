import Support

/// What the markers of a JPEG say before its first scan, and how many scans there are.
struct JPEGHeader {
  let size: Picture.Size
  /// Four inks, which become red, green and blue.
  let isCMYK: Bool

  /// Needs the bytes up to the frame's header.
  init(_ bytes: [UInt8]) throws(FormatError) {
    var offset = 2
    while true {
      let (marker, start) = try Self.marker(bytes, offset)
      switch marker {
      // A marker without content.
      case 0x01, 0xD0...0xD7: offset = start
      case 0xD9, 0xDA:
        throw Self.refuse(offset, "the header of a frame", "a scan or the end of the picture")
      default:
        let length = try Self.length(bytes, start)
        // SOF0…15 without DHT, JPG and DAC, which lie among them.
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
          (size, isCMYK) = try Self.frame(bytes, start, length)
          return
        }
        offset = start + length
      }
    }
  }

  /// Scans of a progressive picture: each is work for all of its pixels.
  static func scanCount(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in stride(from: 0, to: bytes.count - 1, by: 1)
      where bytes[index] == 0xFF && bytes[index + 1] == 0xDA {
        count += 1
      }
      return count
    }
  }

  private static func marker(
    _ bytes: [UInt8], _ offset: Int
  ) throws(FormatError) -> (marker: UInt8, end: Int) {
    var position = offset
    guard position < bytes.count else { throw ends(bytes, 2) }
    guard bytes[position] == 0xFF else { throw refuse(position, "a marker", "other bytes") }
    while position < bytes.count, bytes[position] == 0xFF { position += 1 }
    guard position < bytes.count else { throw ends(bytes, 1) }
    return (bytes[position], position + 1)
  }

  private static func length(_ bytes: [UInt8], _ start: Int) throws(FormatError) -> Int {
    guard start + 2 <= bytes.count else { throw ends(bytes, start + 2 - bytes.count) }
    let length = Int(bytes[start]) << 8 | Int(bytes[start + 1])
    guard length >= 2 else { throw refuse(start, "a length of at least 2", "\(length)") }
    guard start + length <= bytes.count else { throw ends(bytes, start + length - bytes.count) }
    return length
  }

  private static func frame(
    _ bytes: [UInt8], _ start: Int, _ length: Int
  ) throws(FormatError) -> (Picture.Size, isCMYK: Bool) {
    guard length >= 8 else { throw refuse(start, "a frame's header", "\(length) bytes") }
    guard bytes[start + 2] == 8 else {
      throw refuse(start + 2, "8 bits a channel", "\(bytes[start + 2])")
    }
    let height = Int(bytes[start + 3]) << 8 | Int(bytes[start + 4])
    let width = Int(bytes[start + 5]) << 8 | Int(bytes[start + 6])
    try PictureFile.check(width: width, height: height, of: .jpeg, at: start + 3)
    let components = bytes[start + 7]
    guard [1, 3, 4].contains(components) else {
      throw refuse(start + 7, "1, 3 or 4 channels", "\(components)")
    }
    let size = Picture.Size(width: width, height: height, channels: components == 1 ? 1 : 3)
    return (size, components == 4)
  }

  static func refuse(_ offset: Int, _ expected: String, _ found: String) -> FormatError {
    FormatError(format: "JPEG", .offset(offset), expected: expected, found: found)
  }

  private static func ends(_ bytes: [UInt8], _ missing: Int) -> FormatError {
    refuse(bytes.count, "\(NumberText.grouped(missing)) more bytes", "the end of the file")
  }
}
