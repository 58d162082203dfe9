import CKernels

/// For each element the product of the others in its row, zeros among them or not.
struct ProductOfOthers: Operation {
  let name = "product of the others"
  let axes: [Int]?

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    return inputs[0]
  }

  /// Σᵢ uᵢ·∂Pᵢ/∂xⱼ, where ∂Pᵢ/∂xⱼ is the product of all but xᵢ and xⱼ: through the tree of products,
  /// which divides by nothing.
  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let graph = context.graph
    let x = context.inputs[0]
    let removed = try reducedAxes(axes, of: [x.type], in: self)
    guard x.shape.count > 0, !removed.isEmpty else { return [nil] }
    // The rows along one axis, the last.
    let kept = (0..<x.shape.rank).filter { !removed.contains($0) }
    let order = kept + removed
    let turned = try graph.apply(Transpose(permutation: order), to: x)
    let count = removed.reduce(1) { $0 * x.shape[$1] }
    let rows = try graph.apply(Reshape(Shape([x.shape.count / count, count])), to: turned)
    let others = try graph.apply(Reshape(turned.shape), to: graph.others(rows))
    let back = order.indices.map { place in order.firstIndex(of: place) ?? place }
    let result = try graph.apply(Transpose(permutation: back), to: others)
    return [
      try graph.gradients(of: result, for: [x], startingWith: context.upstream).first
    ]
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let removed = (try? reducedAxes(axes, of: inputs, in: self)) ?? []
    return .reduction(
      nabla_kernel_product_of_others, inputs[0], removing: removed, nanoseconds: 1)
  }
}

extension Graph {
  /// For each number of a row the product of the others: a pair of halves is multiplied, the others
  /// of the products are found, and each of a pair gets its partner.
  fileprivate func others(_ rows: Node) throws(ShapeError) -> Node {
    let count = rows.shape[1]
    guard count > 1 else { return try ones(rows.shape, rows.dtype) }
    let half = (count + 1) / 2
    let first = try apply(Slice(axis: 1, from: 0, to: half), to: rows)
    var second = try apply(Slice(axis: 1, from: half, to: count), to: rows)
    if count % 2 == 1 {
      let one = try ones(Shape([rows.shape[0], 1]), rows.dtype)
      second = try apply(Concatenate(axis: 1), to: second, one)
    }
    let rest = try others(apply(Multiply(), to: first, second))
    let all = try apply(
      Concatenate(axis: 1), to: apply(Multiply(), to: rest, second),
      apply(Multiply(), to: rest, first))
    return count % 2 == 0 ? all : try apply(Slice(axis: 1, from: 0, to: count), to: all)
  }

  private func ones(_ shape: Shape, _ dtype: DType) throws(ShapeError) -> Node {
    try apply(BroadcastTo(shape), to: constant(1, dtype))
  }
}
