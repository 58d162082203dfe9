import Catalog
import Engine

/// Each sample n times, one after the other: [batch × features] becomes [batch × n × features].
struct RepeatVector: Layer {
  static let times = Parameter<Int>.size("n", "How often.")

  static let signature = Signature(
    "repeat_vector", .layer, "Makes a sequence of n equal elements.",
    example: "model 4 { repeat_vector 3; dense 2 }", [times.description],
    details: "[batch, features] becomes [batch, n, features].")

  let times: Int

  init(_ times: Int) { self.times = times }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    times = try arguments[Self.times]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    guard input.shape.rank == 2 else {
      throw LayerShapeError(.features, found: input.shape.sample)
    }
    let (batch, features) = (input.shape[0], input.shape[1])
    let row = try builder.graph.reshape(input, to: [batch, 1, features])
    return try builder.graph.apply(BroadcastTo([batch, times, features]), to: row)
  }
}
