import CKernels

/// What operations on matrices A [… m × n] with right sides B [… m × k] share; the result is [… n × k].
protocol SystemOperation: Operation {
  static var kernel: nabla_kernel { get }
  static var isSquare: Bool { get }
  var isTransposed: Bool { get }
  var isUpper: Bool { get }
  var cutoff: Double? { get }

  /// Multiplications and additions for one matrix, about.
  func work(rows: Double, columns: Double, others: Double) -> Double
}

extension SystemOperation {
  static var isSquare: Bool { true }
  var isTransposed: Bool { false }
  var isUpper: Bool { false }
  var cutoff: Double? { nil }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: true)
    let (rows, columns) = try checkedSizes(inputs, isSquare: Self.isSquare)
    let right = inputs[1].shape
    guard right.rank >= 2, right[right.rank - 2] == rows,
      right[right.rank - 1] <= Int(Int32.max),
      let batch = Shape.broadcast(inputs[0].shape.outer, right.outer)
    else { throw refusal(Self.isSquare ? "[n × n] and [n × k]" : "[m × n] and [m × k]", inputs) }
    return TensorType(Shape(batch.extents + [columns, right[right.rank - 1]]), inputs[0].dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let (left, right) = (inputs[0].shape, inputs[1].shape)
    let (rows, columns) = (left[left.rank - 2], left[left.rank - 1])
    let others = right[right.rank - 1]
    let batch = output.shape.outer
    var parameters = nabla_matrices(sizes: rows, columns, others: others)
    parameters.outputCount = Int64(columns * others)
    parameters.isTransposed = isTransposed ? 1 : 0
    parameters.isUpper = isUpper ? 1 : 0
    parameters.cutoff = cutoff ?? -1
    parameters.setBatch(
      batch,
      strides: [
        Strides(of: left.outer, broadcastTo: batch).steps.map { $0 * rows * columns },
        Strides(of: right.outer, broadcastTo: batch).steps.map { $0 * rows * others },
      ])
    return .matrices(
      Self.kernel, output.dtype, parameters, count: batch.count,
      work: work(rows: Double(rows), columns: Double(columns), others: Double(others)))
  }
}
