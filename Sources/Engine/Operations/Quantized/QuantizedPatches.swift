import CKernels

/// What a convolution's window sees at each position, as quantized rows: of quantized images
/// [rows × columns × channels] int [images × …] → int [positions × …], a row with taps · channels bytes.
///
/// Padding is the zero point, which stands for 0. It has no gradient.
package struct QuantizedPatches: Operation {
  package let name = "quantized patches"
  package let kind = OperationKind.quantization
  /// How the window moves over the images' rows.
  package let rows: WindowAxis
  /// How it moves over their columns.
  package let columns: WindowAxis
  /// Rows, columns and channels of an image.
  package let image: Shape
  /// Rows and columns of the window.
  package let taps: Shape

  /// Windows without gaps between inputs (`inputDilation` 1).
  package init(rows: WindowAxis, columns: WindowAxis, image: Shape, taps: Shape) {
    (self.rows, self.columns, self.image, self.taps) = (rows, columns, image, taps)
  }

  /// Bytes of one row.
  package var depth: Int { taps.count * image[2] }

  /// Rows and columns of the positions; `nil` where the window does not fit.
  package var positions: (rows: Int, columns: Int)? {
    guard image.rank == 3, taps.rank == 2, rows.inputDilation == 1, columns.inputDilation == 1,
      let height = rows.output(input: image[0], taps: taps[0]),
      let width = columns.output(input: image[1], taps: taps[1])
    else { return nil }
    return (height, width)
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard let positions, inputs.count == 1, inputs[0].dtype == .int32, inputs[0].shape.rank == 2,
      inputs[0].shape[1] == QuantizeRows.words(image.count)
    else { throw refusal("quantized images of \(image)", inputs) }
    let count = Shape([inputs[0].shape[0], positions.rows, positions.columns]).count
    return TensorType([count, QuantizeRows.words(depth)], .int32)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    throw refusal("no gradient", context.inputs.map(\.type))
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    var parameters = nabla_convolution()
    let (height, width) = positions ?? (0, 0)
    parameters.images = Int64(inputs[0].shape[0])
    parameters.inputs = Int64(image[2])
    parameters.rows = rows.parameters(input: image[0], output: height, taps: taps[0])
    parameters.columns = columns.parameters(input: image[1], output: width, taps: taps[1])
    return Kernel(
      nabla_kernel_quantized_patches, .float32, parameters, units: inputs[0].shape[0] * height,
      cost: Double(output.shape.count) * 0.5)
  }
}
