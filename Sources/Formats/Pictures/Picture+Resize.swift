import Support

extension Picture {
  /// The picture in another size, by a triangle filter that widens with the reduction, so that nothing
  /// flickers: what Pillow computes with `BILINEAR`, in the same whole numbers.
  ///
  /// Rows are filtered first, then columns; between them numbers are rounded to 8 bits. Where Pillow takes columns
  /// first, numbers differ by at most 1. Colours weigh as much as they are opaque. An interrupt leaves the picture torn; whoever feeds it ends the statement.
  package func resized(width: Int, height: Int) -> Picture {
    let width = max(1, width)
    let height = max(1, height)
    if width == self.width, height == self.height { return self }
    if channels == 2 || channels == 4 {
      return weighted { premultiplied($0, $1) }.filtered(width, height)
        .weighted { divided($0, $1) }
    }
    return filtered(width, height)
  }

  private func filtered(_ width: Int, _ height: Int) -> Picture {
    var numbers = pixels
    if width != self.width {
      numbers = ResizeFilter(from: self.width, to: width).apply(
        to: numbers, lines: self.height, elements: channels)
    }
    if height != self.height {
      // A column of whole rows: all of their numbers move alike.
      numbers = ResizeFilter(from: self.height, to: height).apply(
        to: numbers, lines: 1, elements: width * channels)
    }
    return Picture(width: width, height: height, channels: channels, pixels: numbers)
  }

  private func weighted(_ change: (_ colour: Int, _ alpha: Int) -> Int) -> Picture {
    var changed = pixels
    for pixel in stride(from: 0, to: pixels.count, by: channels) {
      let alpha = Int(pixels[pixel + channels - 1])
      for channel in pixel..<pixel + channels - 1 {
        changed[channel] = UInt8(change(Int(pixels[channel]), alpha))
      }
    }
    return Picture(size, pixels: changed)
  }
}

private func premultiplied(_ colour: Int, _ alpha: Int) -> Int { (colour * alpha + 127) / 255 }

private func divided(_ colour: Int, _ alpha: Int) -> Int {
  alpha == 0 || alpha == 255 ? colour : min(255, 255 * colour / alpha)
}

/// The weights of one axis, as whole numbers of 22 bits after the point.
private struct ResizeFilter {
  private static let precision = 22

  private let length: Int
  /// For each new place: the first old one, and as many weights as old ones count.
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var weights: [Int32] = []

  init(from length: Int, to newLength: Int) {
    self.length = length
    let scale = Double(length) / Double(newLength)
    let support = max(1, scale)
    var row: [Double] = []
    for place in 0..<newLength {
      let centre = (Double(place) + 0.5) * scale
      let first = max(0, Int(saturating: (centre - support + 0.5).rounded(.down)))
      let last = min(length, Int(saturating: (centre + support + 0.5).rounded(.down)))
      row.removeAll(keepingCapacity: true)
      for old in first..<last {
        row.append(max(0, 1 - abs((Double(old) - centre + 0.5) / support)))
      }
      let sum = row.reduce(0, +)
      for weight in row {
        let scaled = (sum == 0 ? 0 : weight / sum) * Double(1 << Self.precision)
        weights.append(Int32(Int(saturating: scaled.rounded(.toNearestOrAwayFromZero))))
      }
      starts.append(first)
      ends.append(weights.count)
    }
  }

  /// Filters each of `lines` rows of `length` places, which have `elements` numbers each.
  func apply(to numbers: [UInt8], lines: Int, elements: Int) -> [UInt8] {
    let newLength = starts.count
    let count = lines * newLength * elements
    return [UInt8](unsafeUninitializedCapacity: count) { target, written in
      numbers.withUnsafeBufferPointer { source in
        weights.withUnsafeBufferPointer { weights in
          var sums = [Int32](repeating: 0, count: elements)
          for line in 0..<lines {
            for place in 0..<newLength {
              // What is left is zeros; the statement ends.
              let isTorn = place & 0xF == 0 && Interrupt.isRaised
              for element in 0..<elements { sums[element] = 1 << (Int32(Self.precision) - 1) }
              let first = place == 0 ? 0 : ends[place - 1]
              var from = (line * length + starts[place]) * elements
              for weight in weights[first..<(isTorn ? first : ends[place])] {
                for element in 0..<elements {
                  sums[element] &+= weight &* Int32(source[from + element])
                }
                from += elements
              }
              let to = (line * newLength + place) * elements
              for element in 0..<elements {
                target[to + element] = UInt8(
                  min(255, max(0, sums[element] >> Int32(Self.precision))))
              }
            }
          }
        }
      }
      written = count
    }
  }
}
