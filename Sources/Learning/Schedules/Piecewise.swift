import Catalog
import Engine

/// `values[i]` up to and including step `boundaries[i]`, then the next one, as in Keras.
struct Piecewise: Schedule {
  static let boundaries = Parameter<[Double]>(
    "boundaries", "The last step of each value but the last, ascending.",
    rule: "ascending, at most 1000 numbers"
  ) { $0.count <= 1000 && zip($0, $0.dropFirst()).allSatisfy { $0 < $1 } }
  static let values = Parameter<[Double]>(
    "values", "The rates, one more than boundaries.", rule: "0 or more each"
  ) { !$0.isEmpty && $0.allSatisfy { $0 >= 0 && $0.isFinite } }

  static let signature = Signature.schedule(
    "piecewise", "One rate up to a step, another one after it.",
    example: "plot piecewise([100, 200], [0.1, 0.01, 0.001]), 0..300",
    [boundaries.description, values.description])

  let boundaries: [Double]
  let values: [Double]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    boundaries = try arguments[Self.boundaries]
    values = try arguments[Self.values]
    guard values.count == boundaries.count + 1 else {
      throw arguments.outOfRange(
        Self.values, "one number more than boundaries (\(boundaries.count + 1))")
    }
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    var rate = try graph.plus(values[values.count - 1], graph.times(0, step))
    for (boundary, value) in zip(boundaries, values).reversed() {
      rate = try graph.choose(
        .lessOrEqual, step, boundary, graph.scalar(value, like: step), rate)
    }
    return rate
  }
}
