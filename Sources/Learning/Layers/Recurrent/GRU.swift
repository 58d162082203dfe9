import Catalog
import Engine

/// Gated recurrent unit: z, r = sigmoid(x·W + h·U + b); ĥ = tanh(x·W + r·(h·U + b) + b);
/// h = z·h + (1 − z)·ĥ. Cho et al. 2014.
///
/// Shapes: x [batch × time × inputs], W [inputs × 3·units], U [units × 3·units], with the gates in
/// Keras's order z r h, and the bias [2 × 3·units] of input and state. With `reset_after=false` the
/// state is reset before its product, as in the paper, and the bias is [3·units].
package struct GRU: RecurrentLayer {
  static let resetAfter = Parameter<Bool>(
    "reset_after", "Resets the state after its product, not before.", default: true)

  package static let cell = Recurrence.Cell.gru

  package static let signature = Signature(
    "gru", .layer, "Gated recurrent unit (Cho et al., 2014).",
    example: "model [8, 4] { gru 16; dense 1 }",
    RecurrentOptions.descriptions(gates: true, last: [resetAfter.description]),
    details: """
      z, r = sigmoid(x @ kernel + h @ recurrent_kernel + bias), new = tanh(x @ kernel + r * (h @ recurrent_kernel + bias))
      h = z * h + (1 - z) * new
      x [batch, time, inputs], kernel [inputs, 3 units], recurrent_kernel [units, 3 units]; gates z r h.
      """)

  package let options: RecurrentOptions
  package let resetsAfter: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    options = try RecurrentOptions(arguments, gates: true)
    resetsAfter = try arguments[Self.resetAfter]
  }

  /// z and r take both biases at once; that of the state's part of ĥ comes last.
  package func bias(in builder: ModelBuilder) throws -> Graph.Node {
    let (graph, units) = (builder.graph, options.units)
    let shape: Shape = resetsAfter ? [2, 3 * units] : [3 * units]
    let bias = try builder.parameter(
      "bias", shape, options.biasInitializer, regularizer: options.biasRegularizer)
    guard resetsAfter else {
      return try graph.apply(Pad(axis: 0, before: 0, after: units), to: bias)
    }
    func part(_ row: Int, _ gates: Range<Int>) throws(ShapeError) -> Graph.Node {
      let line = try graph.apply(Slice(axis: 0, from: row, to: row + 1), to: bias)
      let columns = try graph.apply(
        Slice(axis: 1, from: gates.lowerBound * units, to: gates.upperBound * units), to: line)
      return try graph.reshape(columns, to: [gates.count * units])
    }
    let gates = try graph.apply(Add(), to: part(0, 0..<2), part(1, 0..<2))
    return try graph.apply(Concatenate(axis: 0), to: gates, part(0, 2..<3), part(1, 2..<3))
  }
}
