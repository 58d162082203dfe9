import Engine
import Plots
import Support

/// Tensors: a vector as a line, two columns as points, a matrix as shades, pictures as pictures.
struct TensorPlot {
  /// What the user asked for with `kind=`; `nil` leaves the choice to the shape.
  let kind: String?

  func plot(_ values: [(value: Value, text: String)]) throws -> Plot {
    let tensors = try values.map { entry -> (tensor: Tensor, text: String) in
      guard case .tensor(let tensor) = entry.value, let known = tensor.known else {
        throw PlotProblem.mixture("tensors", entry.value.kindName)
      }
      return (known, entry.text)
    }
    // The numbers, what the picture keeps of them, and a copy on the way.
    try MemoryBudget.current.require(
      ByteEstimate.sum(tensors.lazy.map { ByteEstimate.product($0.tensor.count, 32) }),
      for: "the plot")
    let first = tensors[0]
    guard first.tensor.count > 0 else { throw PlotProblem.notDrawable("a tensor without numbers") }
    let shape = first.tensor.shape
    switch kind ?? choice(shape) {
    case "line": return try lines(tensors)
    case "scatter": return try scatter(tensors)
    case "histogram":
      return Plot.histogram(first.tensor.doubles, title: first.text)
    case "image": return try image(first.tensor, first.text)
    case "confusion": return try confusion(first.tensor, first.text)
    default:
      if shape.rank == 4 { return filters(first.tensor, first.text) }
      guard shape.rank == 2 else { throw PlotProblem.wrongKind("heat map", shape: shape) }
      return Plot.heat(
        HeatMap(rows: shape[0], columns: shape[1], values: first.tensor.doubles), title: first.text)
    }
  }

  private func choice(_ shape: Shape) -> String {
    switch shape.rank {
    case 0, 1: return "line"
    case 2 where shape[1] == 2 && shape[0] > 2: return "scatter"
    case 2: return shape[0] == 28 && shape[1] == 28 ? "image" : "heat"
    case 3 where shape[2] == 1 || shape[2] == 3: return "image"
    case 4 where shape[3] != 1 && shape[3] != 3: return "heat"
    default: return "image"
    }
  }

  /// A kernel [height × width × inputs × filters] as shades: filters side by side, the inputs of each
  /// below one another.
  private func filters(_ kernel: Tensor, _ text: String) -> Plot {
    let shape = kernel.shape, numbers = kernel.doubles
    let (height, width, inputs, filters) = (shape[0], shape[1], shape[2], shape[3])
    var values = [Double](repeating: 0, count: numbers.count)
    for index in numbers.indices.untilInterrupted {
      let number = numbers[index]
      let (filter, input) = (index % filters, index / filters % inputs)
      let (column, row) = (index / filters / inputs % width, index / filters / inputs / width)
      values[((input * height + row) * filters + filter) * width + column] = number
    }
    return Plot.heat(
      HeatMap(rows: inputs * height, columns: filters * width, values: values),
      title: "\(text): \(Problems.count(filters, "filter")), side by side")
  }

  private func lines(_ tensors: [(tensor: Tensor, text: String)]) throws -> Plot {
    let series = try tensors.enumerated().map { index, entry in
      guard entry.tensor.shape.rank <= 1 else {
        throw PlotProblem.wrongKind("line", shape: entry.tensor.shape)
      }
      return Series(entry.text, role: .group(index), ys: entry.tensor.doubles)
    }
    var plot = Plot(.lines(series), title: tensors.map(\.text).joined(separator: ", "))
    // Places in a series are counted.
    plot.x.isInteger = true
    return plot
  }

  private func scatter(_ tensors: [(tensor: Tensor, text: String)]) throws -> Plot {
    let classes = try tensors.map { entry -> PointClass in
      let shape = entry.tensor.shape
      guard shape.rank == 2, shape[1] == 2 else {
        throw PlotProblem.wrongKind("scatter", shape: shape)
      }
      let numbers = entry.tensor.doubles
      return PointClass(
        entry.text, xs: try Interrupt.map(numbers.count / 2) { numbers[2 * $0] },
        ys: try Interrupt.map(numbers.count / 2) { numbers[2 * $0 + 1] })
    }
    return Plot.scatter(classes, title: tensors.map(\.text).joined(separator: ", "))
  }

  private func image(_ tensor: Tensor, _ text: String) throws -> Plot {
    let pictures = try ImageReading.pictures(of: tensor)
    guard pictures.count <= 100 else { throw PlotProblem.tooManyImages(pictures.count) }
    return Plot.images(pictures, title: text)
  }

  private func confusion(_ tensor: Tensor, _ text: String) throws -> Plot {
    let shape = tensor.shape
    guard shape.rank == 2, shape[0] == shape[1] else {
      throw PlotProblem.wrongKind("confusion matrix", shape: shape)
    }
    let doubles = tensor.doubles
    let numbers = try Interrupt.map(doubles.count) {
      Int(doubles[$0].rounded(), within: 0...1_000_000_000_000_000)
    }
    let rows = try Interrupt.map(shape[0], every: 16) {
      Array(numbers[($0 * shape[1])..<(($0 + 1) * shape[1])])
    }
    return Plot.confusion(ConfusionCounts(counts: rows))
  }
}

/// Pictures out of tensors: `[h, w]`, `[h, w, 1 or 3]`, `[n, h, w]`, `[n, h, w, 1 or 3]`, `[784]`.
enum ImageReading {
  static func pictures(of tensor: Tensor, captions: [String] = []) throws -> [ImageCell] {
    let shape = tensor.shape.extents
    let hasChannels = shape.last == 1 || shape.last == 3
    switch shape.count {
    case 1:
      guard let side = squareSide(shape[0]) else { break }
      return try cells(tensor, (1, side, side, 1), captions)
    case 2: return try cells(tensor, (1, shape[0], shape[1], 1), captions)
    case 3 where hasChannels: return try cells(tensor, (1, shape[0], shape[1], shape[2]), captions)
    case 3: return try cells(tensor, (shape[0], shape[1], shape[2], 1), captions)
    case 4 where hasChannels:
      return try cells(tensor, (shape[0], shape[1], shape[2], shape[3]), captions)
    default: break
    }
    throw PlotProblem.wrongKind("image", shape: tensor.shape)
  }

  /// 28 for 784: the side of a flattened square picture.
  static func squareSide(_ count: Int) -> Int? {
    let side = Int(saturating: Double(count).squareRoot().rounded())
    return side > 1 && side * side == count ? side : nil
  }

  private static func cells(
    _ tensor: Tensor, _ layout: (count: Int, height: Int, width: Int, channels: Int),
    _ captions: [String]
  ) throws -> [ImageCell] {
    let numbers = tensor.doubles
    // Bytes 0..255 and shares 0..1 both occur: `rescale` comes later or not at all.
    let scale = tensor.first { $0 > 1.5 } != nil ? 1 / 255.0 : 1
    let size = layout.height * layout.width * layout.channels
    return try (0..<layout.count).map { index in
      ImageCell(
        width: layout.width, height: layout.height, channels: layout.channels,
        values: try Interrupt.map(size) { numbers[index * size + $0] * scale },
        caption: index < captions.count ? captions[index] : "")
    }
  }
}
