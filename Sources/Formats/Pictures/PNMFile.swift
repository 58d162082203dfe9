import Support

/// The portable grey and colour maps of Netpbm: P2, P3 as text, P5, P6 as bytes.
///
/// A largest value other than 255 is spread over 0…255, rounded to the nearest. One picture a file.
enum PNMFile {
  static func size(of bytes: [UInt8]) throws(FormatError) -> Picture.Size {
    try Header(bytes).size
  }

  static func read(_ bytes: [UInt8]) throws(FormatError) -> Picture {
    let header = try Header(bytes)
    let count = header.size.byteCount
    // Text has a digit and a blank for each number, but for the last.
    let least = header.isText ? 2 * count - 1 : count * header.width
    guard bytes.count - header.end >= least else {
      throw refuse(
        bytes.count, "\(NumberText.grouped(least - bytes.count + header.end)) more bytes",
        "the end of the file")
    }
    try FormatError.requireMemory(count, for: "PNM")
    return Picture(
      header.size,
      pixels: header.isText
        ? try text(bytes, header, count) : try numbers(bytes, header, count))
  }

  private static func numbers(
    _ bytes: [UInt8], _ header: Header, _ count: Int
  ) throws(FormatError) -> [UInt8] {
    let end = header.end + count * header.width
    guard end == bytes.count else { throw refuse(end, "the end of the file", "more bytes") }
    if header.largest == 255 { return Array(bytes[header.end...]) }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count)
    for index in 0..<count {
      if index & 0xFFFF == 0xFFFF { try FormatError.checkInterrupt("PNM") }
      let place = header.end + index * header.width
      let number =
        header.width == 1 ? Int(bytes[place]) : Int(bytes[place]) << 8 | Int(bytes[place + 1])
      pixels.append(try header.scaled(number, at: place))
    }
    return pixels
  }

  private static func text(
    _ bytes: [UInt8], _ header: Header, _ count: Int
  ) throws(FormatError) -> [UInt8] {
    var scanner = Scanner(bytes, at: header.end)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count)
    for index in 0..<count {
      if index & 0xFFFF == 0xFFFF { try FormatError.checkInterrupt("PNM") }
      let number = try scanner.number()
      pixels.append(try header.scaled(number, at: scanner.offset))
    }
    try scanner.skipBlanks()
    guard scanner.offset == bytes.count else {
      throw refuse(scanner.offset, "the end of the file", "more bytes")
    }
    return pixels
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  fileprivate static func refuse(
    _ offset: Int, _ expected: String, _ found: String
  ) -> FormatError {
    FormatError(format: "PNM", .offset(offset), expected: expected, found: found)
  }
}

private struct Header {
  let isText: Bool
  let size: Picture.Size
  let largest: Int
  /// Where the pixels begin.
  let end: Int

  /// Bytes of a number.
  var width: Int { largest > 255 ? 2 : 1 }

  init(_ bytes: [UInt8]) throws(FormatError) {
    isText = bytes[1] < 0x35
    var scanner = Scanner(bytes, at: 2)
    let width = try scanner.number()
    let height = try scanner.number()
    try PictureFile.check(width: width, height: height, of: .pnm, at: 2)
    size = Picture.Size(
      width: width, height: height, channels: bytes[1] == 0x32 || bytes[1] == 0x35 ? 1 : 3)
    largest = try scanner.number()
    guard (1...65_535).contains(largest) else {
      throw PNMFile.refuse(scanner.offset, "a largest value from 1 to 65,535", "\(largest)")
    }
    guard scanner.offset < bytes.count, PNMFile.isBlank(bytes[scanner.offset]) else {
      throw PNMFile.refuse(scanner.offset, "a blank before the pixels", "other bytes")
    }
    end = scanner.offset + 1
  }

  func scaled(_ number: Int, at place: Int) throws(FormatError) -> UInt8 {
    guard number <= largest else {
      throw PNMFile.refuse(place, "a number up to \(largest)", "\(number)")
    }
    return UInt8((number * 255 + largest / 2) / largest)
  }
}

/// Numbers between blanks; a comment goes from `#` to the end of its line.
private struct Scanner {
  private let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  mutating func skipBlanks() throws(FormatError) {
    while offset < bytes.count {
      if bytes[offset] == 0x23 {
        while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
      } else if PNMFile.isBlank(bytes[offset]) {
        offset += 1
      } else {
        return
      }
    }
  }

  mutating func number() throws(FormatError) -> Int {
    try skipBlanks()
    let start = offset
    var value = 0
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) {
      value = value * 10 + Int(bytes[offset] - 0x30)
      offset += 1
      guard value < 1 << 31 else { throw PNMFile.refuse(start, "a number below 2³¹", "more") }
    }
    guard offset > start else {
      throw PNMFile.refuse(
        offset, "a number", offset < bytes.count ? "other bytes" : "the end of the file")
    }
    return value
  }
}
