import Catalog
import Engine

/// The axes of a sample in another order, counted from 1 as in Keras: `permute [2, 1]`.
struct Permute: Layer {
  static let magnitude = LayerMagnitude.kept
  static let order = Parameter<[Int]>(
    "dims", "The axes of a sample in their new order, from 1.", rule: "each of 1, 2, … once"
  ) { $0.sorted() == Array(1...max($0.count, 1)) }

  static let signature = Signature(
    "permute", .layer, "Reorders the axes of a sample.",
    example: "model [3, 4] { permute [2, 1]; dense 2 }", [order.description])

  let order: [Int]

  init(_ order: [Int]) { self.order = order }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    order = try arguments[Self.order]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    guard input.shape.rank == order.count + 1 else {
      throw LayerShapeError(.rank(order.count), found: input.shape.sample)
    }
    return try builder.graph.apply(Transpose(permutation: [0] + order), to: input)
  }
}
