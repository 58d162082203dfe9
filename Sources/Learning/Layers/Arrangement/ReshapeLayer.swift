import Catalog
import Engine

/// Another shape of as many elements; one extent may be −1 and is then computed.
struct ReshapeLayer: Layer {
  static let magnitude = LayerMagnitude.kept
  static let target = Parameter<[Int]>(
    "target_shape", "Shape of one sample; -1 is computed.",
    rule: "whole numbers of at least 1, and at most one -1"
  ) { extents in
    extents.allSatisfy { $0 >= 1 || $0 == -1 } && extents.filter { $0 == -1 }.count <= 1
  }

  static let signature = Signature(
    "reshape", .layer, "Gives each sample another shape.",
    example: "model 784 { reshape [28, 28] }", [target.description])

  let target: [Int]

  init(_ target: [Int]) { self.target = target }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    target = try arguments[Self.target]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let count = input.shape.sample.count
    let known = Shape(target.filter { $0 != -1 }).count
    let fits = target.contains(-1) ? known > 0 && count % known == 0 : known == count
    guard fits else {
      throw LayerShapeError(.elements(known), found: input.shape.sample)
    }
    let extents = target.map { $0 == -1 ? count / known : $0 }
    return try builder.graph.reshape(input, to: Shape([input.shape[0]] + extents))
  }
}
