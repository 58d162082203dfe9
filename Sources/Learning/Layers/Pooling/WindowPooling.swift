import Catalog
import Engine

/// A layer that leaves one number of each window: the mean or the largest of each channel.
///
/// Shapes: x [batch, steps, channels] with one axis, [batch, height, width, channels] with two; each axis
/// becomes as long as its window finds places. Padding takes no part, as in Keras: at an edge fewer
/// elements count.
protocol WindowPooling: Layer {
  /// The arguments, which also say over how many axes it goes.
  static var keys: WindowKeys { get }
  static func operation(_ window: PoolWindow) -> any Operation

  init(window: LayerWindow)
  var window: LayerWindow { get }
}

extension WindowPooling {
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(window: try LayerWindow(arguments, Self.keys, isDilated: false))
  }

  package var activation: ActivationChoice? { nil }

  /// Sequences are pooled as images of one row.
  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let image = try ImageInput(input, axes: Self.keys.axes, in: builder.graph)
    let pooled = try builder.graph.apply(
      Self.operation(image.window(window)), toAll: [image.node])
    return try image.restored(pooled)
  }
}

extension WindowKeys {
  var poolingParameters: [ParameterDescription] {
    [size.description, strides.description, padding.description]
  }
}
