import Catalog
import Engine

/// Multi-head attention: softmax(Q·Kᵀ / √key_dim + mask) · V for each head, heads joined by a
/// last projection.
///
/// Queries come from the line before, keys and values from the same, or from the line that
/// `value` (and `key`) name. Shapes: x [batch × time × features], values [batch × places × …];
/// query, key [features × heads × key_dim], value [… × heads × value_dim], attention_output
/// [heads × value_dim × features]. A mask of either side, and the future with `use_causal_mask`,
/// gets −10⁹ before the softmax. Vaswani et al. 2017.
package struct MultiHeadAttention: Layer {
  package static let signature = Signature(
    "multi_head_attention", .layer, "Each place of a sequence looks at all places.",
    example: "model [8] { embedding 20, 4; multi_head_attention 2, 2; flatten; dense 1 }",
    [
      AttentionOptions.heads.description, AttentionOptions.keySize.description,
      AttentionOptions.valueSize.description, AttentionOptions.dropout.description,
      AttentionOptions.useBias.description, AttentionOptions.outputSize.description,
      AttentionOptions.kernelInitializer.description,
      AttentionOptions.biasInitializer.description,
      AttentionOptions.kernelRegularizer.description,
      AttentionOptions.biasRegularizer.description,
      AttentionOptions.causal.description, AttentionOptions.value.description,
      AttentionOptions.key.description,
    ],
    details: """
      softmax(Q K^T / sqrt(key_dim) + mask) V for each head; value=memory attends to the labelled
      line `memory` instead of its own input.
      """)

  let options: AttentionOptions

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    options = try AttentionOptions(arguments)
  }

  package var activation: ActivationChoice? { nil }
  package var passesMask: Bool { true }
  package var reach: SequenceReach {
    options.isCausal ? .past : options.valueLabel == nil ? .all : .position
  }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let value = try options.valueLabel.map(builder.output) ?? input
    let key = try options.keyLabel.map(builder.output) ?? value
    _ = try sequenceLength(of: input)
    guard value.shape.rank == 3, key.shape.rank == 3, value.shape[0] == input.shape[0],
      key.shape.extents.prefix(2) == value.shape.extents.prefix(2)
    else {
      throw LayerShapeError(
        .attended(label: options.valueLabel ?? ""), found: value.shape.sample)
    }
    guard Shape([input.shape[1], value.shape[1]]).count <= sequenceTableLimit else {
      throw LayerShapeError(.pairsUpTo(sequenceTableLimit), found: input.shape.sample)
    }
    let (heads, keySize) = (options.heads, options.keySize)
    let valueSize = options.valueSize ?? keySize
    let query = try options.project(input, "query", heads, keySize, in: builder)
    var keys = try options.project(key, "key", heads, keySize, in: builder)
    var values = try options.project(value, "value", heads, valueSize, in: builder)
    let mask: Graph.Node?
    if let memory = try memory(for: input, key, value, in: builder) {
      keys = try memory.history(of: keys, axis: 2)
      values = try memory.history(of: values, axis: 2)
      let graph = builder.graph
      mask = try graph.times(1e9, graph.plus(-1, memory.hasCome(input.dtype)))
    } else {
      mask = try builder.graph.attentionMask(
        query: builder.mask(of: input), value: builder.mask(of: value),
        causal: options.isCausal ? (input.shape[1], value.shape[1]) : nil, like: input)
    }
    let dropout =
      builder.drawsMasks && options.dropout > 0
      ? DropoutMask(rate: options.dropout, stream: builder.stream(.dropout, for: input.shape))
      : nil
    let attended = try builder.graph.attention(
      query: query, key: keys, value: values, mask: mask, dropout: dropout)
    return try options.join(attended, input.shape, heads, valueSize, in: builder)
  }

  /// What has come before, where the sequence grows by one position; what is given, such as an
  /// encoder's output, is looked at as a whole.
  private func memory(
    for input: Graph.Node, _ key: Graph.Node, _ value: Graph.Node, in builder: ModelBuilder
  ) throws -> SequenceMemory? {
    guard let memory = builder.memory(for: input) else { return nil }
    let growing = [key, value].filter(memory.isGrowing)
    if growing.isEmpty, !options.isCausal { return nil }
    guard growing.count == 2, options.isCausal, growing.allSatisfy({ builder.mask(of: $0) == nil })
    else { throw NeedsWholeSequence() }
    return memory
  }
}
