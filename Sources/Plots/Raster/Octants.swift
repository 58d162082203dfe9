/// The characters of 2 × 4 dots that fill their cell (Unicode 16, Symbols for Legacy Computing Supplement).
enum Octants {
  /// By bits: 1 upper left, 2 upper right, and so on down to 128 lower right.
  static let all: [Unicode.Scalar] = {
    // Patterns that older blocks of Unicode have; the others follow one another from U+1CD00 on in the order of their bits.
    var known: [Int: Unicode.Scalar] = [
      0x00: " ", 0xFF: "█", 0x03: "\u{1FB82}", 0x3F: "\u{1FB85}", 0xC0: "▂", 0xFC: "▆",
      0x01: "\u{1CEA8}", 0x02: "\u{1CEAB}", 0x40: "\u{1CEA3}", 0x80: "\u{1CEA0}",
      0x14: "\u{1FBE6}", 0x28: "\u{1FBE7}",
    ]
    for quadrant in 1..<15 {
      let parts = [0x05, 0x0A, 0x50, 0xA0]
      let mask = (0..<4).reduce(0) { $0 | (quadrant & (1 << $1) != 0 ? parts[$1] : 0) }
      known[mask] = DotGlyphs.quadrants[quadrant]
    }
    var next: UInt32 = 0x1CD00
    return (0..<256).map { mask in
      if let scalar = known[mask] { return scalar }
      defer { next += 1 }
      return Unicode.Scalar(next) ?? " "
    }
  }()
}
