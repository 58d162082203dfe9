import CKernels
import Support

/// How floats become bytes: x ≈ scale · (byte − zero), from 0 to 255.
package struct ByteRange: Hashable, Sendable {
  /// The distance of neighbouring numbers, above 0.
  package let scale: Float
  /// The byte of 0.
  package let zero: UInt8

  /// Of smaller scales 1 / scale is no number; what lies so close to 0 becomes 0.
  private static let least: Float = 1e-37

  /// A range as it was stored; `nil` where the scale is no positive number.
  package init?(scale: Float, zero: UInt8) {
    guard scale > Self.least, scale.isFinite else { return nil }
    (self.scale, self.zero) = (scale, zero)
  }

  /// The range that holds low…high and 0 (ONNX DynamicQuantizeLinear); of zeros alone the scale is 1.
  package init(low: Double, high: Double) {
    let (low, high) = (min(Float(low), 0), max(Float(high), 0))
    let width = (high - low) / 255
    guard width > Self.least, width.isFinite else {
      (scale, zero) = (1, 0)
      return
    }
    scale = width
    zero = UInt8(clamping: Int(saturating: Double((-low / width).rounded(.toNearestOrEven))))
  }

  /// The smallest number that it holds.
  package var low: Double { -Double(scale) * Double(zero) }
  /// The largest.
  package var high: Double { Double(scale) * Double(255 - Int(zero)) }
}

/// Rows of floats as rows of bytes with scale and zero point in front:
/// float32 [rows × depth] → int [rows × (2 + ⌈depth / 4⌉)].
///
/// byte = round(x · (1 / scale)) + zero, half to even, brought to 0…255; on the edge of two bytes that may be
/// another one than of x / scale. Without a range each row has its own, from
/// its smallest to its largest number. A NaN makes all products of its row NaN. The axes of the operand are
/// free: `depth` neighbouring numbers are a row. It has no gradient.
package struct QuantizeRows: Operation {
  package let name = "quantize"
  package let kind = OperationKind.quantization
  /// Numbers in a row.
  package let depth: Int
  /// `nil`: each row's own.
  package let range: ByteRange?

  /// Rows of so many numbers.
  package init(depth: Int, range: ByteRange?) { (self.depth, self.range) = (depth, range) }

  /// Words of a row of so many bytes.
  static func words(_ depth: Int) -> Int { 2 + (depth + 3) / 4 }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 1, inputs[0].dtype == .float32, depth > 0,
      inputs[0].shape.count % depth == 0
    else { throw refusal("rows of \(depth) float32 numbers", inputs) }
    return TensorType([inputs[0].shape.count / depth, Self.words(depth)], .int32)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    throw refusal("no gradient", context.inputs.map(\.type))
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    var parameters = nabla_quantized()
    parameters.rows = Int64(output.shape[0])
    parameters.depth = Int64(depth)
    parameters.isDynamic = range == nil ? 1 : 0
    parameters.scale = Double(range?.scale ?? 1)
    parameters.zero = Int64(range?.zero ?? 0)
    return Kernel(
      nabla_kernel_quantize_rows, .float32, parameters, units: output.shape[0],
      cost: Double(inputs[0].shape.count) * 0.15)
  }
}
