import CZlib

/// Texts in a file of PNG: the chunks `iTXt` (PNG, 3rd edition, 11.3.3.4), behind its header.
enum PNGTexts {
  /// Bytes of the signature and of the header's chunk.
  private static let head = 33

  /// The same file with its title, what it shows and what drew it.
  static func adding(_ facts: VectorDrawing.Facts, to png: [UInt8]) -> [UInt8] {
    guard png.count > head else { return png }
    let texts = [
      ("Title", facts.title), ("Description", facts.description), ("Software", "nabla"),
    ]
    let chunks = texts.flatMap { chunk(keyword: $0.0, text: $0.1) }
    return Array(png[..<head]) + chunks + Array(png[head...])
  }

  private static func chunk(keyword: String, text: String) -> [UInt8] {
    // Not compressed, no language, no translated keyword; a NUL ends the keyword.
    let data =
      Array(keyword.utf8) + [0, 0, 0, 0, 0] + text.utf8.lazy.map { $0 == 0 ? 0x20 : $0 }
    let body = Array("iTXt".utf8) + data
    let sum = body.withUnsafeBufferPointer {
      crc32(0, $0.baseAddress, UInt32(truncatingIfNeeded: $0.count))
    }
    return bytes(UInt32(truncatingIfNeeded: data.count)) + body
      + bytes(UInt32(truncatingIfNeeded: sum))
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
