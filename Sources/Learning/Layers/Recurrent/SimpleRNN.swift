import Catalog
import Engine

/// The plain recurrent layer: h = tanh(x·W + h·U + b). Elman 1990.
///
/// Shapes: x [batch × time × inputs], W [inputs × units], U [units × units], b [units].
package struct SimpleRNN: RecurrentLayer {
  package static let cell = Recurrence.Cell.simple

  package static let signature = Signature(
    "simple_rnn", .layer,
    "Plain recurrent layer, h = tanh(x @ kernel + h @ recurrent_kernel + bias).",
    example: "model [8, 4] { simple_rnn 16; dense 1 }", RecurrentOptions.descriptions(gates: false),
    details: "x [batch, time, inputs], kernel [inputs, units], recurrent_kernel [units, units].")

  package let options: RecurrentOptions

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    options = try RecurrentOptions(arguments, gates: false)
  }

  package func bias(in builder: ModelBuilder) throws -> Graph.Node {
    try builder.parameter(
      "bias", [options.units], options.biasInitializer, regularizer: options.biasRegularizer)
  }
}
