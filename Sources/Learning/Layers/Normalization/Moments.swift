import Catalog
import Engine

extension Graph {
  /// Mean and biased variance over axes, which stay with extent 1.
  func moments(
    _ x: Node, over axes: [Int]
  ) throws(ShapeError) -> (centered: Node, mean: Node, variance: Node) {
    let mean = try apply(Mean(axes: axes, keepsAxes: true), to: x)
    let centered = try apply(Subtract(), to: x, mean)
    let variance = try apply(Mean(axes: axes, keepsAxes: true), to: square(centered))
    return (centered, mean, variance)
  }

  /// The same over the places that a mask, of the shape without the last axis, has 1 for; as Keras,
  /// with 1e-7 added to their number.
  func moments(
    _ x: Node, over axes: [Int], counting mask: Node
  ) throws(ShapeError) -> (centered: Node, mean: Node, variance: Node) {
    let weights = try reshape(cast(mask, to: x.dtype), to: Shape(mask.shape.extents + [1]))
    let total = Sum(axes: axes, keepsAxes: true)
    let count = try plus(1e-7, apply(total, to: weights))
    func mean(_ values: Node) throws(ShapeError) -> Node {
      try apply(Divide(), to: apply(total, to: apply(Multiply(), to: values, weights)), count)
    }
    let center = try mean(x)
    let centered = try apply(Subtract(), to: x, center)
    return (centered, center, try mean(square(centered)))
  }

  /// 1 / √(variance + ε).
  func inverseDeviation(_ variance: Node, _ epsilon: Double) throws(ShapeError) -> Node {
    try apply(ReciprocalSquareRoot(), to: plus(epsilon, variance))
  }
}

/// Which axes of a sample a normalisation is about, as written: counted with the batch, −1 the last.
struct NormalizedAxes {
  /// Positions below the rank, ascending; never the batch.
  let positions: [Int]

  init(_ written: [Int], _ shape: Shape, least rank: Int = 2) throws(LayerShapeError) {
    let found = Set(written.map { $0 < 0 ? shape.rank + $0 : $0 })
    guard shape.rank >= rank, found.allSatisfy((1..<shape.rank).contains) else {
      throw LayerShapeError(
        rank > 2 || written == [-1] ? .lastAxis : .axes(written), found: shape.sample)
    }
    positions = found.sorted()
  }

  /// The shape of a weight over these axes.
  func extents(of shape: Shape) -> Shape { Shape(positions.map { shape[$0] }) }

  /// The same numbers in a shape that broadcasts over x.
  func spread(_ node: Graph.Node, over shape: Shape, in graph: Graph) throws(ShapeError)
    -> Graph.Node
  {
    let extents = shape.extents.indices.map { positions.contains($0) ? shape[$0] : 1 }
    return try graph.reshape(node, to: Shape(extents))
  }
}

/// Scale γ and offset β behind a normalisation, with Keras's names and defaults.
struct ScaleAndCenter {
  static let center = Parameter<Bool>("center", "Adds beta.", default: true)
  static let scale = Parameter<Bool>("scale", "Multiplies by gamma.", default: true)
  static let betaInitializer = Parameter<any Initializer>.initializer(
    "beta_initializer", default: "zeros")
  static let gammaInitializer = Parameter<any Initializer>.initializer(
    "gamma_initializer", default: "ones")
  static let betaRegularizer = Parameter<any Regularizer>.regularizer("beta_regularizer")
  static let gammaRegularizer = Parameter<any Regularizer>.regularizer("gamma_regularizer")
  static let switches = [center.description, scale.description]
  static let initializers = [betaInitializer.description, gammaInitializer.description]
  static let regularizers = [betaRegularizer.description, gammaRegularizer.description]

  let centers: Bool
  let scales: Bool
  let beta: any Initializer
  let gamma: any Initializer
  let betaRegularizer: (any Regularizer)?
  let gammaRegularizer: (any Regularizer)?

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    centers = try arguments[Self.center]
    scales = try arguments[Self.scale]
    beta = try arguments.optional(Self.betaInitializer) ?? Zeros()
    gamma = try arguments.optional(Self.gammaInitializer) ?? Ones()
    betaRegularizer = try arguments.optional(Self.betaRegularizer)
    gammaRegularizer = try arguments.optional(Self.gammaRegularizer)
  }

  /// γ and β over some axes of x, in the shape that broadcasts; `nil` where switched off.
  func weights(
    over axes: NormalizedAxes, of x: Graph.Node, in builder: ModelBuilder
  ) throws -> (gamma: Graph.Node?, beta: Graph.Node?) {
    let shape = axes.extents(of: x.shape)
    var (scale, offset): (Graph.Node?, Graph.Node?)
    if scales {
      scale = try axes.spread(
        builder.parameter("gamma", shape, gamma, regularizer: gammaRegularizer), over: x.shape,
        in: builder.graph)
    }
    if centers {
      offset = try axes.spread(
        builder.parameter("beta", shape, beta, regularizer: betaRegularizer), over: x.shape,
        in: builder.graph)
    }
    return (scale, offset)
  }
}

extension Graph {
  /// centered · (γ · inverse) + β.
  func scaled(
    _ centered: Node, by inverse: Node, _ weights: (gamma: Node?, beta: Node?)
  ) throws(ShapeError) -> Node {
    var factor = inverse
    if let gamma = weights.gamma { factor = try apply(Multiply(), to: inverse, gamma) }
    return try affine(apply(Multiply(), to: centered, factor), (nil, weights.beta))
  }

  /// x · γ + β.
  func affine(_ x: Node, _ weights: (gamma: Node?, beta: Node?)) throws(ShapeError) -> Node {
    var result = x
    if let gamma = weights.gamma { result = try apply(Multiply(), to: result, gamma) }
    if let beta = weights.beta { result = try apply(Add(), to: result, beta) }
    return result
  }
}

extension Parameter where Output == Double {
  static func epsilon(_ keras: Double, pytorch: Double) -> Parameter<Double> {
    Parameter(
      "epsilon", "Added to the variance.", default: keras, pytorch: pytorch, rule: "above 0"
    ) { $0 > 0 && $0.isFinite }
  }
}
