import CKernels

/// What operations on the last two axes share: [… rows × columns], each matrix by itself.
///
/// Their kernels call LAPACK. A matrix that cannot be factorized gives NaN; who has its numbers at hand says why
/// (`MatrixFault`).
protocol MatrixOperation: Operation {
  static var kernel: nabla_kernel { get }

  /// Whether the matrices must be square.
  static var isSquare: Bool { get }

  /// The axes of the result behind those of the batch, for a matrix [rows × columns].
  func resultExtents(rows: Int, columns: Int) -> [Int]

  /// Multiplications and additions for one matrix, about.
  func work(rows: Double, columns: Double) -> Double

  /// Singular values up to this share of the largest count as 0; `nil`: the element type's precision decides.
  var cutoff: Double? { get }
}

extension MatrixOperation {
  static var isSquare: Bool { true }
  var cutoff: Double? { nil }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    let (rows, columns) = try checkedSizes(inputs, isSquare: Self.isSquare)
    let extents = inputs[0].shape.outer.extents + resultExtents(rows: rows, columns: columns)
    return TensorType(Shape(extents), inputs[0].dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let shape = inputs[0].shape
    let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
    var parameters = nabla_matrices(sizes: rows, columns, others: -1)
    parameters.outputCount = Int64(
      resultExtents(rows: rows, columns: columns).reduce(1, *))
    parameters.cutoff = cutoff ?? -1
    parameters.setBatch(shape.outer, strides: [[rows * columns]])
    return .matrices(
      Self.kernel, output.dtype, parameters, count: shape.outer.count,
      work: work(rows: Double(rows), columns: Double(columns)))
  }
}

extension Operation {
  /// The last two axes of the first operand; refuses what is no matrix, or none for these operations.
  func checkedSizes(
    _ inputs: [TensorType], isSquare: Bool
  ) throws(ShapeError) -> (rows: Int, columns: Int) {
    let shape = inputs[0].shape
    guard shape.rank >= 2 else {
      throw refusal(isSquare ? "square matrices [… n × n]" : "matrices [… m × n]", inputs)
    }
    let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
    guard !isSquare || rows == columns else {
      throw refusal("square matrices [… n × n]", inputs)
    }
    guard min(rows, columns) <= LinearAlgebra.largestExtent, max(rows, columns) <= Int(Int32.max)
    else {
      throw refusal("matrices of at most \(LinearAlgebra.largestExtent) rows or columns", inputs)
    }
    return (rows, columns)
  }
}

extension nabla_matrices {
  init(sizes rows: Int, _ columns: Int, others: Int) {
    self.init()
    self.rows = Int64(rows)
    self.columns = Int64(columns)
    self.others = Int64(others)
    cutoff = -1
  }

  /// Where the matrices of each operand lie: steps along each axis of the batch; a single one stands for all.
  mutating func setBatch(_ batch: Shape, strides: [[Int]]) {
    let isFlat = strides.count == 1
    let extents = isFlat ? [batch.count] : batch.extents
    batchRank = Int64(extents.count)
    copy(extents, to: &batchExtents)
    withUnsafeMutableBytes(of: &batchStrides) { bytes in
      let words = bytes.bindMemory(to: Int64.self)
      for (operand, steps) in strides.enumerated() {
        for (axis, step) in steps.enumerated() {
          words[operand * Int(NABLA_MAXIMUM_RANK) + axis] = Int64(step)
        }
      }
    }
  }
}

extension Kernel {
  /// One unit a matrix.
  static func matrices(
    _ identifier: nabla_kernel, _ dtype: DType, _ parameters: nabla_matrices, count: Int,
    work: Double
  ) -> Kernel {
    var parameters = parameters
    // A billion of these take a third of a second.
    let cost = 500 + work * 0.1
    parameters.isLong = cost > 50_000_000 ? 1 : 0
    return Kernel(
      identifier, dtype, parameters, units: count, cost: Double(count) * cost)
  }
}
