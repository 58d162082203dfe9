/// The character for the dots of a cell.
enum DotGlyphs {
  /// The character; `sign` where a cell has one dot only.
  static func scalar(
    _ mask: UInt8, _ glyphs: Capabilities.Glyphs, sign: Unicode.Scalar
  ) -> Unicode.Scalar {
    switch glyphs {
    case .ascii: return sign
    case .quadrant: return quadrants[Int(mask & 15)]
    case .braille: return braille[Int(mask)]
    case .octant: return Octants.all[Int(mask)]
    }
  }

  /// By bits: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
  static let quadrants: [Unicode.Scalar] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]

  /// Braille numbers its dots by columns, with the two lowest added last.
  private static let braille: [Unicode.Scalar] = (0..<256).map { mask in
    let order = [0, 3, 1, 4, 2, 5, 6, 7]
    var pattern: UInt32 = 0x2800
    for bit in 0..<8 where mask & (1 << bit) != 0 { pattern |= 1 << UInt32(order[bit]) }
    return Unicode.Scalar(pattern) ?? " "
  }
}
