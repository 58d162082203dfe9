import CKernels

/// What is done to a product's numbers before they leave the cache.
enum ProductEnding: Sendable {
  case nothing, bias, biasAndRelu, relu
  /// The gradient of the relu whose output is the last operand.
  case reluGradient

  /// As the kernels know it: 1 where a bias is added; 0 nothing more, 1 relu, 2 relu's gradient.
  var addsBias: Int64 { self == .bias || self == .biasAndRelu ? 1 : 0 }

  var code: Int64 {
    switch self {
    case .nothing, .bias: 0
    case .biasAndRelu, .relu: 1
    case .reluGradient: 2
    }
  }
}

extension MatrixProduct: Fusible {
  var operandCount: Int { 2 }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    kernel(inputs: inputs, output: output, ending: .nothing)
  }

  func kernel(inputs: [TensorType], output: TensorType, ending: ProductEnding) -> Kernel {
    let (left, right) = (inputs[0].shape, inputs[1].shape)
    var (rows, columns, depth, _) = sizes(left, right)
    var batch = output.shape.outer
    // One matrix on the right: all rows of the left make one product.
    if right.outer.count == 1, !transposeLeft, batch.count == left.outer.count {
      rows *= batch.count
      batch = []
    }
    var a = Operand(
      steps: Strides(of: left.outer, broadcastTo: batch).steps.map { $0 * rows * depth },
      outer: transposeLeft ? 1 : depth, depth: transposeLeft ? rows : 1)
    var b = Operand(
      steps: Strides(of: right.outer, broadcastTo: batch).steps.map { $0 * columns * depth },
      outer: transposeRight ? depth : 1, depth: transposeRight ? 1 : columns)
    var parameters = nabla_product()
    // One column makes poor use of vectors; its transpose, one row, has the same numbers.
    if columns == 1, rows > 1 {
      parameters.isTurned = 1
      swap(&a, &b)
      swap(&rows, &columns)
    }
    parameters.batches = Int64(batch.count)
    parameters.m = Int64(rows)
    parameters.n = Int64(columns)
    parameters.k = Int64(depth)
    parameters.leftRowStride = Int64(a.outer)
    parameters.leftDepthStride = Int64(a.depth)
    parameters.rightDepthStride = Int64(b.depth)
    parameters.rightColumnStride = Int64(b.outer)
    parameters.batchRank = Int64(batch.rank)
    copy(batch.extents, to: &parameters.batchExtents)
    if !batch.extents.isEmpty {
      copy(a.steps, to: &parameters.leftBatchStrides)
      copy(b.steps, to: &parameters.rightBatchStrides)
    }
    parameters.addsBias = ending.addsBias
    parameters.ending = ending.code
    let units = divide(&parameters, Int(nabla_panel_columns(Int32(output.dtype.rawValue))))
    // A fused multiply-add takes about a sixtieth of a nanosecond.
    let cost = Double(batch.count) * Double(rows) * Double(columns) * Double(depth) * 0.016
    return Kernel(nabla_kernel_product, output.dtype, parameters, units: units, cost: cost)
  }
}

/// How one factor lies in memory: from matrix to matrix, from row (column) to row, along k.
private struct Operand {
  var steps: [Int]
  var outer: Int
  var depth: Int
}

/// Cuts a product into panels and blocks of rows, and decides what is copied for the tiles; answers
/// the number of units. Only the speed depends on it.
private func divide(_ product: inout nabla_product, _ panel: Int) -> Int {
  let (rows, columns, depth) = (Int(product.m), Int(product.n), Int(product.k))
  product.panels = Int64((columns + panel - 1) / panel)
  // Columns of the left factor lie far apart.
  let packsLeft =
    product.leftRowStride == 1 && product.leftDepthStride > 1 && depth >= 64
    && columns > panel
  // Tall enough to use a packed panel often; a packed left block has to fit into the scratch.
  var blocks = max(1, (rows + (packsLeft ? 95 : 191)) / (packsLeft ? 96 : 192))
  if product.batches * product.panels * Int64(blocks) < 8, rows >= 128 { blocks *= 2 }
  let block = max(1, (rows + blocks - 1) / blocks)
  product.rowsPerBlock = Int64(block)
  product.rowBlocks = Int64(max(1, (rows + block - 1) / block))
  product.packsLeft = packsLeft ? 1 : 0
  let isScattered = rows >= 48 && columns > panel && depth * columns > 1 << 13
  product.packsRight = product.rightColumnStride != 1 || isScattered ? 1 : 0
  return Int(product.batches * product.panels * product.rowBlocks)
}
