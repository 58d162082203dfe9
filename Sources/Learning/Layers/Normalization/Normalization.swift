import Catalog
import Engine

/// Features of mean 0 and variance 1: y = (x − mean) / max(√variance, 10⁻⁷).
///
/// Mean and variance are written, or learnt from the training samples before the first step of the
/// first training, and kept. Shapes: x [batch × … × features], mean and variance [features], of several
/// axes one number for each of their places, one of all with `axis=none`. `invert` goes the other way.
package struct Normalization: Layer {
  package static let magnitude = LayerMagnitude.own
  static let axis = Parameter<[Int]>(
    "axis", "The axes whose places have means of their own; none for one mean of all.",
    expected: "a whole number, a list of them, or none", default: [-1], rule: "not 0"
  ) { !$0.isEmpty && !$0.contains(0) }
  static let mean = Parameter<[Double]>.optional(
    "mean", "The means; learnt if left out.", expected: "numbers",
    asked: "a list, each item a number"
  ) { !$0.isEmpty && $0.allSatisfy(\.isFinite) }
  static let variance = Parameter<[Double]>.optional(
    "variance", "The variances; learnt if left out.", expected: "numbers",
    asked: "a list, each item a number", rule: "0 or more"
  ) { !$0.isEmpty && $0.allSatisfy { $0 >= 0 && $0.isFinite } }
  static let invert = Parameter<Bool>(
    "invert", "Whether to undo a normalization instead.", default: false)

  package static let signature = Signature(
    "normalization", .layer, "Shifts and scales features to mean 0 and variance 1.",
    example: "model 4 { normalization; dense 1 }",
    [axis.description, mean.description, variance.description, invert.description],
    details: """
      (x - mean) / sqrt(variance). What is left out is learnt from the training part when the first
      training starts.
      """)

  /// Means and variances that are written.
  struct Moments {
    let mean: [Double]
    let variance: [Double]
  }

  /// `nil` for one mean of all; from the end where negative, never 0.
  let axis: [Int]?
  let inverts: Bool
  let written: Moments?

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    axis = arguments.argument(of: Self.axis)?.isNone == true ? nil : try arguments[Self.axis]
    inverts = try arguments[Self.invert]
    let mean = try arguments.optional(Self.mean)
    let variance = try arguments.optional(Self.variance)
    switch (mean, variance) {
    case (let mean?, let variance?): written = Moments(mean: mean, variance: variance)
    case (nil, nil): written = nil
    default:
      throw arguments.missing(
        mean == nil ? Self.mean : Self.variance, "mean and variance together")
    }
  }

  package var activation: ActivationChoice? { nil }
  package var reach: SequenceReach { axis == [-1] ? .position : .all }
  package var passesMask: Bool { true }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    let axes = try NormalizedAxes(axis ?? [], input.shape)
    let shape = axes.extents(of: input.shape)
    let (mean, variance) = try moments(of: input, axes, shape, in: builder)
    func spread(_ node: Graph.Node) throws -> Graph.Node {
      node.shape.rank == 0 ? node : try axes.spread(node, over: input.shape, in: graph)
    }
    let deviation = try graph.apply(
      Maximum(), to: graph.apply(SquareRoot(), to: spread(variance)),
      graph.scalar(1e-7, like: input))
    let center = try spread(mean)
    return inverts
      ? try graph.apply(Add(), to: graph.apply(Multiply(), to: input, deviation), center)
      : try graph.apply(Divide(), to: graph.apply(Subtract(), to: input, center), deviation)
  }

  private func moments(
    of input: Graph.Node, _ axes: NormalizedAxes, _ shape: Shape, in builder: ModelBuilder
  ) throws -> (mean: Graph.Node, variance: Graph.Node) {
    guard let written else {
      let mean = builder.state("mean", shape, Zeros())
      let variance = builder.state("variance", shape, Ones())
      let count = builder.state("count", [], Zeros())
      builder.noteAdaptable(input, axes.positions, mean: mean, variance: variance, count: count)
      return (mean.value, variance.value)
    }
    func constant(_ numbers: [Double]) throws -> Graph.Node {
      guard numbers.count == 1 || numbers.count == shape.count else {
        throw LayerShapeError(.featureCount(numbers.count), found: input.shape.sample)
      }
      // One number for all of them is not written down for each.
      return numbers.count == 1
        ? builder.graph.constant(numbers[0], input.dtype)
        : builder.graph.constant(Tensor(numbers, shape, input.dtype))
    }
    return (try constant(written.mean), try constant(written.variance))
  }
}
