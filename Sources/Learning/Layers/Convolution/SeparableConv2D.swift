import Catalog
import Engine

/// A depthwise convolution, then one of 1 × 1 that mixes the channels (Chollet 2017, Xception).
///
/// Kernels: depthwise [height, width, channels, depth_multiplier], pointwise [1, 1,
/// channels·depth_multiplier, filters]; both start Glorot-uniform.
struct SeparableConv2D: Layer {
  static let keys = WindowKeys.convolution(axes: 2)
  static let filters = Parameter<Int>.filters
  static let multiplier = Parameter<Int>.depthMultiplier
  static let depthwiseKernel = KernelKeys("depthwise")
  static let pointwiseKernel = KernelKeys("pointwise")

  static let signature = Signature(
    "separable_conv2d", .layer, "Convolution of each channel, then one of 1 × 1 that mixes them.",
    example: "model [28, 28, 8] { separable_conv2d 16, 3 }",
    [
      filters.description, keys.size.description, keys.strides.description,
      keys.padding.description, keys.dilation.description, multiplier.description,
      ConvolutionOutput.activation.description, ConvolutionOutput.useBias.description,
      depthwiseKernel.initializer.description, pointwiseKernel.initializer.description,
      ConvolutionOutput.biasInitializer.description, depthwiseKernel.regularizer.description,
      pointwiseKernel.regularizer.description, ConvolutionOutput.biasRegularizer.description,
    ])

  let filters: Int
  let depthwise: Depthwise
  let pointwise: KernelOptions
  let output: ConvolutionOutput

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    filters = try arguments[Self.filters]
    depthwise = Depthwise(
      window: try LayerWindow(arguments, Self.keys), multiplier: try arguments[Self.multiplier],
      kernel: try KernelOptions(arguments, Self.depthwiseKernel))
    pointwise = try KernelOptions(arguments, Self.pointwiseKernel)
    output = try ConvolutionOutput(arguments)
  }

  var activation: ActivationChoice? { output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let apart = try depthwise.apply(to: input, kernel: "depthwise_kernel", in: builder)
    let kernel = try pointwise.parameter(
      "pointwise_kernel", [1, 1, apart.shape[3], filters], fanIn: apart.shape[3], in: builder)
    return try output.apply(
      to: builder.graph.apply(Convolution(), to: apart, kernel), fanIn: apart.shape[3],
      in: builder)
  }
}
