import CKernels

/// Rows of a table by int indices: [n × rest], [indices] → [indices × rest].
///
/// An index outside 0..<n gives NaN (0 of ints); whoever can check indices earlier does.
package struct Gather: Operation {
  package let name = "gather"
  /// Only the table's first axis is indexed.
  package init(axis: Int = 0) {
    precondition(axis == 0, "gather reads along the first axis")
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 2, inputs[1].dtype == .int32 else {
      throw refusal("a table and int indices", inputs)
    }
    guard inputs[0].shape.rank >= 1 else { throw refusal("a table of at least one axis", inputs) }
    let shape = Shape(inputs[1].shape.extents + inputs[0].shape.extents.dropFirst())
    guard shape.rank <= Shape.maximumRank else { throw refusal("fewer axes", inputs) }
    return TensorType(shape, inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let rows = context.inputs[0].shape[0]
    return [
      try context.apply(ScatterAdd(rows: rows), context.upstream, context.inputs[1]), nil,
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let inner = inputs[0].shape.extents.dropFirst().reduce(1, *)
    let count = inputs[1].shape.count
    return Kernel(
      nabla_kernel_gather, output.dtype,
      nabla_axis(
        outer: Int64(count), length: Int64(inputs[0].shape[0]), inner: Int64(inner), from: 0,
        other: 0, flag: 0),
      units: output.shape.count == 0 ? 0 : count, cost: Double(output.shape.count) * 0.3)
  }
}

/// Adds rows into `rows` rows of zeros at int indices, in order; indices outside are left out.
package struct ScatterAdd: Operation {
  /// The first extent of the result.
  package let rows: Int
  package let name = "scatter_add"
  /// Operands: [indices × rest], int [indices] → [rows × rest].
  package init(rows: Int) { self.rows = rows }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 2, inputs[1].dtype == .int32, rows >= 0 else {
      throw refusal("rows and int indices", inputs)
    }
    let rank = inputs[1].shape.rank
    guard Array(inputs[0].shape.extents.prefix(rank)) == inputs[1].shape.extents else {
      throw refusal("rows that begin with the indices' extents", inputs)
    }
    return TensorType(Shape([rows] + inputs[0].shape.extents.dropFirst(rank)), inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(Gather(), context.upstream, context.inputs[1]), nil]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let inner = output.shape.extents.dropFirst().reduce(1, *)
    return Kernel(
      nabla_kernel_scatter_add, output.dtype,
      nabla_axis(
        outer: Int64(inputs[1].shape.count), length: Int64(rows), inner: Int64(inner), from: 0,
        other: 0, flag: 0),
      units: 1, cost: Double(inputs[0].shape.count) * 0.5)
  }
}
