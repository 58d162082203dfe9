import Catalog
import Engine

/// The mean of each window of steps: x [batch, steps, channels] → [batch, …, channels].
package struct AveragePooling1D: Layer {
  static let keys = WindowKeys.pooling(axes: 1, size: nil)

  package static let signature = Signature(
    "average_pooling1d", .layer, "The mean of each window of steps.",
    example: "model [50, 8] { average_pooling1d 2 }", keys.poolingParameters)

  let window: LayerWindow

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    window = try LayerWindow(arguments, Self.keys, isDilated: false)
  }

  package var activation: ActivationChoice? { nil }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try builder.pool(input, window, axes: 1) { AveragePool($0) }
  }
}

/// The mean of each window: x [batch, height, width, channels] → [batch, …, …, channels].
///
/// Padding takes no part, as in Keras: at an edge fewer elements are averaged.
package struct AveragePooling2D: Layer {
  static let keys = WindowKeys.pooling(axes: 2, size: nil)

  package static let signature = Signature(
    "average_pooling2d", .layer, "The mean of each window of an image.",
    example: "model [28, 28, 1] { conv2d 8, 3; average_pooling2d 2 }", keys.poolingParameters)

  let window: LayerWindow

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    window = try LayerWindow(arguments, Self.keys, isDilated: false)
  }

  package var activation: ActivationChoice? { nil }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try builder.pool(input, window, axes: 2) { AveragePool($0) }
  }
}
