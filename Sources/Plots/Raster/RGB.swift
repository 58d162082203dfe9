/// A colour as the screen mixes it.
package struct RGB: Sendable, Equatable, Hashable {
  /// Red, 0…255.
  package var red: UInt8
  /// Green, 0…255.
  package var green: UInt8
  /// Blue, 0…255.
  package var blue: UInt8

  /// A colour written as `0xRRGGBB`.
  package init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// A colour from shares 0…1; values outside are cut off, NaN is 0.
  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = byte(red)
    self.green = byte(green)
    self.blue = byte(blue)
  }

  /// This colour over `other`, with `share` (0…1) of this one.
  func blended(over other: RGB, share: Double) -> RGB {
    func mix(_ front: UInt8, _ back: UInt8) -> Double {
      (Double(front) * share + Double(back) * (1 - share)) / 255
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// How light the colour looks, 0…1 (Rec. 709 weights on the stored values).
  var lightness: Double {
    (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
  }
}

private func byte(_ share: Double) -> UInt8 {
  UInt8(share * 255, within: 0...255, rounded: .toNearestOrAwayFromZero)
}
