import Catalog
import Engine

/// A convolution of each channel on its own: x [batch, height, width, c] → [batch, …, …, c·m].
///
/// Output channel c·m + j comes from input channel c with kernel[…, c, j]; the kernel
/// [height, width, c, depth_multiplier] starts Glorot-uniform. No channels mix.
struct DepthwiseConv2D: Layer {
  static let keys = WindowKeys.convolution(axes: 2)
  static let multiplier = Parameter<Int>.depthMultiplier
  static let kernel = KernelKeys("depthwise")

  static let signature = Signature(
    "depthwise_conv2d", .layer, "Convolution of each channel on its own.",
    example: "model [28, 28, 8] { depthwise_conv2d 3, padding=same }",
    [
      keys.size.description, keys.strides.description, keys.padding.description,
      multiplier.description, keys.dilation.description,
      ConvolutionOutput.activation.description, ConvolutionOutput.useBias.description,
      kernel.initializer.description, ConvolutionOutput.biasInitializer.description,
      kernel.regularizer.description, ConvolutionOutput.biasRegularizer.description,
    ],
    details: "x [batch, height, width, channels], kernel [height, width, channels, multiplier].")

  let depthwise: Depthwise
  let output: ConvolutionOutput

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    depthwise = Depthwise(
      window: try LayerWindow(arguments, Self.keys), multiplier: try arguments[Self.multiplier],
      kernel: try KernelOptions(arguments, Self.kernel))
    output = try ConvolutionOutput(arguments)
  }

  var activation: ActivationChoice? { output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let apart = try depthwise.apply(to: input, kernel: "kernel", in: builder)
    return try output.apply(to: apart, fanIn: Shape(depthwise.window.size).count, in: builder)
  }
}

/// The part that a separable convolution begins with, too.
struct Depthwise {
  let window: LayerWindow
  let multiplier: Int
  let kernel: KernelOptions

  func apply(
    to input: Graph.Node, kernel name: String, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let image = try ImageInput(input, axes: 2, in: builder.graph)
    let moves = try image.window(window)
    let weights = try kernel.parameter(
      name, Shape(window.size + [image.channels, multiplier]), fanIn: Shape(window.size).count,
      in: builder)
    let rows = try builder.graph.reshape(
      weights, to: Shape(window.size + [1, weights.shape[2] * multiplier]))
    return try builder.graph.apply(
      Convolution(rows: moves.rows, columns: moves.columns, groups: image.channels),
      to: image.node, rows)
  }
}
