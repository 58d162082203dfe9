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

/// The point of the simplex that is nearest to x along the last axis: like softmax, with zeros.
///
/// y = max(x − τ, 0), where τ makes Σ y = 1: with x in descending order z, k the largest number with
/// 1 + k·z_k > z₁ + … + z_k, τ = (z₁ + … + z_k − 1)/k. Martins and Astudillo 2016.
struct Sparsemax: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "sparsemax", "Probabilities along the last axis, many of them 0.")
  static let output = ActivationOutput.distribution

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let axis = x.shape.rank - 1
    guard axis >= 0, x.shape[axis] > 0 else { return x }
    let length = x.shape[axis]
    // From the largest on: sums of differences are as exact as x.
    let most = try graph.apply(MaximumOf(axes: [axis], keepsAxes: true), to: x)
    let lowered = try graph.difference(x, most)
    let sorted = try graph.apply(TopK(count: length), to: lowered)
    let sums = try graph.apply(CumulativeSum(axis: axis), to: sorted)
    let places = try graph.cast(
      graph.constant(Tensor(TensorType([length], .int32)) { Double($0 + 1) }), to: x.dtype)
    let reached = try graph.plus(1, graph.product(places, sorted))
    let isHeld = try graph.apply(Comparison(.greater), to: reached, sums)
    let count = try graph.apply(Sum(axes: [axis], keepsAxes: true), to: isHeld)
    let held = try graph.apply(
      Sum(axes: [axis], keepsAxes: true), to: graph.product(isHeld, sorted))
    let threshold = try graph.quotient(graph.plus(-1, held), count)
    return try graph.apply(Relu(), to: graph.difference(lowered, threshold))
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
