import Catalog
import Engine

/// Hides the steps of a sequence whose features all have one value: y = x where it counts, else 0.
///
/// Shapes: x and y [batch × time × features]; what is hidden is left out by recurrent layers, attention,
/// `global_average_pooling1d` and the loss, as behind `embedding …, mask_zero=true`.
struct Masking: Layer {
  static let value = Parameter<Double>(
    "mask_value", "What all features of a hidden step are.", default: 0
  ) { $0.isFinite }

  static let signature = Signature(
    "masking", .layer, "Hides the steps of a sequence that have one value throughout.",
    example: "model [8, 3] { masking -1; lstm 4; dense 1 }", [value.description],
    details: "x [batch, time, features]; hidden steps become 0 and do not count later.")

  let value: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    value = try arguments[Self.value]
  }

  var activation: ActivationChoice? { nil }
  var reach: SequenceReach { .position }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    let time = try sequenceLength(of: input)
    let differs = try graph.apply(
      Comparison(.notEqual), to: input, graph.scalar(value, like: input))
    let counts = try graph.apply(
      MaximumOf(axes: [2], keepsAxes: true), to: graph.cast(differs, to: input.dtype))
    let output = try graph.apply(Where(), to: counts, input, graph.scalar(0, like: input))
    builder.setMask(
      try graph.cast(graph.reshape(counts, to: [input.shape[0], time]), to: builder.dtype),
      of: output)
    return output
  }
}
