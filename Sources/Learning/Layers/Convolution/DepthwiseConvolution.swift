import Catalog
import Engine

/// What depthwise_conv1d and depthwise_conv2d share, and the part that a separable convolution begins with.
struct Depthwise {
  static let multiplier = Parameter<Int>.depthMultiplier
  static let kernel = KernelKeys("depthwise")

  let window: LayerWindow
  let multiplier: Int
  let kernel: KernelOptions

  init(_ arguments: BoundArguments, _ keys: WindowKeys) throws(ArgumentError) {
    window = try LayerWindow(arguments, keys)
    multiplier = try arguments[Self.multiplier]
    kernel = try KernelOptions(arguments, Self.kernel)
  }

  static func parameters(_ keys: WindowKeys) -> [ParameterDescription] {
    [
      keys.size.description, keys.strides.description, keys.padding.description,
      multiplier.description, keys.dilation.description,
      ConvolutionOutput.activation.description, ConvolutionOutput.useBias.description,
      kernel.initializer.description, ConvolutionOutput.biasInitializer.description,
      kernel.regularizer.description, ConvolutionOutput.biasRegularizer.description,
    ]
  }

  /// Output channel c·m + j from input channel c; an image is given, of one row for a sequence.
  func apply(
    to image: ImageInput, kernel name: String, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let moves = try image.window(window)
    let weights = try kernel.parameter(
      name, Shape(window.size + [image.channels, multiplier]), fanIn: Shape(window.size).count,
      in: builder)
    let rows = try builder.graph.reshape(
      weights, to: Shape(window.size + [1, saturatingProduct(image.channels, multiplier)]))
    return try builder.graph.apply(
      Convolution(rows: moves.rows, columns: moves.columns, groups: image.channels),
      to: image.node, image.kernel(rows))
  }

  /// The whole layer, with bias and activation.
  func build(
    _ input: Graph.Node, axes: Int, _ output: ConvolutionOutput, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let image = try ImageInput(input, axes: axes, in: builder.graph)
    let apart = try apply(to: image, kernel: "kernel", in: builder)
    return try image.restored(
      output.apply(to: apart, fanIn: Shape(window.size).count, in: builder))
  }
}

/// A convolution of each channel on its own over steps: x [batch, steps, c] → [batch, …, c·m].
///
/// Output channel c·m + j comes from input channel c with kernel[…, c, j]; the kernel
/// [kernel_size, channels, depth_multiplier] starts Glorot-uniform. No channels mix.
struct DepthwiseConv1D: Layer {
  static let keys = WindowKeys.convolution(axes: 1)

  static let signature = Signature(
    "depthwise_conv1d", .layer, "Convolution of each channel of a sequence on its own.",
    example: "model [50, 8] { depthwise_conv1d 3, padding=same }", Depthwise.parameters(keys),
    details: "x [batch, steps, channels], kernel [kernel_size, channels, multiplier].")

  let depthwise: Depthwise
  let output: ConvolutionOutput

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    depthwise = try Depthwise(arguments, Self.keys)
    output = try ConvolutionOutput(arguments)
  }

  var activation: ActivationChoice? { output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try depthwise.build(input, axes: 1, output, in: builder)
  }
}

/// A convolution of each channel on its own: x [batch, height, width, c] → [batch, …, …, c·m].
///
/// Output channel c·m + j comes from input channel c with kernel[…, c, j]; the kernel
/// [height, width, c, depth_multiplier] starts Glorot-uniform. No channels mix.
struct DepthwiseConv2D: Layer {
  static let keys = WindowKeys.convolution(axes: 2)

  static let signature = Signature(
    "depthwise_conv2d", .layer, "Convolution of each channel on its own.",
    example: "model [28, 28, 8] { depthwise_conv2d 3, padding=same }", Depthwise.parameters(keys),
    details: "x [batch, height, width, channels], kernel [height, width, channels, multiplier].")

  let depthwise: Depthwise
  let output: ConvolutionOutput

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    depthwise = try Depthwise(arguments, Self.keys)
    output = try ConvolutionOutput(arguments)
  }

  var activation: ActivationChoice? { output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try depthwise.build(input, axes: 2, output, in: builder)
  }
}
