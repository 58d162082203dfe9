import Catalog
import Engine

/// Longer sequences: x [batch, steps, c] → [batch, steps·size, c], each step so many times in a row.
struct UpSampling1D: Layer {
  static let magnitude = LayerMagnitude.kept
  static let size = Parameter<Int>.size("size", "How many times longer.", default: 2)

  static let signature = Signature(
    "up_sampling1d", .layer, "Makes sequences longer, by repetition.",
    example: "model [10, 8] { up_sampling1d 2; conv1d 4, 3 }", [size.description])

  let size: Int

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    size = try arguments[Self.size]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    _ = try ImageInput(input, axes: 1, in: graph)
    let (batch, steps, channels) = (input.shape[0], input.shape[1], input.shape[2])
    let apart = try graph.reshape(input, to: [batch, steps, 1, channels])
    let spread = try graph.apply(BroadcastTo([batch, steps, size, channels]), to: apart)
    return try graph.reshape(
      spread, to: [batch, saturatingProduct(steps, size), channels])
  }
}

/// Larger images: x [batch, height, width, c] → [batch, height·size, width·size, c].
///
/// `nearest` repeats each element; `bilinear` reads at (i + ½) / size − ½, in proportion to the
/// distance from the two neighbours, and keeps to the image's ends.
struct UpSampling2D: Layer {
  enum Interpolation: String, CaseIterable, Sendable {
    case nearest, bilinear
  }

  static let size = Parameter<[Int]>.sizes(
    "size", "How many times larger.", axes: 2, default: 2)
  static let interpolation = Parameter<Interpolation>(
    "interpolation", "What stands between elements.", expected: "nearest or bilinear",
    default: { .nearest }, shown: .word("nearest"), words: Interpolation.allCases.map(\.rawValue),
    read: { argument in
      guard case .word(let word) = argument else { return nil }
      return Interpolation(rawValue: word)
    })

  static let signature = Signature(
    "up_sampling2d", .layer, "Makes images larger, by repetition or interpolation.",
    example: "model [7, 7, 16] { up_sampling2d 2 }", [size.description, interpolation.description])

  let size: [Int]
  let interpolation: Interpolation

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    let written = try arguments[Self.size]
    size = written.count == 2 ? written : written + written
    interpolation = try arguments[Self.interpolation]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let image = try ImageInput(input, axes: 2, in: builder.graph)
    return switch interpolation {
    case .nearest: try repeated(image.node, in: builder.graph)
    case .bilinear: try interpolated(image.node, in: builder.graph)
    }
  }

  private func repeated(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let (n, h, w, c) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
    let apart = try graph.reshape(x, to: [n, h, 1, w, 1, c])
    let spread = try graph.apply(BroadcastTo([n, h, size[0], w, size[1], c]), to: apart)
    return try graph.reshape(spread, to: [n, h * size[0], w * size[1], c])
  }

  /// Two products with matrices of weights: rows first, then columns.
  private func interpolated(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let (n, h, w, c) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
    // The matrices are made when the model is: an image beyond any screen is refused.
    guard h <= 4096, w <= 4096, size[0] * h <= 16_384, size[1] * w <= 16_384 else {
      throw ShapeError(
        operation: "up_sampling2d", expected: "images of at most 16384 rows and columns enlarged",
        found: [x.shape])
    }
    let rows = try graph.apply(
      MatrixProduct(), to: graph.constant(weights(h, size[0], x.dtype)),
      graph.reshape(x, to: [n, h, w * c]))
    let columns = try graph.apply(
      MatrixProduct(), to: graph.constant(weights(w, size[1], x.dtype)),
      graph.reshape(rows, to: [n * h * size[0], w, c]))
    return try graph.reshape(columns, to: [n, h * size[0], w * size[1], c])
  }
}

/// What each of `count`·`factor` positions takes from each of `count` elements.
private func weights(_ count: Int, _ factor: Int, _ dtype: DType) -> Tensor {
  var numbers = [Double](repeating: 0, count: count * factor * count)
  for position in 0..<(count * factor) {
    let source = max((Double(position) + 0.5) / Double(factor) - 0.5, 0)
    let lower = Int(source, within: 0...(count - 1))
    let share = source - Double(lower)
    numbers[position * count + lower] += 1 - share
    numbers[position * count + min(lower + 1, count - 1)] += share
  }
  return Tensor(numbers, [count * factor, count], dtype)
}
