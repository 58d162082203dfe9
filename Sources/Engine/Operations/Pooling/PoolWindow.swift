import CKernels

/// A window over rows and columns, for pooling. Padding takes no part in what is pooled.
package struct PoolWindow: Hashable, Sendable {
  /// Rows and columns of the window, in elements.
  package let size: [Int]
  /// How the window moves over the rows.
  package let rows: WindowAxis
  /// How it moves over the columns.
  package let columns: WindowAxis

  /// `size` is two numbers. The operations refuse dilated windows, and padding that is negative or
  /// as wide as the window.
  package init(size: [Int], rows: WindowAxis, columns: WindowAxis) {
    precondition(size.count == 2, "a window has rows and columns")
    self.size = size
    self.rows = rows
    self.columns = columns
  }

  /// [batch, rows, columns, channels] of the pooled tensor; every window holds an element.
  func outputType(
    of input: TensorType, in operation: some Operation
  ) throws(ShapeError) -> TensorType {
    let shape = input.shape
    guard shape.rank == 4 else {
      throw operation.refusal("[batch, rows, columns, channels]", [input])
    }
    let holds = zip([rows, columns], size).allSatisfy { axis, taps in
      axis.inputDilation == 1 && axis.dilation == 1 && (0..<max(taps, 1)).contains(axis.before)
        && (0..<max(taps, 1)).contains(axis.after)
    }
    guard holds, let height = rows.output(input: shape[1], taps: size[0]),
      let width = columns.output(input: shape[2], taps: size[1])
    else { throw operation.refusal("a window that fits into the padded input", [input]) }
    return TensorType([shape[0], height, width, shape[3]], input.dtype)
  }

  /// A pooling kernel between tensors of these shapes; its units are images.
  func kernel(
    _ identifier: nabla_kernel, _ dtype: DType, x: Shape, y: Shape, nanoseconds: Double,
    isGated: Bool = false
  ) -> Kernel {
    var parameters = nabla_pooling()
    parameters.images = Int64(x[0])
    parameters.channels = Int64(x[3])
    parameters.rows = rows.parameters(input: x[1], output: y[1], taps: size[0])
    parameters.columns = columns.parameters(input: x[2], output: y[2], taps: size[1])
    parameters.isGated = isGated ? 1 : 0
    let isEmpty = x.count == 0 || y.count == 0
    return Kernel(
      identifier, dtype, parameters, units: isEmpty ? 0 : x[0],
      cost: Double(y.count) * Double(size[0]) * Double(size[1]) * nanoseconds)
  }
}
