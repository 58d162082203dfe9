import Catalog
import Engine

/// Layer normalisation: y = γ · (x − mean) / √(variance + ε) + β over the axes of each sample.
///
/// Shapes: x [batch × … × features], γ and β of the normalised axes. Ba, Kiros and Hinton 2016.
package struct LayerNormalization: Layer {
  package static let magnitude = LayerMagnitude.own
  static let axis = Parameter<[Int]>("axis", "The normalized axes.", default: [-1])
  static let epsilon = Parameter<Double>.epsilon(1e-3, pytorch: 1e-5)

  package static let signature = Signature(
    "layer_normalization", .layer, "Normalizes the features of each sample.",
    example: "model 4 { dense 8; layer_normalization; dense 1 }",
    [axis.description, epsilon.description] + ScaleAndCenter.switches
      + ScaleAndCenter.initializers + ScaleAndCenter.regularizers,
    details: "gamma * (x - mean) / sqrt(variance + epsilon) + beta over the last axis.")

  let axis: [Int]
  let epsilon: Double
  let affine: ScaleAndCenter

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    axis = try arguments[Self.axis]
    epsilon = try arguments[Self.epsilon]
    affine = try ScaleAndCenter(arguments)
  }

  package var activation: ActivationChoice? { nil }
  package var reach: SequenceReach { axis == [-1] ? .position : .all }
  package var passesMask: Bool { true }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let axes = try NormalizedAxes(axis, input.shape)
    let weights = try affine.weights(over: axes, of: input, in: builder)
    guard axes.positions == [input.shape.rank - 1] else {
      let moments = try builder.graph.moments(input, over: axes.positions)
      let inverse = try builder.graph.inverseDeviation(moments.variance, epsilon)
      return try builder.graph.scaled(moments.centered, by: inverse, weights)
    }
    let normal = try builder.graph.apply(RowNormalization(epsilon: epsilon), to: input)
    return try builder.graph.affine(normal, weights)
  }
}
