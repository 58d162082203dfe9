/// a + b, element by element, with broadcasting.
public struct Add: Operation {
  public init() {}
  public var name: String { "+" }
  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard let shape = Shape.broadcast(inputs[0].shape, inputs[1].shape) else {
      throw ShapeError(operation: name, expected: "equal or 1", found: inputs.map(\.shape))
    }
    return TensorType(shape, inputs[0].dtype)
  }
  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [context.upstream, context.upstream]
  }
  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel { Kernel { _ in } }
}
