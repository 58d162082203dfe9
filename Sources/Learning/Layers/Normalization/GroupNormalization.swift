import Catalog
import Engine

/// Group normalisation: the channels in groups, each normalised over its channels and all places.
///
/// Shapes: x [batch × … × channels], γ and β [channels]; `groups` divides the channels, −1 makes
/// one group of each. Wu and He 2018.
struct GroupNormalization: Layer {
  static let magnitude = LayerMagnitude.own
  static let groups = Parameter<Int>(
    "groups", "Number of groups; -1 for one channel each.", default: 32, rule: "at least 1, or -1"
  ) { $0 >= 1 || $0 == -1 }
  static let axis = Parameter<Int>("axis", "The axis of the channels.", default: -1)
  static let epsilon = Parameter<Double>.epsilon(1e-3, pytorch: 1e-5)

  static let signature = Signature(
    "group_normalization", .layer, "Normalizes groups of channels of each sample.",
    example: "model [8, 8, 4] { group_normalization 2; flatten; dense 1 }",
    [groups.description, axis.description, epsilon.description] + ScaleAndCenter.switches
      + ScaleAndCenter.initializers + ScaleAndCenter.regularizers,
    details: "gamma * (x - mean) / sqrt(variance + epsilon) + beta, moments over each group.")

  let groups: Int
  let axis: Int
  let epsilon: Double
  let affine: ScaleAndCenter

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    groups = try arguments[Self.groups]
    axis = try arguments[Self.axis]
    epsilon = try arguments[Self.epsilon]
    affine = try ScaleAndCenter(arguments)
  }

  var activation: ActivationChoice? { nil }
  var passesMask: Bool { true }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    let axes = try NormalizedAxes([axis], input.shape)
    let position = axes.positions[0]
    let channels = input.shape[position]
    let groups = groups == -1 ? channels : groups
    guard channels % groups == 0 else {
      throw LayerShapeError(.normalizationGroups(groups), found: input.shape.sample)
    }
    let weights = try affine.weights(over: axes, of: input, in: builder)
    var extents = input.shape.extents
    extents[position] = channels / groups
    extents.insert(groups, at: position)
    let grouped = try graph.reshape(input, to: Shape(extents))
    let others = extents.indices.filter { $0 != 0 && $0 != position }
    let moments = try graph.moments(grouped, over: others)
    let inverse = try graph.inverseDeviation(moments.variance, epsilon)
    let normal = try graph.reshape(
      graph.apply(Multiply(), to: moments.centered, inverse), to: input.shape)
    return try graph.affine(normal, weights)
  }
}
