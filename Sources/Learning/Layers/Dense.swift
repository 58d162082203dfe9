import Catalog
import Engine

/// A fully connected layer: y = f(x·W + b).
///
/// Shapes: x [batch × … × inputs], W [inputs × units], b [units], y [batch × … × units]. W starts
/// Glorot-uniform, b at zero.
public struct Dense: Layer {
  static let units = Parameter<Int>("units", "Number of outputs.", rule: "at least 1") { $0 >= 1 }
  static let activationEntry = EntryParameter.activation()
  static let useBias = Parameter<Bool>("use_bias", "Adds a bias.", default: true)
  static let kernelInitializer = EntryParameter.initializer(
    "kernel_initializer", default: "glorot_uniform")
  static let biasInitializer = EntryParameter.initializer("bias_initializer", default: "zeros")
  static let kernelRegularizer = EntryParameter.regularizer("kernel_regularizer")
  static let biasRegularizer = EntryParameter.regularizer("bias_regularizer")

  public static let signature = Signature(
    "dense", .layer, "Fully connected layer, y = x @ kernel + bias.",
    example: "model 784 { dense 128, activation=relu }",
    [
      units.description, activationEntry.description, useBias.description,
      kernelInitializer.description, biasInitializer.description, kernelRegularizer.description,
      biasRegularizer.description,
    ],
    details: "x [batch, …, inputs], kernel [inputs, units], bias [units].")

  public let units: Int
  public let function: ActivationChoice
  public let usesBias: Bool
  public let kernelInitializer: any Initializer
  public let biasInitializer: any Initializer
  public let kernelRegularizer: (any Regularizer)?
  public let biasRegularizer: (any Regularizer)?

  public init(
    units: Int, activation: ActivationChoice = .linear, usesBias: Bool = true,
    kernelInitializer: any Initializer = GlorotUniform(),
    biasInitializer: any Initializer = Zeros(), kernelRegularizer: (any Regularizer)? = nil,
    biasRegularizer: (any Regularizer)? = nil
  ) {
    self.units = units
    function = activation
    self.usesBias = usesBias
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
    self.kernelRegularizer = kernelRegularizer
    self.biasRegularizer = biasRegularizer
  }

  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(
      units: try arguments[Self.units], activation: try arguments.activation(Self.activationEntry),
      usesBias: try arguments[Self.useBias],
      kernelInitializer: try arguments.initializer(
        Self.kernelInitializer, default: GlorotUniform()),
      biasInitializer: try arguments.initializer(Self.biasInitializer, default: Zeros()),
      kernelRegularizer: try arguments.regularizer(Self.kernelRegularizer),
      biasRegularizer: try arguments.regularizer(Self.biasRegularizer))
  }

  public var activation: ActivationChoice? { function }

  public var passesMask: Bool { true }

  public var reach: SequenceReach { function.reach }

  public func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    guard input.shape.rank >= 2, let inputs = input.shape.extents.last else {
      throw LayerShapeError(expected: "[batch, features]", found: input.shape.sample)
    }
    let outer = Array(input.shape.extents.dropLast())
    let rows = try builder.graph.reshape(input, to: [Shape(outer).count, inputs])
    let kernel = try builder.parameter(
      "kernel", [inputs, units], kernelInitializer, regularizer: kernelRegularizer)
    var output = try builder.graph.apply(MatrixProduct(), to: rows, kernel)
    if usesBias {
      let bias = try builder.parameter(
        "bias", [units], biasInitializer, regularizer: biasRegularizer)
      output = try builder.graph.apply(Add(), to: output, bias)
    }
    let shaped = try builder.graph.reshape(output, to: Shape(outer + [units]))
    return try function.apply(shaped, in: builder.graph)
  }
}
