import Catalog
import Engine

/// What conv1d and conv2d share: all but the number of axes.
struct PlainConvolution {
  static let filters = Parameter<Int>.filters
  static let groups = Parameter<Int>.size(
    "groups", "Groups of channels that do not mix.", default: 1)
  static let kernel = KernelKeys("kernel")

  let filters: Int
  private(set) var window: LayerWindow
  let groups: Int
  let kernel: KernelOptions
  let output: ConvolutionOutput

  init(_ arguments: BoundArguments, _ keys: WindowKeys) throws(ArgumentError) {
    filters = try arguments[Self.filters]
    window = try LayerWindow(arguments, keys)
    groups = try arguments[Self.groups]
    guard filters % groups == 0 else {
      throw arguments.outOfRange(Self.groups, "a divisor of filters", found: String(groups))
    }
    kernel = try KernelOptions(arguments, Self.kernel)
    output = try ConvolutionOutput(arguments)
  }

  static func parameters(_ keys: WindowKeys) -> [ParameterDescription] {
    [
      filters.description, keys.size.description, keys.strides.description,
      keys.padding.description, keys.dilation.description, groups.description,
      ConvolutionOutput.activation.description, ConvolutionOutput.useBias.description,
      kernel.initializer.description, ConvolutionOutput.biasInitializer.description,
      kernel.regularizer.description, ConvolutionOutput.biasRegularizer.description,
    ]
  }

  /// The same kernel over inputs that are padded already.
  var unpadded: PlainConvolution {
    var result = self
    result.window = LayerWindow(
      size: window.size, strides: window.strides, dilation: window.dilation, padding: .valid)
    return result
  }

  func build(_ input: Graph.Node, axes: Int, in builder: ModelBuilder) throws -> Graph.Node {
    let image = try ImageInput(input, axes: axes, in: builder.graph)
    guard image.channels % groups == 0 else {
      throw LayerShapeError(.convolutionGroups(groups), found: input.shape.sample)
    }
    let moves = try image.window(window)
    let shape = Shape(window.size + [image.channels / groups])
    if groups == 1, let weight = builder.quantized("kernel") {
      let product = try builder.convolution(of: image.node, moves, weight)
      return try image.restored(output.apply(to: product, fanIn: shape.count, in: builder))
    }
    let weights = try kernel.parameter(
      "kernel", Shape(shape.extents + [filters]), fanIn: shape.count, in: builder)
    let (x, factor) = try builder.multiplied(image.node, "kernel", weights, groups: groups)
    let y = try builder.graph.apply(
      Convolution(rows: moves.rows, columns: moves.columns, groups: groups), to: x,
      image.kernel(factor))
    return try image.restored(output.apply(to: y, fanIn: shape.count, in: builder))
  }
}

/// Convolution over sequences: x [batch, steps, channels] → [batch, steps, filters].
///
/// y[i, f] = Σ x[i·stride + k·dilation − padding, c] · kernel[k, c, f] + bias[f]; the kernel
/// [kernel_size, channels / groups, filters] starts Glorot-uniform.
package struct Conv1D: Layer {
  static let keys = WindowKeys.convolution(axes: 1, paddings: [.valid, .same, .causal])

  package static let signature = Signature(
    "conv1d", .layer, "Convolution over the steps of a sequence.",
    example: "model [50, 8] { conv1d 16, 3, padding=causal }", PlainConvolution.parameters(keys),
    details: "x [batch, steps, channels], kernel [kernel_size, channels / groups, filters].")

  let convolution: PlainConvolution

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    convolution = try PlainConvolution(arguments, Self.keys)
  }

  package var activation: ActivationChoice? { convolution.output.function }

  /// A causal convolution sees what comes before, and all of it where it takes no longer steps.
  package var reach: SequenceReach {
    let window = convolution.window
    return window.padding == .causal && window.strides == [1]
      && convolution.output.function.reach == .position ? .past : .all
  }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    if let memory = builder.memory(for: input) { return try step(input, memory, in: builder) }
    return try convolution.build(input, axes: 1, in: builder)
  }

  /// One position of a sequence, behind the inputs of those before that the kernel reaches.
  private func step(
    _ input: Graph.Node, _ memory: SequenceMemory, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let count = (convolution.window.size[0] - 1) * convolution.window.dilation[0]
    guard reach == .past, input.shape.rank == 3 else { throw NeedsWholeSequence() }
    guard count > 0 else { return try convolution.build(input, axes: 1, in: builder) }
    let graph = builder.graph
    let past = memory.state(
      TensorType([input.shape[0], count, input.shape[2]], input.dtype))
    let window = try graph.apply(Concatenate(axis: 1), to: past, input)
    try memory.keep(
      graph.apply(Slice(axis: 1, from: 1, to: count + 1), to: window), in: past)
    return try convolution.unpadded.build(window, axes: 1, in: builder)
  }
}

/// Convolution over images: x [batch, height, width, channels] → [batch, …, …, filters].
///
/// y[i, j, f] = Σ x[i·s + k·d − p, j·s′ + l·d′ − p′, c] · kernel[k, l, c, f] + bias[f]; the kernel
/// [height, width, channels / groups, filters] starts Glorot-uniform.
package struct Conv2D: Layer {
  static let keys = WindowKeys.convolution(axes: 2)

  package static let signature = Signature(
    "conv2d", .layer, "Convolution over the rows and columns of images.",
    example: "model [28, 28, 1] { conv2d 32, 3, activation=relu }",
    PlainConvolution.parameters(keys),
    details:
      "x [batch, height, width, channels], kernel [height, width, channels / groups, filters].")

  let convolution: PlainConvolution

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    convolution = try PlainConvolution(arguments, Self.keys)
  }

  package var activation: ActivationChoice? { convolution.output.function }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try convolution.build(input, axes: 2, in: builder)
  }
}
