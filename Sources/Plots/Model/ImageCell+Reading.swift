import Support

extension ImageCell {
  /// Pictures out of numbers: `[h, w]`, `[h, w, 1 or 3]`, `[n, h, w]`, `[n, h, w, 1 or 3]`, `[784]`.
  ///
  /// Bytes 0…255 are made shares 0…1. Throws `ChartFault.shape` for other shapes.
  package static func pictures(
    _ table: NumberTable, captions: [String] = []
  ) throws -> [ImageCell] {
    let shape = table.extents
    switch shape.count {
    case 1:
      guard let side = squareSide(shape[0]) else { break }
      return try cells(table, (1, side, side, 1), captions)
    case 2: return try cells(table, (1, shape[0], shape[1], 1), captions)
    case 3 where table.hasChannels:
      return try cells(table, (1, shape[0], shape[1], shape[2]), captions)
    case 3: return try cells(table, (shape[0], shape[1], shape[2], 1), captions)
    case 4 where table.hasChannels:
      return try cells(table, (shape[0], shape[1], shape[2], shape[3]), captions)
    default: break
    }
    throw ChartFault.shape(kind: "image", extents: shape)
  }

  /// 28 for 784: the side of a flattened square picture; `nil` where there is none above 1.
  package static func squareSide(_ count: Int) -> Int? {
    let side = Int(saturating: Double(count).squareRoot().rounded())
    return side > 1 && side * side == count ? side : nil
  }

  private static func cells(
    _ table: NumberTable, _ layout: (count: Int, height: Int, width: Int, channels: Int),
    _ captions: [String]
  ) throws -> [ImageCell] {
    let numbers = table.values
    // Bytes 0..255 and shares 0..1 both occur: `rescale` comes later or not at all.
    let scale = numbers.contains { $0 > 1.5 } ? 1 / 255.0 : 1
    let size = layout.height * layout.width * layout.channels
    return try (0..<layout.count).map { index in
      ImageCell(
        width: layout.width, height: layout.height, channels: layout.channels,
        values: try Interrupt.map(size) { numbers[index * size + $0] * scale },
        caption: index < captions.count ? captions[index] : "")
    }
  }
}
