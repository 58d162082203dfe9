import CKernels

/// An operation on each element alone; conformers name the kernel and the derivative.
protocol Unary: Operation {
  static var kernel: nabla_kernel { get }
  /// Integers are refused where their results would not be whole.
  static var floatsOnly: Bool { get }
  /// Rough cost of one element, for the division among threads.
  static var nanoseconds: Double { get }
  /// Constants for the kernel.
  var numbers: [Double] { get }
  /// ∂L/∂x from x, the output and ∂L/∂output; `nil` where it is zero.
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node?
}

extension Unary {
  static var floatsOnly: Bool { true }
  static var nanoseconds: Double { 0.1 }
  var numbers: [Double] { [] }
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? { nil }

  package var reusableInputs: [Int] { [0] }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: Self.floatsOnly)
    return inputs[0]
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try derivative(context)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(Self.kernel, output, numbers, nanoseconds: Self.nanoseconds)
  }
}
