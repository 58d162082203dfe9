import Engine

/// A function of the user that makes a weight from its shape: `shape -> 0.1 * normal(shape)`.
///
/// One number fills the weight.
struct FunctionInitializer: Initializer {
  let function: any TraceableFunction

  init(_ function: any TraceableFunction) { self.function = function }

  func values(_ type: TensorType, from stream: RandomStream) throws -> Tensor {
    let extents = type.shape.extents
    let result = try function.value(
      of: Tensor(extents.map { Double($0) }, [extents.count])
    ).cast(to: type.dtype)
    if result.shape == type.shape { return result }
    guard result.shape.rank == 0 else {
      throw ShapeError(
        operation: function.name, expected: "a weight of shape \(type.shape)",
        found: [result.shape])
    }
    return tensor(type) { _ in result.first }
  }
}
