import Catalog
import Engine

/// Long short-term memory: i, f, o = sigmoid(x·W + h·U + b), g = tanh(…); c = f·c + i·g;
/// h = o·tanh(c). Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
///
/// Shapes: x [batch × time × inputs], W [inputs × 4·units], U [units × 4·units], b [4·units], with
/// the gates in Keras's order i f g o. The forget gate's bias starts at 1.
package struct LSTM: RecurrentLayer {
  static let unitForgetBias = Parameter<Bool>(
    "unit_forget_bias", "Starts the forget gate's bias at 1.", default: true, pytorch: false)

  package static let cell = Recurrence.Cell.lstm

  package static let signature = Signature(
    "lstm", .layer, "Long short-term memory (Hochreiter and Schmidhuber, 1997).",
    example: "model [8, 4] { lstm 16; dense 1 }",
    RecurrentOptions.descriptions(gates: true, own: [unitForgetBias.description]),
    details: """
      i, f, o = sigmoid(x @ kernel + h @ recurrent_kernel + bias), g = tanh(…)
      c = f * c + i * g, h = o * tanh(c)
      x [batch, time, inputs], kernel [inputs, 4 units], recurrent_kernel [units, 4 units]; gates i f g o.
      """)

  package let options: RecurrentOptions
  let hasUnitForgetBias: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    options = try RecurrentOptions(arguments, gates: true)
    hasUnitForgetBias = try arguments[Self.unitForgetBias]
  }

  package func bias(in builder: ModelBuilder) throws -> Graph.Node {
    let others = options.biasInitializer
    return try builder.parameter(
      "bias", [4 * options.units],
      hasUnitForgetBias ? ForgetBias(units: options.units, others: others) : others,
      regularizer: options.biasRegularizer)
  }
}
