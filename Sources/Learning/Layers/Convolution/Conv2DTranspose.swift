import Catalog
import Engine

/// Transposed convolution: the gradient of conv2d by its input, used forward, to enlarge images.
///
/// x [batch, height, width, channels] → [batch, …, …, filters], kernel [height, width, filters,
/// channels]. Without padding the output has (height − 1)·stride + max(kernel, stride) rows, with
/// padding=same height·stride; `output_padding` adds rows and columns at the end instead.
struct Conv2DTranspose: Layer {
  static let keys = WindowKeys.convolution(axes: 2)
  static let filters = Parameter<Int>.filters
  static let outputPadding = Parameter<[Int]>.sizes(
    "output_padding", "Rows and columns added at the end.", axes: 2, default: -1, shown: .nothing,
    least: 0)
  static let kernel = KernelKeys("kernel")

  static let signature = Signature(
    "conv2d_transpose", .layer, "Transposed convolution: enlarges images.",
    example: "model [7, 7, 16] { conv2d_transpose 8, 3, strides=2, padding=same }",
    [
      filters.description, keys.size.description, keys.strides.description,
      keys.padding.description, outputPadding.description, keys.dilation.description,
      ConvolutionOutput.activation.description, ConvolutionOutput.useBias.description,
      kernel.initializer.description, ConvolutionOutput.biasInitializer.description,
      kernel.regularizer.description, ConvolutionOutput.biasRegularizer.description,
    ],
    details: "x [batch, height, width, channels], kernel [height, width, filters, channels].")

  let filters: Int
  let window: LayerWindow
  /// `nil` chooses as Keras does.
  let outputPadding: [Int]?
  let kernel: KernelOptions
  let output: ConvolutionOutput

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    filters = try arguments[Self.filters]
    window = try LayerWindow(arguments, Self.keys)
    let extra = try arguments[Self.outputPadding]
    outputPadding = extra == [-1] ? nil : extra.count == 2 ? extra : extra + extra
    if let outputPadding, zip(outputPadding, window.strides).contains(where: { $0 >= $1 }) {
      throw arguments.outOfRange(
        Self.outputPadding, "smaller than strides", found: "\(outputPadding)")
    }
    kernel = try KernelOptions(arguments, Self.kernel)
    output = try ConvolutionOutput(arguments)
  }

  var activation: ActivationChoice? { output.function }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let image = try ImageInput(input, axes: 2, in: builder.graph)
    // PyTorch counts the kernel's second axis, which are the outputs here.
    let fanIn = Shape(window.size + [filters]).count
    let weights = try kernel.parameter(
      "kernel", Shape(window.size + [filters, image.channels]), fanIn: fanIn, in: builder)
    let flipped = try builder.graph.apply(FlippedKernel(), to: weights)
    let y = try builder.graph.apply(
      Convolution(rows: axis(0), columns: axis(1)), to: image.node, flipped)
    return try output.apply(to: y, fanIn: fanIn, in: builder)
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
