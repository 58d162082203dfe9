import Engine

/// The built-in digits: 60,000 images for training and 10,000 for testing, always the same.
///
/// An image depends on its number alone, so any range can be drawn on its own, by any thread.
package enum DigitSet {
  /// Images 0..<60,000.
  package static let trainingCount = 60_000
  static let testCount = 10_000
  /// Rows, and columns, of an image.
  package static let side = DigitRenderer.side

  /// The first birthday of the set; another number would be another set.
  private static let seed: UInt64 = 1998
  /// Numbers of the stream that each image has for itself.
  private static let drawsPerImage: UInt64 = 4096

  /// The digit of an image: each ten images in a row show the ten digits in random order.
  package static func label(_ index: Int) -> Int {
    var draws = Draws(stream("order"), from: UInt64(index / 10) * 16)
    var digits = Array(0..<10)
    for place in stride(from: 9, to: 0, by: -1) {
      digits.swapAt(place, draws.index(below: place + 1))
    }
    return digits[index % 10]
  }

  /// Draws a range of images into `bytes`, side² zeros for each; false when interrupted.
  @discardableResult
  package static func draw(
    _ range: Range<Int>, into bytes: UnsafeMutableBufferPointer<UInt8>,
    isInterrupted: () -> Bool = { false }
  ) -> Bool {
    let size = side * side
    let images = stream("images")
    var renderer = DigitRenderer()
    for (offset, index) in range.enumerated() {
      if offset % 256 == 0, isInterrupted() { return false }
      var draws = Draws(images, from: UInt64(index) * drawsPerImage)
      let ways = DigitAlphabet.glyphs[label(index)]
      let glyph = ways[draws.index(below: ways.count)]
      renderer.draw(
        glyph, &draws,
        into: UnsafeMutableBufferPointer(rebasing: bytes[(offset * size)..<((offset + 1) * size)]))
    }
    return true
  }

  private static func stream(_ name: String) -> RandomStream {
    RandomStream(seed: seed, purpose: .data, name: "digits/" + name, occurrence: 0)
  }
}
