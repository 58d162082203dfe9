import Support

/// Pictures of files: PNG, JPEG, PGM and PPM, known by their first bytes.
///
/// What comes out has 8 bits a channel. Of 16 bits (PNG) the upper eight are kept, fewer bits and other
/// largest values are spread over 0…255; a palette becomes its colours, and a transparent colour an alpha
/// channel. Gamma, colour profiles and the turn that a camera noted are not applied.
package enum PictureFile {
  /// The kinds that are read.
  package enum Kind: String, Sendable, CaseIterable {
    case png = "PNG"
    case jpeg = "JPEG"
    case pnm = "PNM"
  }

  /// Pixels of the largest picture: 100 megapixels.
  package static let pixelLimit = 100_000_000

  /// What the first bytes say; `nil` for other files. Eight bytes are enough.
  package static func kind(of head: some Collection<UInt8>) -> Kind? {
    let first = Array(head.prefix(8))
    if first == PNGChunks.signature { return .png }
    if first.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    guard first.count >= 3, first[0] == 0x50, [0x32, 0x33, 0x35, 0x36].contains(first[1]),
      PNMFile.isBlank(first[2]) || first[2] == 0x23
    else { return nil }
    return .pnm
  }

  /// The picture in a file's bytes.
  ///
  /// Refused are files of other kinds, pictures of more than 100 megapixels or more than the memory that is
  /// left, and everything damaged: wrong checksums, missing bytes, claims that the file cannot keep.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> Picture {
    switch try knownKind(of: bytes) {
    case .png: try PNGFile.read(bytes)
    case .jpeg: try JPEGFile.read(bytes)
    case .pnm: try PNMFile.read(bytes)
    }
  }

  /// How large the picture will be, by its header alone; nothing is decoded, no library is needed.
  ///
  /// The header of a JPEG may stand behind other things that a camera wrote: give the whole file where the first
  /// bytes are not enough.
  package static func size(of bytes: [UInt8]) throws(FormatError) -> Picture.Size {
    switch try knownKind(of: bytes) {
    case .png: try PNGHeader(bytes).size
    case .jpeg: try JPEGHeader(bytes).size
    case .pnm: try PNMFile.size(of: bytes)
    }
  }

  private static func knownKind(of bytes: [UInt8]) throws(FormatError) -> Kind {
    guard let kind = kind(of: bytes) else {
      throw FormatError(
        format: "picture", .offset(0), expected: "PNG, JPEG, PGM or PPM",
        found: "other bytes"
      ).met(in: bytes)
    }
    return kind
  }

  /// Refuses sizes beyond the limit, before anything is multiplied that could not be.
  static func check(
    width: Int, height: Int, of kind: Kind, at offset: Int
  ) throws(FormatError) {
    guard width > 0, height > 0 else {
      throw FormatError(
        format: kind.rawValue, .offset(offset), expected: "a width and a height from 1",
        found: "\(width)×\(height)")
    }
    let (count, overflows) = width.multipliedReportingOverflow(by: height)
    guard !overflows, count <= pixelLimit else {
      throw FormatError(
        format: kind.rawValue, .offset(offset), expected: "at most 100 megapixels",
        found: "\(NumberText.grouped(width))×\(NumberText.grouped(height)) pixels")
    }
  }
}
