import Catalog
import Engine

/// What all recurrent layers can be told, in Keras's order.
package struct RecurrentOptions {
  static let units = Parameter<Int>.size("units", "Size of the state and the output.")
  static let activation = Parameter<ActivationChoice>.activation(
    "activation", "Bends the new value.", usual: { TanhActivation() })
  static let gateActivation = Parameter<ActivationChoice>.activation(
    "recurrent_activation", "Of the gates.", usual: { SigmoidActivation() })
  static let useBias = Parameter<Bool>("use_bias", "Adds a bias.", default: true)
  static let kernelInitializer = Parameter<any Initializer>.initializer(
    "kernel_initializer", default: "glorot_uniform")
  static let recurrentInitializer = Parameter<any Initializer>.initializer(
    "recurrent_initializer", default: "orthogonal")
  static let biasInitializer = Parameter<any Initializer>.initializer(
    "bias_initializer", default: "zeros")
  static let kernelRegularizer = Parameter<any Regularizer>.regularizer("kernel_regularizer")
  static let recurrentRegularizer = Parameter<any Regularizer>.regularizer("recurrent_regularizer")
  static let biasRegularizer = Parameter<any Regularizer>.regularizer("bias_regularizer")
  static let dropout = rate("dropout", "Share of the inputs dropped, the same at every step.")
  static let recurrentDropout = rate(
    "recurrent_dropout", "Share of the state dropped in products, the same at every step.")
  static let returnSequences = Parameter<Bool>(
    "return_sequences", "Gives the state after every step, not only the last.", default: false)
  static let goBackwards = Parameter<Bool>(
    "go_backwards", "Reads from the last step to the first, and gives states in that order.",
    default: false)
  static let tied = Parameter<Bool>(
    "tied", "One dropout mask for all gates instead of one for each.", default: false)

  private static func rate(_ name: String, _ summary: String) -> Parameter<Double> {
    Parameter(name, summary, default: 0, rule: "at least 0 and below 1") { $0 >= 0 && $0 < 1 }
  }

  /// `own` stand after the initializers, `last` before `tied`.
  static func descriptions(
    gates: Bool, own: [ParameterDescription] = [], last: [ParameterDescription] = []
  ) -> [ParameterDescription] {
    [units.description, activation.description] + (gates ? [gateActivation.description] : [])
      + [
        useBias.description, kernelInitializer.description, recurrentInitializer.description,
        biasInitializer.description,
      ] + own + [
        kernelRegularizer.description, recurrentRegularizer.description,
        biasRegularizer.description, dropout.description, recurrentDropout.description,
        returnSequences.description, goBackwards.description,
      ] + last + (gates ? [tied.description] : [])
  }

  var units: Int
  var activation: ActivationChoice
  /// `linear` for a layer without gates.
  var gateActivation: ActivationChoice
  var usesBias: Bool
  var kernelInitializer: any Initializer
  var recurrentInitializer: any Initializer
  var biasInitializer: any Initializer
  var kernelRegularizer: (any Regularizer)?
  var recurrentRegularizer: (any Regularizer)?
  var biasRegularizer: (any Regularizer)?
  var dropout: Double
  var recurrentDropout: Double
  var returnsSequences: Bool
  var goesBackwards: Bool
  var isTied: Bool

  init(_ arguments: BoundArguments, gates: Bool) throws(ArgumentError) {
    units = try arguments[Self.units]
    activation = try arguments[Self.activation]
    gateActivation = gates ? try arguments[Self.gateActivation] : .linear
    usesBias = try arguments[Self.useBias]
    // PyTorch draws all weights of a recurrent layer from ±1/√units.
    let bound = 1 / Double(units).squareRoot()
    let uniform = RandomUniformInitializer(low: -bound, high: bound)
    let isKeras = arguments.compatibility == .keras
    kernelInitializer =
      try arguments.optional(Self.kernelInitializer) ?? (isKeras ? GlorotUniform() : uniform)
    recurrentInitializer =
      try arguments.optional(Self.recurrentInitializer) ?? (isKeras ? Orthogonal() : uniform)
    biasInitializer =
      try arguments.optional(Self.biasInitializer) ?? (isKeras ? Zeros() : uniform)
    kernelRegularizer = try arguments.optional(Self.kernelRegularizer)
    recurrentRegularizer = try arguments.optional(Self.recurrentRegularizer)
    biasRegularizer = try arguments.optional(Self.biasRegularizer)
    dropout = try arguments[Self.dropout]
    recurrentDropout = try arguments[Self.recurrentDropout]
    returnsSequences = try arguments[Self.returnSequences]
    goesBackwards = try arguments[Self.goBackwards]
    isTied = gates ? try arguments[Self.tied] : true
  }
}
