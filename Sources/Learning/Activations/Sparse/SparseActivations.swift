import Catalog
import Engine

/// y = 0 up to −1, (x + 1)² / 4 up to 1, then x. Tezekbayev et al. 2021.
struct SparsePlus: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "sparse_plus", "0 up to -1, (x + 1)^2 / 4 up to 1, then x.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let curve = try graph.times(0.25, graph.square(graph.plus(1, x)))
    let isBelow = try graph.apply(Comparison(.lessOrEqual), to: x, graph.scalar(-1, like: x))
    let isAbove = try graph.apply(Comparison(.greaterOrEqual), to: x, graph.scalar(1, like: x))
    let rising = try graph.apply(Where(), to: isBelow, graph.scalar(0, like: x), curve)
    return try graph.apply(Where(), to: isAbove, x, rising)
  }
}

/// y = (x + 1) / 2, cut to 0…1. Tezekbayev et al. 2021.
struct SparseSigmoid: Activation, WithoutParameters {
  static let signature = Signature.activation("sparse_sigmoid", "(x + 1) / 2, cut to 0..1.")
  static let output = ActivationOutput.cutProbability

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let line = try graph.times(0.5, graph.plus(1, x))
    let isBelow = try graph.apply(Comparison(.lessOrEqual), to: x, graph.scalar(-1, like: x))
    let isAbove = try graph.apply(Comparison(.greaterOrEqual), to: x, graph.scalar(1, like: x))
    let rising = try graph.apply(Where(), to: isBelow, graph.scalar(0, like: x), line)
    return try graph.apply(Where(), to: isAbove, graph.scalar(1, like: x), rising)
  }
}

/// y = a·sigmoid(b) with the halves a and b of the last axis, which becomes half as long. Dauphin et al. 2017.
struct GatedLinearUnit: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "glu", "One half of the last axis times the sigmoid of the other.",
    example: "model 4 { dense 6, activation=glu }")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let axis = x.shape.rank - 1
    guard axis >= 0, x.shape[axis] % 2 == 0 else {
      throw ShapeError(
        operation: Self.signature.name, expected: "an even number of units", found: [x.shape])
    }
    let half = x.shape[axis] / 2
    let value = try graph.apply(Slice(axis: axis, from: 0, to: half), to: x)
    let gate = try graph.apply(Slice(axis: axis, from: half, to: 2 * half), to: x)
    return try graph.product(value, graph.apply(Sigmoid(), to: gate))
  }
}
