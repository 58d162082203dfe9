import Catalog
import Engine

private let keepdims = Parameter<Bool>(
  "keepdims", "Keeps the pooled axes with extent 1.", default: false)

/// A layer that leaves one number of each channel: the mean or the largest over all positions.
protocol GlobalPooling: Layer {
  static var axes: Int { get }
  var keepsAxes: Bool { get }
  func operation(axes: [Int]) -> any Operation
}

extension GlobalPooling {
  package var activation: ActivationChoice? { nil }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    _ = try ImageInput(input, axes: Self.axes, in: builder.graph)
    return try builder.graph.apply(operation(axes: Array(1...Self.axes)), toAll: [input])
  }
}

/// The mean over all steps: x [batch, steps, channels] → [batch, channels].
///
/// What a mask hides does not count, as in Keras; a sequence of which nothing is left gives 0.
package struct GlobalAveragePooling1D: GlobalPooling {
  static let axes = 1
  package static let signature = Signature(
    "global_average_pooling1d", .layer, "The mean of each channel over all steps.",
    example: "model [50, 8] { global_average_pooling1d; dense 2 }", [keepdims.description])

  let keepsAxes: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    keepsAxes = try arguments[keepdims]
  }

  func operation(axes: [Int]) -> any Operation { Mean(axes: axes, keepsAxes: keepsAxes) }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    _ = try ImageInput(input, axes: Self.axes, in: builder.graph)
    let graph = builder.graph
    guard let mask = builder.mask(of: input),
      mask.shape.extents == [Int](input.shape.extents.prefix(2))
    else { return try graph.apply(operation(axes: [1]), toAll: [input]) }
    let factors = try graph.reshape(
      graph.cast(mask, to: input.dtype), to: Shape(mask.shape.extents + [1]))
    let counted = try graph.apply(Sum(axes: [1], keepsAxes: keepsAxes), to: factors)
    let shown = try graph.apply(Where(), to: factors, input, graph.scalar(0, like: input))
    let sum = try graph.apply(Sum(axes: [1], keepsAxes: keepsAxes), to: shown)
    let divisor = try graph.apply(Maximum(), to: counted, graph.scalar(1, like: counted))
    return try graph.apply(Divide(), to: sum, divisor)
  }
}

/// The mean over all positions: x [batch, height, width, channels] → [batch, channels].
package struct GlobalAveragePooling2D: GlobalPooling {
  static let axes = 2
  package static let signature = Signature(
    "global_average_pooling2d", .layer, "The mean of each channel over a whole image.",
    example: "model [28, 28, 1] { conv2d 8, 3; global_average_pooling2d }",
    [keepdims.description])

  let keepsAxes: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    keepsAxes = try arguments[keepdims]
  }

  func operation(axes: [Int]) -> any Operation { Mean(axes: axes, keepsAxes: keepsAxes) }
}

/// The largest over all steps: x [batch, steps, channels] → [batch, channels].
package struct GlobalMaxPooling1D: GlobalPooling {
  static let axes = 1
  package static let signature = Signature(
    "global_max_pooling1d", .layer, "The largest value of each channel over all steps.",
    example: "model [50, 8] { global_max_pooling1d; dense 2 }", [keepdims.description])

  let keepsAxes: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    keepsAxes = try arguments[keepdims]
  }

  func operation(axes: [Int]) -> any Operation { MaximumOf(axes: axes, keepsAxes: keepsAxes) }
}

/// The largest over all positions: x [batch, height, width, channels] → [batch, channels].
package struct GlobalMaxPooling2D: GlobalPooling {
  static let axes = 2
  package static let signature = Signature(
    "global_max_pooling2d", .layer, "The largest value of each channel over a whole image.",
    example: "model [28, 28, 1] { conv2d 8, 3; global_max_pooling2d }", [keepdims.description])

  let keepsAxes: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    keepsAxes = try arguments[keepdims]
  }

  func operation(axes: [Int]) -> any Operation { MaximumOf(axes: axes, keepsAxes: keepsAxes) }
}
