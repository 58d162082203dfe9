import Catalog
import Engine

/// What conv1d_transpose and conv2d_transpose share: all but the number of axes.
struct TransposedConvolution {
  static let filters = Parameter<Int>.filters
  static let kernel = KernelKeys("kernel")

  let filters: Int
  let window: LayerWindow
  /// `nil` chooses as Keras does.
  let outputPadding: [Int]?
  let kernel: KernelOptions
  let output: ConvolutionOutput

  init(
    _ arguments: BoundArguments, _ keys: WindowKeys, _ added: Parameter<[Int]>
  ) throws(ArgumentError) {
    filters = try arguments[Self.filters]
    window = try LayerWindow(arguments, keys)
    let extra = try arguments[added]
    let perAxis =
      extra.count == keys.axes ? extra : [Int](repeating: extra[0], count: keys.axes)
    outputPadding = extra == [-1] ? nil : perAxis
    if let outputPadding, zip(outputPadding, window.strides).contains(where: { $0 >= $1 }) {
      throw arguments.outOfRange(added, "smaller than strides", found: "\(outputPadding)")
    }
    kernel = try KernelOptions(arguments, Self.kernel)
    output = try ConvolutionOutput(arguments)
  }

  static func added(_ summary: String, axes: Int) -> Parameter<[Int]> {
    .sizes("output_padding", summary, axes: axes, default: -1, shown: .nothing, least: 0)
  }

  static func parameters(
    _ keys: WindowKeys, _ added: Parameter<[Int]>
  ) -> [ParameterDescription] {
    [
      filters.description, keys.size.description, keys.strides.description,
      keys.padding.description, added.description, keys.dilation.description,
      ConvolutionOutput.activation.description, ConvolutionOutput.useBias.description,
      kernel.initializer.description, ConvolutionOutput.biasInitializer.description,
      kernel.regularizer.description, ConvolutionOutput.biasRegularizer.description,
    ]
  }

  func build(_ input: Graph.Node, axes: Int, in builder: ModelBuilder) throws -> Graph.Node {
    let image = try ImageInput(input, axes: axes, in: builder.graph)
    // PyTorch counts the kernel's second axis, which are the outputs here.
    let fanIn = Shape(window.size + [filters]).count
    let weights = try kernel.parameter(
      "kernel", Shape(window.size + [filters, image.channels]), fanIn: fanIn, in: builder)
    let flipped = try builder.graph.apply(FlippedKernel(), to: image.kernel(weights))
    let rows = axes == 1 ? WindowAxis() : axis(0)
    let y = try builder.graph.apply(
      Convolution(rows: rows, columns: axis(axes - 1)), to: image.node, flipped)
    return try image.restored(output.apply(to: y, fanIn: fanIn, in: builder))
  }

  /// Gaps of stride − 1 between elements, and the padding that gives Keras's extents.
  private func axis(_ index: Int) -> WindowAxis {
    let (stride, dilation) = (window.strides[index], window.dilation[index])
    let reach = (window.size[index] - 1) * dilation + 1
    var (before, after) = (reach - 1, reach - 1)
    if window.padding == .valid {
      after += outputPadding?[index] ?? max(stride - reach, 0)
    } else {
      let total =
        outputPadding.map { reach + reach % 2 - 2 + $0[index] } ?? stride + reach - 2
      before = min((total + 1) / 2, reach - 1)
      after = total - before
    }
    return WindowAxis(dilation: dilation, inputDilation: stride, before: before, after: after)
  }
}

/// Transposed convolution over sequences: the gradient of conv1d by its input, used forward.
///
/// x [batch, steps, channels] → [batch, …, filters], kernel [kernel_size, filters, channels]. Without
/// padding the output has (steps − 1)·stride + max(kernel, stride) steps, with padding=same
/// steps·stride; `output_padding` adds steps at the end instead.
struct Conv1DTranspose: Layer {
  static let keys = WindowKeys.convolution(axes: 1)
  static let added = TransposedConvolution.added("Steps added at the end.", axes: 1)

  static let signature = Signature(
    "conv1d_transpose", .layer, "Transposed convolution: makes sequences longer.",
    example: "model [10, 8] { conv1d_transpose 4, 3, strides=2, padding=same }",
    TransposedConvolution.parameters(keys, added),
    details: "x [batch, steps, channels], kernel [kernel_size, filters, channels].")

  let convolution: TransposedConvolution

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    convolution = try TransposedConvolution(arguments, Self.keys, Self.added)
  }

  var activation: ActivationChoice? { convolution.output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try convolution.build(input, axes: 1, in: builder)
  }
}

/// Transposed convolution: the gradient of conv2d by its input, used forward, to enlarge images.
///
/// x [batch, height, width, channels] → [batch, …, …, filters], kernel [height, width, filters,
/// channels]. Without padding the output has (height − 1)·stride + max(kernel, stride) rows, with
/// padding=same height·stride; `output_padding` adds rows and columns at the end instead.
struct Conv2DTranspose: Layer {
  static let keys = WindowKeys.convolution(axes: 2)
  static let added = TransposedConvolution.added("Rows and columns added at the end.", axes: 2)

  static let signature = Signature(
    "conv2d_transpose", .layer, "Transposed convolution: enlarges images.",
    example: "model [7, 7, 16] { conv2d_transpose 8, 3, strides=2, padding=same }",
    TransposedConvolution.parameters(keys, added),
    details: "x [batch, height, width, channels], kernel [height, width, filters, channels].")

  let convolution: TransposedConvolution

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    convolution = try TransposedConvolution(arguments, Self.keys, Self.added)
  }

  var activation: ActivationChoice? { convolution.output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try convolution.build(input, axes: 2, in: builder)
  }
}
