import Catalog
import Engine

/// Parametric rectifier: y = max(x, 0) + alpha · min(x, 0), with a slope that is trained.
///
/// Shapes: x [batch × …]; alpha has the shape of a sample, with 1 along each axis that is shared: of pictures
/// `shared_axes=[1, 2]` leaves one slope for each channel. It starts at 0, with compat=pytorch at 0.25.
/// He et al. 2015.
package struct PReLU: Layer {
  static let initializer = Parameter<any Initializer>.initializer(
    "alpha_initializer", default: "zeros")
  static let regularizer = Parameter<any Regularizer>.regularizer("alpha_regularizer")
  static let shared = Parameter<[Int]>.optional(
    "shared_axes", "Axes of a sample, from 1, along which the slope is the same.",
    rule: "axes from 1"
  ) { $0.allSatisfy { (1...1_000_000).contains($0) } }

  package static let signature = Signature(
    "prelu", .layer, "max(x, 0) + alpha min(x, 0) with a trained slope alpha.",
    example: "model [8, 8, 3] { conv2d 4, 3; prelu shared_axes=[1, 2]; flatten; dense 2 }",
    [initializer.description, regularizer.description, shared.description],
    details: "alpha has the shape of a sample, with 1 along the axes that share it.")

  let initializer: any Initializer
  let regularizer: (any Regularizer)?
  let sharedAxes: [Int]

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    initializer =
      try arguments.optional(Self.initializer)
      ?? arguments.compatibility.choose(Zeros(), pytorch: ConstantInitializer(0.25))
    regularizer = try arguments.optional(Self.regularizer)
    sharedAxes = try arguments.optional(Self.shared) ?? []
  }

  package var activation: ActivationChoice? { nil }
  package var passesMask: Bool { true }
  /// With a slope of its own for each place the whole sequence is needed.
  package var reach: SequenceReach { sharedAxes.contains(1) ? .position : .all }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    var extents = input.shape.sample.extents
    for axis in sharedAxes {
      guard axis <= extents.count else {
        throw LayerShapeError(.axes([axis]), found: input.shape.sample)
      }
      extents[axis - 1] = 1
    }
    let slope = try builder.parameter(
      "alpha", Shape(extents), initializer, regularizer: regularizer)
    let above = try graph.apply(Relu(), to: input)
    let below = try graph.apply(Relu(), to: graph.times(-1, input))
    return try graph.difference(above, graph.product(slope, below))
  }
}
