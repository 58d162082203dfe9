import Catalog
import Engine

private let keepdims = Parameter<Bool>(
  "keepdims", "Keeps the pooled axes with extent 1.", default: false)

/// A layer that leaves one number of each channel: the mean or the largest over all positions.
///
/// Shapes: x [batch, steps, channels] with one axis, [batch, height, width, channels] with two →
/// [batch, channels], with `keepsAxes` 1 for each axis between them.
protocol GlobalPooling: Layer {
  /// Over how many axes it goes.
  static var axes: Int { get }
  static func operation(axes: [Int], keepsAxes: Bool) -> any Operation

  init(keepsAxes: Bool)
  var keepsAxes: Bool { get }
}

extension GlobalPooling {
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(keepsAxes: try arguments[keepdims])
  }

  package var activation: ActivationChoice? { nil }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    _ = try ImageInput(input, axes: Self.axes, in: builder.graph)
    return try builder.graph.apply(
      Self.operation(axes: Array(1...Self.axes), keepsAxes: keepsAxes), toAll: [input])
  }

  fileprivate static func described(
    _ name: String, _ summary: String, example: String
  ) -> Signature {
    Signature(name, .layer, summary, example: example, [keepdims.description])
  }
}

/// The mean over all steps.
///
/// What a mask hides does not count, as in Keras; a sequence of which nothing is left gives 0.
package struct GlobalAveragePooling1D: GlobalPooling {
  static let axes = 1
  package static let signature = described(
    "global_average_pooling1d", "The mean of each channel over all steps.",
    example: "model [50, 8] { global_average_pooling1d; dense 2 }")

  let keepsAxes: Bool

  static func operation(axes: [Int], keepsAxes: Bool) -> any Operation {
    Mean(axes: axes, keepsAxes: keepsAxes)
  }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    _ = try ImageInput(input, axes: Self.axes, in: builder.graph)
    let graph = builder.graph
    guard let mask = builder.mask(of: input),
      mask.shape.extents == [Int](input.shape.extents.prefix(2))
    else {
      return try graph.apply(Self.operation(axes: [1], keepsAxes: keepsAxes), toAll: [input])
    }
    let factors = try graph.reshape(
      graph.cast(mask, to: input.dtype), to: Shape(mask.shape.extents + [1]))
    let counted = try graph.apply(Sum(axes: [1], keepsAxes: keepsAxes), to: factors)
    let shown = try graph.apply(Where(), to: factors, input, graph.scalar(0, like: input))
    let sum = try graph.apply(Sum(axes: [1], keepsAxes: keepsAxes), to: shown)
    let divisor = try graph.apply(Maximum(), to: counted, graph.scalar(1, like: counted))
    return try graph.apply(Divide(), to: sum, divisor)
  }
}

/// The mean over all positions of an image.
package struct GlobalAveragePooling2D: GlobalPooling {
  static let axes = 2
  package static let signature = described(
    "global_average_pooling2d", "The mean of each channel over a whole image.",
    example: "model [28, 28, 1] { conv2d 8, 3; global_average_pooling2d }")

  let keepsAxes: Bool

  static func operation(axes: [Int], keepsAxes: Bool) -> any Operation {
    Mean(axes: axes, keepsAxes: keepsAxes)
  }
}

/// The largest over all steps.
package struct GlobalMaxPooling1D: GlobalPooling {
  static let axes = 1
  package static let signature = described(
    "global_max_pooling1d", "The largest value of each channel over all steps.",
    example: "model [50, 8] { global_max_pooling1d; dense 2 }")

  let keepsAxes: Bool

  static func operation(axes: [Int], keepsAxes: Bool) -> any Operation {
    MaximumOf(axes: axes, keepsAxes: keepsAxes)
  }
}

/// The largest over all positions of an image.
package struct GlobalMaxPooling2D: GlobalPooling {
  static let axes = 2
  package static let signature = described(
    "global_max_pooling2d", "The largest value of each channel over a whole image.",
    example: "model [28, 28, 1] { conv2d 8, 3; global_max_pooling2d }")

  let keepsAxes: Bool

  static func operation(axes: [Int], keepsAxes: Bool) -> any Operation {
    MaximumOf(axes: axes, keepsAxes: keepsAxes)
  }
}
