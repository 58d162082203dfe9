import Catalog
import Engine

/// What ends every convolution: a bias for each filter, and the activation.
struct ConvolutionOutput {
  static let activation = Parameter<ActivationChoice>.activation()
  static let useBias = Parameter<Bool>("use_bias", "Adds a bias.", default: true)
  static let biasInitializer = Parameter<any Initializer>.initializer(
    "bias_initializer", default: "zeros")
  static let biasRegularizer = Parameter<any Regularizer>.regularizer("bias_regularizer")

  let function: ActivationChoice
  let usesBias: Bool
  /// What the library in force takes where `nil`.
  let initializer: (any Initializer)?
  let regularizer: (any Regularizer)?
  private let compatibility: Compatibility

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    function = try arguments[Self.activation]
    usesBias = try arguments[Self.useBias]
    initializer = try arguments.optional(Self.biasInitializer)
    regularizer = try arguments.optional(Self.biasRegularizer)
    compatibility = arguments.compatibility
  }

  /// `fanIn`: how many inputs reach one output, for PyTorch's start.
  func apply(to output: Graph.Node, fanIn: Int, in builder: ModelBuilder) throws -> Graph.Node {
    var result = output
    if usesBias, let filters = output.shape.extents.last {
      let first =
        initializer ?? compatibility.choose(Zeros(), pytorch: FanInUniform(fanIn))
      let bias = try builder.parameter("bias", [filters], first, regularizer: regularizer)
      result = try builder.graph.apply(Add(), to: output, bias)
    }
    return try function.apply(result, in: builder.graph)
  }
}

/// A kernel's initializer and penalty, under the names of one layer.
struct KernelKeys: Sendable {
  let initializer: Parameter<any Initializer>
  let regularizer: Parameter<any Regularizer>

  init(_ name: String) {
    initializer = .initializer("\(name)_initializer", default: "glorot_uniform")
    regularizer = .regularizer("\(name)_regularizer")
  }
}

struct KernelOptions {
  private let initializer: (any Initializer)?
  private let regularizer: (any Regularizer)?
  private let compatibility: Compatibility

  init(_ arguments: BoundArguments, _ keys: KernelKeys) throws(ArgumentError) {
    initializer = try arguments.optional(keys.initializer)
    regularizer = try arguments.optional(keys.regularizer)
    compatibility = arguments.compatibility
  }

  func parameter(
    _ name: String, _ shape: Shape, fanIn: Int, in builder: ModelBuilder
  ) throws(ShapeError) -> Graph.Node {
    try builder.kernel(
      name, shape,
      initializer ?? compatibility.choose(GlorotUniform(), pytorch: FanInUniform(fanIn)),
      regularizer: regularizer)
  }
}

extension Parameter where Output == Int {
  static var filters: Parameter<Int> {
    Parameter("filters", "Number of output channels.", rule: "from 1 to 1,000,000") {
      (1...1_000_000).contains($0)
    }
  }

  static var depthMultiplier: Parameter<Int> {
    Parameter(
      "depth_multiplier", "Outputs of each input channel.", default: 1, rule: "from 1 to 10,000"
    ) { (1...10_000).contains($0) }
  }
}
