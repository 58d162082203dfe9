import Catalog
import Engine

/// The largest of each window of steps: x [batch, steps, channels] → [batch, …, channels].
package struct MaxPooling1D: Layer {
  static let keys = WindowKeys.pooling(axes: 1, size: 2)

  package static let signature = Signature(
    "max_pooling1d", .layer, "The largest value of each window of steps.",
    example: "model [50, 8] { max_pooling1d 2 }", keys.poolingParameters)

  let window: LayerWindow

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    window = try LayerWindow(arguments, Self.keys, isDilated: false)
  }

  package var activation: ActivationChoice? { nil }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try builder.pool(input, window, axes: 1) { MaxPool($0) }
  }
}

/// The largest of each window: x [batch, height, width, channels] → [batch, …, …, channels].
///
/// Padding takes no part. The gradient goes to the first largest element.
package struct MaxPooling2D: Layer {
  static let keys = WindowKeys.pooling(axes: 2, size: 2)

  package static let signature = Signature(
    "max_pooling2d", .layer, "The largest value of each window of an image.",
    example: "model [28, 28, 1] { conv2d 8, 3; max_pooling2d 2 }", keys.poolingParameters)

  let window: LayerWindow

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    window = try LayerWindow(arguments, Self.keys, isDilated: false)
  }

  package var activation: ActivationChoice? { nil }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try builder.pool(input, window, axes: 2) { MaxPool($0) }
  }
}

extension WindowKeys {
  var poolingParameters: [ParameterDescription] {
    [size.description, strides.description, padding.description]
  }
}

extension ModelBuilder {
  /// A pooling operation over images, or over sequences as images of one row.
  func pool(
    _ input: Graph.Node, _ window: LayerWindow, axes: Int,
    _ operation: (PoolWindow) -> any Operation
  ) throws -> Graph.Node {
    let image = try ImageInput(input, axes: axes, in: graph)
    let pooled = try graph.apply(operation(image.window(window)), toAll: [image.node])
    return try image.restored(pooled)
  }
}
