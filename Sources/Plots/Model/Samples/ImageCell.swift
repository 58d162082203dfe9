/// One picture with a caption.
package struct ImageCell: Sendable, Equatable {
  /// Pixels across.
  package let width: Int
  /// Pixels down.
  package let height: Int
  /// 1 (grey) or 3 (red, green, blue).
  package let channels: Int
  /// [height × width × channels], each 0…1; row 0 is the top. NaN counts as 0.
  package let values: [Double]
  /// The line below the picture; may be empty.
  package var caption: String
  /// What is marked on it, in the order of drawing.
  package var boxes: [ImageBox] = []
  /// Whether the caption tells of a right answer, or of a wrong one; `nil` where it tells of none.
  package var isRight: Bool?

  /// A picture; sizes that do not match `values` give an empty one.
  package init(width: Int, height: Int, channels: Int = 1, values: [Double], caption: String = "") {
    let pixels = width.multipliedReportingOverflow(by: height)
    let size = pixels.partialValue.multipliedReportingOverflow(by: channels)
    let fits =
      width > 0 && height > 0 && (channels == 1 || channels == 3) && !pixels.overflow
      && !size.overflow && size.partialValue == values.count
    self.width = fits ? width : 0
    self.height = fits ? height : 0
    self.channels = fits ? channels : 1
    self.values = fits ? values : []
    self.caption = caption
  }

  /// The mean colour of the pixels in a box given in shares of the picture.
  func color(x: Range<Double>, y: Range<Double>) -> RGB {
    let columns = pixels(x, of: width)
    let rows = pixels(y, of: height)
    var sums = (0.0, 0.0, 0.0)
    for row in rows {
      for column in columns {
        let start = (row * width + column) * channels
        let red = unit(values[start])
        sums.0 += red
        sums.1 += channels == 3 ? unit(values[start + 1]) : red
        sums.2 += channels == 3 ? unit(values[start + 2]) : red
      }
    }
    let count = Double(max(1, rows.count * columns.count))
    return RGB(sums.0 / count, sums.1 / count, sums.2 / count)
  }
}

private func pixels(_ range: Range<Double>, of count: Int) -> Range<Int> {
  guard count > 0 else { return 0..<0 }
  // A hair inside, so that a box that ends between two pixels does not touch the next.
  let from = (range.lowerBound * Double(count) + 1e-6).rounded(.down)
  let to = (range.upperBound * Double(count) - 1e-6).rounded(.up)
  let first = Int(from, within: 0...(count - 1))
  return first..<max(first + 1, Int(to, within: 0...count))
}

private func unit(_ value: Double) -> Double { value.isNaN ? 0 : min(max(value, 0), 1) }
