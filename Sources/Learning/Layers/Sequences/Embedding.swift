import Catalog
import Engine

/// A table of vectors, one for each whole number: y[…, :] = embeddings[x[…], :].
///
/// Shapes: x [batch × …] of numbers 0 ..< input_dim, embeddings [input_dim × output_dim],
/// y [batch × … × output_dim]. With `mask_zero` the number 0 is padding, which later layers and
/// the loss leave out.
package struct Embedding: Layer, TokenLayer {
  package static let magnitude = LayerMagnitude.own
  static let inputs = Parameter<Int>.size(
    "input_dim", "How many numbers there are: the vocabulary.")
  static let outputs = Parameter<Int>.size("output_dim", "Size of a vector.")
  static let initializer = Parameter<any Initializer>.initializer(
    "embeddings_initializer", default: "random_uniform")
  static let regularizer = Parameter<any Regularizer>.regularizer("embeddings_regularizer")
  static let maskZero = Parameter<Bool>(
    "mask_zero", "Whether 0 is padding that does not count.", default: false)

  package static let signature = Signature(
    "embedding", .layer, "A vector for each whole number.",
    example: "model [8] { embedding 20, 4; flatten; dense 1 }",
    [
      inputs.description, outputs.description, initializer.description, regularizer.description,
      maskZero.description,
    ], details: "x [batch, time] of 0 to input_dim - 1, embeddings [input_dim, output_dim].")

  let inputs: Int
  let outputs: Int
  let initializer: any Initializer
  let regularizer: (any Regularizer)?
  let masksZero: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    inputs = try arguments[Self.inputs]
    outputs = try arguments[Self.outputs]
    initializer =
      try arguments.optional(Self.initializer)
      ?? arguments.compatibility.choose(
        RandomUniformInitializer(), pytorch: RandomNormalInitializer(deviation: 1))
    regularizer = try arguments.optional(Self.regularizer)
    masksZero = try arguments[Self.maskZero]
  }

  package var activation: ActivationChoice? { nil }
  package var reach: SequenceReach { .position }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    let table = try builder.kernel(
      "embeddings", [inputs, outputs], initializer, regularizer: regularizer)
    builder.noteIndices(input, below: inputs)
    let indices = try graph.cast(input, to: .int32)
    let output = try builder.weighted(
      graph.apply(Gather(), to: table, indices), for: input)
    if masksZero, input.shape.rank == 2 {
      let isWord = try graph.apply(
        Comparison(.notEqual), to: indices, graph.constant(0, .int32))
      builder.setMask(try graph.cast(isWord, to: builder.dtype), of: output)
    }
    return output
  }
}
