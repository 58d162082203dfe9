import Catalog
import Engine

/// Inverted dropout: in training each element is 0 with probability `rate`, else x / (1 − rate).
///
/// A new mask for each step, drawn from the layer's own stream. Srivastava et al. 2014.
package struct Dropout: Layer {
  static let rate = Parameter<Double>(
    "rate", "Share of elements that are dropped.", rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }

  package static let signature = Signature(
    "dropout", .layer, "Sets a random share of the elements to 0 in training.",
    example: "model 4 { dense 8; dropout 0.2; dense 1 }", [rate.description])

  /// At least 0 and below 1; 0 leaves x as it is.
  let rate: Double

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    rate = try arguments[Self.rate]
  }

  package var activation: ActivationChoice? { nil }

  package var passesMask: Bool { true }

  package var reach: SequenceReach { .position }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    guard builder.drawsMasks, rate > 0 else { return input }
    let mask = try builder.graph.apply(
      DropoutMask(rate: rate, stream: builder.stream(.dropout, for: input.shape)), to: input)
    return try builder.graph.apply(Multiply(), to: input, mask)
  }
}
