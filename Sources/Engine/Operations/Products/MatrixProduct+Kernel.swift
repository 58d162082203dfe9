import CKernels

extension MatrixProduct {
  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let (left, right) = (inputs[0].shape, inputs[1].shape)
    var (rows, columns, depth, _) = sizes(left, right)
    var batch = output.shape.outer
    // One matrix on the right: all rows of the left make one product.
    if right.outer.count == 1, !transposeLeft, batch.count == left.outer.count {
      rows *= batch.count
      batch = []
    }
    let block = rowsPerBlock(rows, columns)
    let panel = Int(nabla_panel_columns(Int32(output.dtype.rawValue)))
    var parameters = nabla_product()
    parameters.batches = Int64(batch.count)
    parameters.m = Int64(rows)
    parameters.n = Int64(columns)
    parameters.k = Int64(depth)
    parameters.leftRowStride = Int64(transposeLeft ? 1 : depth)
    parameters.leftDepthStride = Int64(transposeLeft ? rows : 1)
    parameters.rightDepthStride = Int64(transposeRight ? 1 : columns)
    parameters.rightColumnStride = Int64(transposeRight ? depth : 1)
    let leftSteps = Strides(of: left.outer, broadcastTo: batch).steps.map { $0 * rows * depth }
    let rightSteps = Strides(of: right.outer, broadcastTo: batch).steps
      .map { $0 * columns * depth }
    parameters.batchRank = Int64(batch.rank)
    copy(batch.extents, to: &parameters.batchExtents)
    if !batch.extents.isEmpty {
      copy(leftSteps, to: &parameters.leftBatchStrides)
      copy(rightSteps, to: &parameters.rightBatchStrides)
    }
    parameters.panels = Int64((columns + panel - 1) / panel)
    parameters.rowBlocks = Int64((rows + block - 1) / block)
    parameters.rowsPerBlock = Int64(block)
    let units = batch.count * Int(parameters.panels) * Int(parameters.rowBlocks)
    // A fused multiply-add takes about a fiftieth of a nanosecond.
    let cost = Double(batch.count) * Double(rows) * Double(columns) * Double(depth) * 0.02
    return Kernel(nabla_kernel_product, output.dtype, parameters, units: units, cost: cost)
  }
}

/// Tall enough to use a packed panel often, small enough to leave work for every thread.
private func rowsPerBlock(_ rows: Int, _ columns: Int) -> Int {
  max(1, min(rows, 96))
}
