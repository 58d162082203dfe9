import Catalog
import Engine

/// Adds a learnt vector for each place of a sequence: y[:, t] = x[:, t] + embeddings[t].
///
/// Shapes: x and y [batch × time × features], embeddings [sequence_length × features]; the length
/// is that of the input unless written, and no shorter.
struct PositionEmbedding: Layer {
  static let length = Parameter<Int>.optionalSize(
    "sequence_length", "Places that have a vector; those of the input if left out.")
  static let initializer = Parameter<any Initializer>.initializer(
    "initializer", default: "glorot_uniform")

  static let signature = Signature(
    "position_embedding", .layer, "Adds a learnt vector for each place of a sequence.",
    example: "model [8] { embedding 20, 4; position_embedding; flatten; dense 1 }",
    [length.description, initializer.description],
    details: "x [batch, time, features], embeddings [sequence_length, features].")

  let length: Int?
  let initializer: any Initializer

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    length = try arguments.given(Self.length)
    initializer =
      try arguments.optional(Self.initializer)
      ?? arguments.compatibility.choose(
        GlorotUniform(), pytorch: RandomNormalInitializer(deviation: 1))
  }

  var activation: ActivationChoice? { nil }
  var passesMask: Bool { true }
  var reach: SequenceReach { .past }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    let time = try sequenceLength(of: input)
    if let memory = builder.memory(for: input) {
      let table = try builder.parameter(
        "embeddings", [length ?? memory.length, input.shape[2]], initializer)
      return try graph.apply(
        Add(), to: input, graph.apply(Gather(), to: table, memory.place()))
    }
    let table = try builder.parameter(
      "embeddings", [length ?? time, input.shape[2]], initializer)
    // A shorter sequence than the model's takes the first of its vectors.
    let length = table.shape[0]
    guard time <= length else {
      throw LayerShapeError(.sequenceUpTo(length), found: input.shape.sample)
    }
    let rows =
      time == length
      ? table : try graph.apply(Slice(axis: 0, from: 0, to: time), to: table)
    return try graph.apply(Add(), to: input, rows)
  }
}

/// The largest table of numbers that a layer makes of its own accord, in elements.
let sequenceTableLimit = 1 << 26

/// The time of [batch × time × features].
func sequenceLength(of input: Graph.Node) throws(LayerShapeError) -> Int {
  guard input.shape.rank == 3 else {
    throw LayerShapeError(.sequence, found: input.shape.sample)
  }
  return input.shape[1]
}
