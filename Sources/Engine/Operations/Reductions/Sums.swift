import CKernels

/// The sum over axes; of nothing 0. Adds in double, rounds once.
package struct Sum: Operation, Reduction {
  static let kernel = nabla_kernel_sum
  package let name = "sum"
  /// The axes that go; `nil` for all. Negative ones count from the end.
  package let axes: [Int]?
  /// Whether the removed axes stay with extent 1.
  package let keepsAxes: Bool

  /// One operand of any type; `nil` means all axes.
  package init(axes: [Int]? = nil, keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.spread(context.upstream, of: self)]
  }
}

/// The mean over axes; of nothing NaN.
package struct Mean: Operation, Reduction {
  static let kernel = nabla_kernel_sum
  static let floatsOnly = true
  package let name = "mean"
  /// The axes that go; `nil` for all. Negative ones count from the end.
  package let axes: [Int]?
  /// Whether the removed axes stay with extent 1.
  package let keepsAxes: Bool

  /// One operand of floating-point numbers; `nil` means all axes.
  package init(axes: [Int]? = nil, keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  func scale(count: Int) -> Double { 1 / Double(count) }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let share = Double(context.output.shape.count) / Double(context.inputs[0].shape.count)
    let flow = try context.product(context.upstream, share)
    return [try context.spread(flow, of: self)]
  }
}

/// log Σ eˣ over axes, without overflow.
package struct LogSumExp: Operation, Reduction {
  static let kernel = nabla_kernel_log_sum_exp
  static let floatsOnly = true
  static let nanoseconds = 1.0
  package let name = "logsumexp"
  /// The axes that go; `nil` for all. Negative ones count from the end.
  package let axes: [Int]?
  /// Whether the removed axes stay with extent 1.
  package let keepsAxes: Bool

  /// One operand of floating-point numbers; `nil` means all axes.
  package init(axes: [Int]? = nil, keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  /// The softmax. Along one axis computed as such: e^(x − y) has lost the digits of a large y.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let share: Graph.Node
    if let axes, axes.count == 1 {
      share = try context.apply(Softmax(axis: axes[0]), context.inputs[0])
    } else {
      let output = try context.withAxes(context.output, of: self)
      share = try context.apply(
        Exponential(), context.apply(Subtract(), context.inputs[0], output))
    }
    return [try context.product(share, context.withAxes(context.upstream, of: self))]
  }
}

/// Adds up whatever broadcasting from `shape` repeated: the gradient of broadcasting.
package struct SumTo: Operation {
  /// The shape of the result: one that broadcasts to the operand's.
  package let shape: Shape
  package let name = "sum to shape"
  /// One operand of any type.
  package init(_ shape: Shape) { self.shape = shape }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    guard Shape.broadcast(shape, inputs[0].shape) == inputs[0].shape else {
      throw refusal("a shape that \(shape) broadcasts to", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(BroadcastTo(context.inputs[0].shape), context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let input = inputs[0].shape
    let missing = input.rank - shape.rank
    let removed = (0..<input.rank).filter { $0 < missing || shape[$0 - missing] != input[$0] }
    return .reduction(nabla_kernel_sum, inputs[0], removing: removed, nanoseconds: 0.2)
  }
}
