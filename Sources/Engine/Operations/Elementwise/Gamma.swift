import CKernels

/// log |Γ(x)|, where Γ(n) = (n − 1)!; ∞ at 0 and the negative whole numbers.
package struct LogGamma: Operation, Unary {
  static let kernel = nabla_kernel_log_gamma
  static let nanoseconds = 18.0
  package let name = "lgamma"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(Digamma(), context.inputs[0]))
  }
}

/// ψ(x) = (log Γ(x))′; NaN at the negative whole numbers. Right to 10⁻¹⁵ near its zeros.
package struct Digamma: Operation, Unary {
  static let kernel = nabla_kernel_digamma
  static let nanoseconds = 11.0
  package let name = "digamma"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(Polygamma(order: 1), context.inputs[0]))
  }
}

/// The derivative of an order of ψ (Abramowitz and Stegun 6.4.1); NaN below −10,000.
package struct Polygamma: Operation, Unary {
  static let kernel = nabla_kernel_polygamma
  static let nanoseconds = 60.0
  package let name = "polygamma"
  private let order: Int
  var numbers: [Double] { [Double(order)] }

  /// One operand, x, of floating-point numbers; of an order from 1 on.
  package init(order: Int) {
    self.order = order
  }

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(
      context.upstream, context.apply(Polygamma(order: order + 1), context.inputs[0]))
  }
}
