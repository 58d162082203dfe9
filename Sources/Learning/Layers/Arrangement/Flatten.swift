import Catalog
import Engine

/// All axes of a sample in one, row-major: [batch, 28, 28] becomes [batch, 784].
package struct Flatten: Layer, WithoutParameters {
  package static let magnitude = LayerMagnitude.kept
  package static let signature = Signature(
    "flatten", .layer, "Puts all axes of a sample into one.",
    example: "model [28, 28] { flatten; dense 10 }")

  package init() {}

  package var activation: ActivationChoice? { nil }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let batch = input.shape[0]
    return try builder.graph.reshape(input, to: [batch, input.shape.sample.count])
  }
}
