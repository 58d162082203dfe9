/// A picture of 8 bits a channel, rows from the top, pixels from the left, channels of a pixel side by side.
package struct Picture: Equatable, Sendable {
  /// How large a picture is, as its header says.
  package struct Size: Equatable, Sendable {
    /// Pixels of a row.
    package var width: Int
    /// Rows.
    package var height: Int
    /// 1 grey, 2 grey and alpha, 3 red, green and blue, 4 these and alpha.
    package var channels: Int

    /// A size; whoever makes one checks it.
    package init(width: Int, height: Int, channels: Int) {
      self.width = width
      self.height = height
      self.channels = channels
    }

    /// Bytes of the pixels.
    package var byteCount: Int { width * height * channels }
  }

  /// Its extents.
  package let size: Size
  /// `height · width · channels` numbers from 0 to 255.
  package let pixels: [UInt8]

  /// A picture of these pixels, of which there must be as many as its size has.
  package init(_ size: Size, pixels: [UInt8]) {
    precondition(
      (1...4).contains(size.channels) && pixels.count == size.byteCount,
      "as many pixels as its size has")
    self.size = size
    self.pixels = pixels
  }

  /// A picture of these pixels, of which there must be `width · height · channels`.
  package init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    self.init(Size(width: width, height: height, channels: channels), pixels: pixels)
  }

  /// Pixels of a row.
  package var width: Int { size.width }
  /// Rows.
  package var height: Int { size.height }
  /// 1 grey, 2 grey and alpha, 3 red, green and blue, 4 these and alpha.
  package var channels: Int { size.channels }
}
