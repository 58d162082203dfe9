import Catalog
import Engine

/// A fully connected layer: y = f(x·W + b).
///
/// Shapes: x [batch × … × inputs], W [inputs × units], b [units], y [batch × … × units]. W starts
/// Glorot-uniform, b at zero. With `lora_rank` it is what it would be inside `lora`:
/// W keeps its values, and a change of that rank is trained (`LowRankAdaptation`).
package struct Dense: Layer {
  static let units = Parameter<Int>.size("units", "Number of outputs.")
  static let activationEntry = Parameter<ActivationChoice>.activation()
  static let useBias = Parameter<Bool>("use_bias", "Adds a bias.", default: true)
  static let kernelInitializer = Parameter<any Initializer>.initializer(
    "kernel_initializer", default: "glorot_uniform")
  static let biasInitializer = Parameter<any Initializer>.initializer(
    "bias_initializer", default: "zeros")
  static let kernelRegularizer = Parameter<any Regularizer>.regularizer("kernel_regularizer")
  static let biasRegularizer = Parameter<any Regularizer>.regularizer("bias_regularizer")

  static let loraRank = Parameter<Int>.optionalSize(
    "lora_rank", "Rank of a trained change to a kernel that stays.")
  static let loraAlpha = Parameter<Double>.optional(
    "lora_alpha", "The change counts alpha / rank times; the rank if left out."
  ) { $0.isFinite }

  package static let signature = Signature(
    "dense", .layer, "Fully connected layer, y = x @ kernel + bias.",
    example: "model 784 { dense 128, activation=relu }",
    [
      units.description, activationEntry.description, useBias.description,
      kernelInitializer.description, biasInitializer.description, kernelRegularizer.description,
      biasRegularizer.description, loraRank.description, loraAlpha.description,
    ],
    details: "x [batch, …, inputs], kernel [inputs, units], bias [units].")

  let units: Int
  /// f, `linear` where none is written.
  let function: ActivationChoice
  let usesBias: Bool
  /// What the library in force takes where `nil`.
  package let kernelInitializer: (any Initializer)?
  let biasInitializer: (any Initializer)?
  let kernelRegularizer: (any Regularizer)?
  let biasRegularizer: (any Regularizer)?
  let lora: LowRank?
  let compatibility: Compatibility

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    let rank = try arguments.optional(Self.loraRank)
    let alpha = try arguments.optional(Self.loraAlpha)
    units = try arguments[Self.units]
    function = try arguments[Self.activationEntry]
    usesBias = try arguments[Self.useBias]
    kernelInitializer = try arguments.optional(Self.kernelInitializer)
    biasInitializer = try arguments.optional(Self.biasInitializer)
    kernelRegularizer = try arguments.optional(Self.kernelRegularizer)
    biasRegularizer = try arguments.optional(Self.biasRegularizer)
    lora = rank.map { LowRank(rank: $0, alpha: alpha) }
    compatibility = arguments.compatibility
  }

  package var activation: ActivationChoice? { function }

  package var passesMask: Bool { true }

  package var reach: SequenceReach { function.reach }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    guard input.shape.rank >= 2, let inputs = input.shape.extents.last else {
      throw LayerShapeError(.features, found: input.shape.sample)
    }
    if let weight = builder.quantized("kernel") {
      let product = try builder.product(of: input, weight)
      return try function.apply(added(to: product, inputs, in: builder), in: builder.graph)
    }
    let outer = Array(input.shape.extents.dropLast())
    let flat = try builder.graph.reshape(input, to: [Shape(outer).count, inputs])
    let dense = try builder.adapting(lora) {
      try builder.kernel(
        "kernel", [inputs, units],
        kernelInitializer ?? compatibility.choose(GlorotUniform(), pytorch: FanInUniform()),
        regularizer: kernelRegularizer)
    }
    let (rows, kernel) = try builder.multiplied(flat, "kernel", dense)
    let output = try added(
      to: builder.graph.apply(MatrixProduct(), to: rows, kernel), inputs, in: builder)
    let shaped = try builder.graph.reshape(output, to: Shape(outer + [units]))
    return try function.apply(shaped, in: builder.graph)
  }

  private func added(
    to product: Graph.Node, _ inputs: Int, in builder: ModelBuilder
  ) throws -> Graph.Node {
    guard usesBias else { return product }
    let bias = try builder.parameter(
      "bias", [units],
      biasInitializer ?? compatibility.choose(Zeros(), pytorch: FanInUniform(inputs)),
      regularizer: biasRegularizer)
    return try builder.graph.apply(Add(), to: product, bias)
  }
}
