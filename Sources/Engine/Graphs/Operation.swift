/// What one node computes: a shape rule, a kernel, and a gradient rule that appends nodes.
///
/// Operations are values without state. A new one is one file in `Operations/` and one line in the
/// operations' test list, which holds its gradient against central differences.
public protocol Operation: Sendable {
  /// In the user's words, for errors and listings: "matmul", "+", "relu".
  var name: String { get }

  /// The type of the result, or what does not fit.
  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType

  /// Appends the nodes of ∂L/∂input for each input, given ∂L/∂output; `nil` where it is zero.
  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?]

  /// The kernel for these types, resolved once per plan.
  func kernel(inputs: [TensorType], output: TensorType) -> Kernel

  /// Inputs whose memory the output may take over when they are not read again.
  var reusableInputs: [Int] { get }

  /// Inputs that the kernel changes in place: weights and moments in an optimizer's update.
  var mutatedInputs: [Int] { get }

  /// Multiply-accumulate operations of one run; 0 for what is not a product.
  func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int
}

extension Operation {
  public var reusableInputs: [Int] { [] }
  public var mutatedInputs: [Int] { [] }
  public func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int { 0 }
}

/// What a gradient rule sees.
public struct GradientContext {
  public let graph: Graph
  public let inputs: [Graph.Node]
  public let output: Graph.Node
  /// ∂L/∂output, of the output's shape.
  public let upstream: Graph.Node
  /// Which inputs need a gradient; others may be `nil` in the answer.
  public let isNeeded: [Bool]
}
