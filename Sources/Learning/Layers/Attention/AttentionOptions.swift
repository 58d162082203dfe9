import Catalog
import Engine

/// The arguments of an attention layer, and its projections.
struct AttentionOptions {
  static let heads = Parameter<Int>.size("num_heads", "Number of heads.")
  static let keySize = Parameter<Int>.size("key_dim", "Size of a head's queries and keys.")
  static let valueSize = Parameter<Int>.optionalSize(
    "value_dim", "Size of a head's values; key_dim if left out.")
  static let dropout = Parameter<Double>(
    "dropout", "Share of the weights that are dropped in training.", default: 0,
    rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }
  static let useBias = Parameter<Bool>("use_bias", "Adds biases.", default: true)
  static let outputSize = Parameter<Int>.optionalSize(
    "output_shape", "Size of the output; that of the input if left out.")
  static let kernelInitializer = Parameter<any Initializer>.initializer(
    "kernel_initializer", default: "glorot_uniform")
  static let biasInitializer = Parameter<any Initializer>.initializer(
    "bias_initializer", default: "zeros")
  static let kernelRegularizer = Parameter<any Regularizer>.regularizer("kernel_regularizer")
  static let biasRegularizer = Parameter<any Regularizer>.regularizer("bias_regularizer")
  static let causal = Parameter<Bool>(
    "use_causal_mask", "Whether a place sees itself and earlier places only.", default: false)
  static let value = Parameter<String>.label(
    "value", "The line that is looked at; its own input if left out.",
    expected: "the label of an earlier line")
  static let key = Parameter<String>.label(
    "key", "The line that keys come from; that of the values if left out.",
    expected: "the label of an earlier line")

  let heads: Int
  let keySize: Int
  let valueSize: Int?
  let dropout: Double
  let usesBias: Bool
  let outputSize: Int?
  /// What the library in force takes where `nil`.
  let kernelInitializer: (any Initializer)?
  let biasInitializer: any Initializer
  let kernelRegularizer: (any Regularizer)?
  let biasRegularizer: (any Regularizer)?
  let isCausal: Bool
  let valueLabel: String?
  let keyLabel: String?
  let compatibility: Compatibility

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    heads = try arguments[Self.heads]
    keySize = try arguments[Self.keySize]
    valueSize = try arguments.optional(Self.valueSize)
    dropout = try arguments[Self.dropout]
    usesBias = try arguments[Self.useBias]
    outputSize = try arguments.optional(Self.outputSize)
    kernelInitializer = try arguments.optional(Self.kernelInitializer)
    biasInitializer = try arguments.optional(Self.biasInitializer) ?? Zeros()
    kernelRegularizer = try arguments.optional(Self.kernelRegularizer)
    biasRegularizer = try arguments.optional(Self.biasRegularizer)
    isCausal = try arguments[Self.causal]
    valueLabel = try arguments.optional(Self.value)
    keyLabel = try arguments.optional(Self.key)
    compatibility = arguments.compatibility
  }

  /// x · kernel + bias with the heads as an axis of their own: [batch × heads × time × size].
  func project(
    _ x: Graph.Node, _ name: String, _ heads: Int, _ size: Int, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let graph = builder.graph
    let (batch, time, features) = (x.shape[0], x.shape[1], x.shape[2])
    // PyTorch draws the three projections as one matrix [features × 3·features].
    let packed = (6 / Double(4 * features)).squareRoot()
    let kernel = try builder.kernel(
      "\(name).kernel", [features, heads, size],
      kernelInitializer
        ?? compatibility.choose(
          GlorotUniform(), pytorch: RandomUniformInitializer(low: -packed, high: packed)),
      regularizer: kernelRegularizer)
    var rows = try graph.apply(
      MatrixProduct(), to: graph.reshape(x, to: [batch * time, features]),
      graph.reshape(kernel, to: [features, saturatingProduct(heads, size)]))
    if usesBias {
      let bias = try builder.parameter(
        "\(name).bias", [heads, size], biasInitializer, regularizer: biasRegularizer)
      rows = try graph.apply(
        Add(), to: rows, graph.reshape(bias, to: [saturatingProduct(heads, size)]))
    }
    return try graph.apply(
      Transpose(permutation: [0, 2, 1, 3]),
      to: graph.reshape(rows, to: [batch, time, heads, size]))
  }

  /// The heads side by side, projected: [batch × time × features].
  func join(
    _ attended: Graph.Node, _ shape: Shape, _ heads: Int, _ size: Int, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let graph = builder.graph
    let (batch, time, features) = (shape[0], shape[1], outputSize ?? shape[2])
    let kernel = try builder.kernel(
      "attention_output.kernel", [heads, size, features],
      kernelInitializer
        ?? compatibility.choose(
          GlorotUniform(), pytorch: FanInUniform(saturatingProduct(heads, size))),
      regularizer: kernelRegularizer)
    let rows = try graph.reshape(
      graph.apply(Transpose(permutation: [0, 2, 1, 3]), to: attended),
      to: [batch * time, saturatingProduct(heads, size)])
    var output = try graph.apply(
      MatrixProduct(), to: rows,
      graph.reshape(kernel, to: [saturatingProduct(heads, size), features]))
    if usesBias {
      let bias = try builder.parameter(
        "attention_output.bias", [features], biasInitializer, regularizer: biasRegularizer)
      output = try graph.apply(Add(), to: output, bias)
    }
    return try graph.reshape(output, to: [batch, time, features])
  }
}
