import Catalog
import Engine

/// The same rate in every step; a plain number means the same.
struct ConstantSchedule: Schedule {
  static let rate = Parameter<Double>.rate("learning_rate", "The rate of every step.")

  static let signature = Signature.schedule(
    "constant", "The same rate in every step.",
    example: "train m, d, optimizer=sgd(constant(0.1))", [rate.description])

  let rate: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    rate = try arguments[Self.rate]
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.plus(rate, graph.times(0, step))
  }
}
