import Support

/// Layers of Keras that say the size of their result, as layers that say what is done: with the size of what they take the
/// one follows from the other.
enum KerasSized {
  /// Those that are read where the sizes allow it.
  static let names: Set<String> = [
    "AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D", "AdaptiveMaxPooling1D",
    "AdaptiveMaxPooling2D", "CenterCrop", "Resizing",
  ]

  /// The layer that does the same; `nil` for others, where a size is not known, and where none does: windows of different
  /// sizes, pictures that would be enlarged, channels in front.
  static func plain(_ layer: KerasLayer, _ object: JSON, _ call: KerasCall?) -> KerasLayer? {
    guard names.contains(layer.className),
      [KerasValue.none, .text("channels_last")].contains(layer["data_format"] ?? KerasValue.none),
      let sizes = sizes(object, call)
    else { return nil }
    if layer.className == "CenterCrop" {
      guard case .int(let height)? = layer["height"], case .int(let width)? = layer["width"],
        sizes.count == 2, (1...sizes[0]).contains(height), (1...sizes[1]).contains(width)
      else { return nil }
      return replaced(
        layer, "Cropping2D", "cropping",
        .list([cut(sizes[0] - height), cut(sizes[1] - width)]))
    }
    if layer.className == "Resizing" { return enlarged(layer, sizes) }
    guard let given = wholes(layer["output_size"], count: sizes.count),
      zip(sizes, given).allSatisfy({ $1 > 0 && $0 % $1 == 0 })
    else { return nil }
    return replaced(
      layer, layer.className.replacing("Adaptive", with: ""), "pool_size",
      .list(zip(sizes, given).map { .int($0 / $1) }))
  }

  /// `Resizing` to a multiple of what it takes: there it does what `UpSampling2D` does.
  private static func enlarged(_ layer: KerasLayer, _ sizes: [Int]) -> KerasLayer? {
    guard sizes.count == 2, case .int(let height)? = layer["height"],
      case .int(let width)? = layer["width"], height > 0, width > 0, height % sizes[0] == 0,
      width % sizes[1] == 0, layer["antialias"] != .bool(true),
      layer["crop_to_aspect_ratio"] != .bool(true), layer["pad_to_aspect_ratio"] != .bool(true),
      case .text(let kind) = layer["interpolation"] ?? .text("bilinear"),
      ["bilinear", "nearest"].contains(kind)
    else { return nil }
    var larger = replaced(
      layer, "UpSampling2D", "size", .list([.int(height / sizes[0]), .int(width / sizes[1])]))
    larger.arguments.append(.init("interpolation", .text(kind)))
    return larger
  }

  /// What is cut off in front and behind: behind more, where it is uneven.
  private static func cut(_ count: Int) -> KerasValue {
    .list([.int(count / 2), .int(count - count / 2)])
  }

  private static func replaced(
    _ layer: KerasLayer, _ className: String, _ argument: String, _ value: KerasValue
  ) -> KerasLayer {
    let kept = layer.arguments.filter { ["name", "trainable", "dtype"].contains($0.name ?? "") }
    return KerasLayer(className, kept + [.init(argument, value)])
  }

  /// One number for all axes, or one for each.
  private static func wholes(_ value: KerasValue?, count: Int) -> [Int]? {
    switch value {
    case .int(let number)?: return Array(repeating: number, count: count)
    case .list(let items)?:
      let numbers = items.compactMap { if case .int(let number) = $0 { number } else { nil } }
      return numbers.count == count && items.count == count ? numbers : nil
    default: return nil
    }
  }

  /// The extents between the batch and the channels, as the file or the call has them.
  private static func sizes(_ object: JSON, _ call: KerasCall?) -> [Int]? {
    let tensor = call?.places.first
    let shape = tensor?["config"]?["shape"]?.items ?? object["build_config"]?["input_shape"]?.items
    guard let shape, shape.count > 2 else { return nil }
    let extents = shape.dropFirst().dropLast().compactMap { extent -> Int? in
      if case .whole(let number) = extent, number > 0 { number } else { nil }
    }
    return extents.count == shape.count - 2 ? extents : nil
  }
}
