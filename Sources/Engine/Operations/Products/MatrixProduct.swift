import CKernels

/// C = A·B: [… n × k] · [… k × m] → [… n × m]; outer axes are broadcast.
///
/// Each result is one chain of fused multiply-adds over k in order: the same bits on any processor.
package struct MatrixProduct: Operation {
  /// Whether the left operand is stored as [… k × n].
  package let transposeLeft: Bool
  /// Whether the right operand is stored as [… m × k].
  package let transposeRight: Bool
  package let name = "matmul"
  package let kind = OperationKind.matrixProduct

  /// Operands: A, B, floating-point numbers of one type and of at least two axes.
  package init(transposeLeft: Bool = false, transposeRight: Bool = false) {
    self.transposeLeft = transposeLeft
    self.transposeRight = transposeRight
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: true)
    let (left, right) = (inputs[0].shape, inputs[1].shape)
    guard left.rank >= 2, right.rank >= 2 else {
      throw refusal("matrices: [n × k] and [k × m]", inputs)
    }
    let sizes = sizes(left, right)
    guard sizes.depth == sizes.rightDepth,
      let batch = Shape.broadcast(left.outer, right.outer)
    else { throw refusal("[n × k] and [k × m]", inputs) }
    return TensorType(Shape(batch.extents + [sizes.rows, sizes.columns]), inputs[0].dtype)
  }

  package func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    let (product, overflows) = output.shape.count.multipliedReportingOverflow(
      by: sizes(inputs[0].shape, inputs[1].shape).depth)
    return overflows ? Int.max : product
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (a, b, flow) = (context.inputs[0], context.inputs[1], context.upstream)
    if b.shape.rank == 2, a.shape.rank > 2, !transposeLeft {
      return try gradientsOfRows(context)
    }
    var result: [Graph.Node?] = [nil, nil]
    if context.isNeeded[0] {
      // ∂A = U·Bᵀ, and ∂(Aᵀ) transposed where A is.
      let left =
        transposeLeft
        ? try context.apply(
          MatrixProduct(transposeLeft: transposeRight, transposeRight: true), b, flow)
        : try context.apply(MatrixProduct(transposeRight: !transposeRight), flow, b)
      result[0] = try context.summed(left, toInput: 0)
    }
    if context.isNeeded[1] {
      let right =
        transposeRight
        ? try context.apply(
          MatrixProduct(transposeLeft: true, transposeRight: transposeLeft), flow, a)
        : try context.apply(MatrixProduct(transposeLeft: !transposeLeft), a, flow)
      result[1] = try context.summed(right, toInput: 1)
    }
    return result
  }

  /// With one matrix on the right, all outer axes of the left are rows of one product.
  private func gradientsOfRows(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (a, b) = (context.inputs[0], context.inputs[1])
    let rows = a.shape.outer.count * a.shape[a.shape.rank - 2]
    func flattened(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
      try context.apply(Reshape([rows, node.shape[node.shape.rank - 1]]), node)
    }
    let flow = try flattened(context.upstream)
    var result: [Graph.Node?] = [nil, nil]
    if context.isNeeded[0] {
      let left = try context.apply(MatrixProduct(transposeRight: !transposeRight), flow, b)
      result[0] = try context.apply(Reshape(a.shape), left)
    }
    if context.isNeeded[1] {
      let left = try flattened(a)
      result[1] =
        transposeRight
        ? try context.apply(MatrixProduct(transposeLeft: true), flow, left)
        : try context.apply(MatrixProduct(transposeLeft: true), left, flow)
    }
    return result
  }

  func sizes(_ left: Shape, _ right: Shape) -> (
    rows: Int, columns: Int, depth: Int, rightDepth: Int
  ) {
    let (l, r) = (left.extents.suffix(2), right.extents.suffix(2))
    guard let l0 = l.first, let l1 = l.last, let r0 = r.first, let r1 = r.last else {
      return (0, 0, 0, 0)
    }
    return (
      transposeLeft ? l1 : l0, transposeRight ? r0 : r1, transposeLeft ? l0 : l1,
      transposeRight ? r1 : r0
    )
  }
}

extension Shape {
  /// All axes but the last two.
  var outer: Shape { Shape(Array(extents.dropLast(2))) }
}
