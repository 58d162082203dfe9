import Catalog
import Engine

/// What separable_conv1d and separable_conv2d share: a depthwise convolution, then one of single elements that mixes
/// the channels (Chollet 2017, Xception).
struct Separable {
  static let filters = Parameter<Int>.filters
  static let pointwiseKernel = KernelKeys("pointwise")

  let filters: Int
  let depthwise: Depthwise
  let pointwise: KernelOptions
  let output: ConvolutionOutput

  init(_ arguments: BoundArguments, _ keys: WindowKeys) throws(ArgumentError) {
    filters = try arguments[Self.filters]
    depthwise = try Depthwise(arguments, keys)
    pointwise = try KernelOptions(arguments, Self.pointwiseKernel)
    output = try ConvolutionOutput(arguments)
  }

  static func parameters(_ keys: WindowKeys) -> [ParameterDescription] {
    [
      filters.description, keys.size.description, keys.strides.description,
      keys.padding.description, keys.dilation.description, Depthwise.multiplier.description,
      ConvolutionOutput.activation.description, ConvolutionOutput.useBias.description,
      Depthwise.kernel.initializer.description, pointwiseKernel.initializer.description,
      ConvolutionOutput.biasInitializer.description, Depthwise.kernel.regularizer.description,
      pointwiseKernel.regularizer.description, ConvolutionOutput.biasRegularizer.description,
    ]
  }

  func build(_ input: Graph.Node, axes: Int, in builder: ModelBuilder) throws -> Graph.Node {
    let image = try ImageInput(input, axes: axes, in: builder.graph)
    let apart = try depthwise.apply(to: image, kernel: "depthwise_kernel", in: builder)
    let single = [Int](repeating: 1, count: axes)
    let kernel = try pointwise.parameter(
      "pointwise_kernel", Shape(single + [apart.shape[3], filters]), fanIn: apart.shape[3],
      in: builder)
    let mixed = try builder.graph.apply(Convolution(), to: apart, image.kernel(kernel))
    return try image.restored(output.apply(to: mixed, fanIn: apart.shape[3], in: builder))
  }
}

/// A depthwise convolution over steps, then one of single steps that mixes the channels.
///
/// Kernels: depthwise [kernel_size, channels, depth_multiplier], pointwise [1,
/// channels·depth_multiplier, filters]; both start Glorot-uniform.
struct SeparableConv1D: Layer {
  static let keys = WindowKeys.convolution(axes: 1)

  static let signature = Signature(
    "separable_conv1d", .layer,
    "Convolution of each channel of a sequence, then one that mixes them.",
    example: "model [50, 8] { separable_conv1d 16, 3 }", Separable.parameters(keys),
    details: "x [batch, steps, channels] → [batch, …, filters].")

  let separable: Separable

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    separable = try Separable(arguments, Self.keys)
  }

  var activation: ActivationChoice? { separable.output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try separable.build(input, axes: 1, in: builder)
  }
}

/// A depthwise convolution, then one of 1 × 1 that mixes the channels.
///
/// Kernels: depthwise [height, width, channels, depth_multiplier], pointwise [1, 1,
/// channels·depth_multiplier, filters]; both start Glorot-uniform.
struct SeparableConv2D: Layer {
  static let keys = WindowKeys.convolution(axes: 2)

  static let signature = Signature(
    "separable_conv2d", .layer, "Convolution of each channel, then one of 1 × 1 that mixes them.",
    example: "model [28, 28, 8] { separable_conv2d 16, 3 }", Separable.parameters(keys))

  let separable: Separable

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    separable = try Separable(arguments, Self.keys)
  }

  var activation: ActivationChoice? { separable.output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try separable.build(input, axes: 2, in: builder)
  }
}
