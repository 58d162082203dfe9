import Catalog
import Engine

/// Root-mean-square normalisation: y = scale · x / √(mean(x²) + ε); no mean is taken away.
///
/// Shapes: x [batch × … × features], scale of the normalised axes. Under compat=pytorch ε is the
/// type's own epsilon. Zhang and Sennrich 2019.
struct RMSNormalization: Layer {
  static let magnitude = LayerMagnitude.own
  static let axis = Parameter<[Int]>("axis", "The normalized axes.", default: [-1])
  static let epsilon = Parameter<Double>(
    "epsilon", "Added to the mean square.", default: 1e-6, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }

  static let signature = Signature(
    "rms_normalization", .layer, "Divides the features of each sample by their root mean square.",
    example: "model 4 { dense 8; rms_normalization; dense 1 }",
    [axis.description, epsilon.description],
    details: "scale * x / sqrt(mean(x^2) + epsilon) over the last axis.")

  let axis: [Int]
  /// The type's own where `nil`.
  let epsilon: Double?

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    axis = try arguments[Self.axis]
    let written = try arguments[Self.epsilon]
    let isLeftOut = !arguments.has(Self.epsilon) && arguments.compatibility == .pytorch
    epsilon = isLeftOut ? nil : written
  }

  var activation: ActivationChoice? { nil }
  var reach: SequenceReach { axis == [-1] ? .position : .all }
  var passesMask: Bool { true }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    let axes = try NormalizedAxes(axis, input.shape)
    let scale = try axes.spread(
      builder.parameter("scale", axes.extents(of: input.shape), Ones()), over: input.shape,
      in: graph)
    let least = input.dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
    if axes.positions == [input.shape.rank - 1] {
      let rows = RowNormalization(epsilon: epsilon ?? least, centers: false)
      return try graph.affine(graph.apply(rows, to: input), (scale, nil))
    }
    let square = try graph.apply(
      Mean(axes: axes.positions, keepsAxes: true), to: graph.square(input))
    let inverse = try graph.inverseDeviation(square, epsilon ?? least)
    let normal = try graph.apply(Multiply(), to: input, inverse)
    return try graph.apply(Multiply(), to: normal, scale)
  }
}
