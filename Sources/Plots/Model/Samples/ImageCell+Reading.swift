import Support

extension ImageCell {
  /// Pictures out of numbers: `[h, w]`, `[h, w, 1 or 3]`, `[n, h, w]`, `[n, h, w, 1 or 3]`, `[784]`.
  ///
  /// Bytes 0…255 are made shares 0…1. Throws `ChartFault.shape` for other shapes.
  package static func pictures(
    _ table: NumberTable, captions: [String] = [], scale: Scale? = nil
  ) throws -> [ImageCell] {
    let shape = table.extents
    switch shape.count {
    case 1:
      guard let side = squareSide(shape[0]) else { break }
      return try cells(table, (1, side, side, 1), captions, scale)
    case 2: return try cells(table, (1, shape[0], shape[1], 1), captions, scale)
    case 3 where table.hasChannels:
      return try cells(table, (1, shape[0], shape[1], shape[2]), captions, scale)
    case 3: return try cells(table, (shape[0], shape[1], shape[2], 1), captions, scale)
    case 4 where table.hasChannels:
      return try cells(table, (shape[0], shape[1], shape[2], shape[3]), captions, scale)
    default: break
    }
    throw ChartFault.shape(kind: "image", extents: shape)
  }

  /// 28 for 784: the side of a flattened square picture; `nil` where there is none above 1.
  package static func squareSide(_ count: Int) -> Int? {
    let side = Int(saturating: Double(count).squareRoot().rounded())
    return side > 1 && side * side == count ? side : nil
  }

  /// How numbers become brightness 0…1: (x − offset) · factor.
  ///
  /// Bytes 0…255 and shares 0…1 both occur: `rescale` comes later or not at all. Other numbers, such as standardized
  /// ones, are spread from the least to the largest of all that are drawn together.
  package struct Scale: Sendable, Equatable {
    let offset: Double
    let factor: Double

    /// The scale for all these numbers.
    package init(of numbers: some Sequence<Double>) {
      var (low, high) = (Double.infinity, -Double.infinity)
      for number in numbers where number.isFinite {
        (low, high) = (min(low, number), max(high, number))
      }
      switch (low, high) {
      case (0..., ...1.5): (offset, factor) = (0, 1)
      case (0..., 16...255.5): (offset, factor) = (0, 1 / 255)
      default: (offset, factor) = low < high ? (low, 1 / (high - low)) : (0, 1)
      }
    }
  }

  private static func cells(
    _ table: NumberTable, _ layout: (count: Int, height: Int, width: Int, channels: Int),
    _ captions: [String], _ scale: Scale?
  ) throws -> [ImageCell] {
    let numbers = table.values
    let scale = scale ?? Scale(of: numbers)
    let size = layout.height * layout.width * layout.channels
    return try (0..<layout.count).map { index in
      ImageCell(
        width: layout.width, height: layout.height, channels: layout.channels,
        values: try Interrupt.map(size) {
          (numbers[index * size + $0] - scale.offset) * scale.factor
        },
        caption: index < captions.count ? captions[index] : "")
    }
  }
}
