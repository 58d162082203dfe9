import CKernels

/// Operations evaluated at once, through the same kernels as a plan.
public enum Eager {
  /// The largest result in bytes; more is refused before memory is asked for.
  public static let byteLimit = 1 << 36

  /// The operation's value. Optimizer updates, which change their operands, are for plans only.
  public static func apply(
    _ operation: any Operation, to inputs: [Tensor]
  ) throws(ShapeError) -> Tensor {
    precondition(operation.mutatedInputs.isEmpty, "an update belongs into a plan")
    let types = inputs.map(\.type)
    let type = try operation.checkedType(of: types)
    guard type.byteCount <= byteLimit else {
      throw ShapeError(
        operation: operation.name, expected: "a result of at most \(byteLimit >> 30) GiB",
        found: types.map(\.shape))
    }
    if operation.isView, type.dtype == inputs[0].dtype { return inputs[0].reshaped(type.shape) }
    return run(operation.kernel(inputs: types, output: type), inputs, type)
  }

  static func run(
    _ kernel: Kernel, _ inputs: [Tensor], _ type: TensorType, step: UInt64 = 0,
    set: KernelSet = .best
  ) -> Tensor {
    Tensor(type) { bytes in
      guard kernel.units > 0, let function = set.function(of: kernel) else {
        precondition(kernel.units == 0, "the shape rule admits only types with a kernel")
        return
      }
      var pointers = inputs.map { UnsafeMutableRawPointer($0.block.bytes.baseAddress) }
      var step = step
      withExtendedLifetime(inputs) {
        withUnsafeTemporaryAllocation(byteCount: kernel.scratchByteCount, alignment: 64) {
          scratch in
          kernel.parameters.withUnsafeBytes { parameters in
            pointers.withUnsafeMutableBufferPointer { operands in
              withUnsafePointer(to: &step) { step in
                var call = nabla_call(
                  output: bytes.baseAddress, inputs: operands.baseAddress,
                  parameters: parameters.baseAddress, step: step)
                function(&call, 0, Int64(kernel.units), scratch.baseAddress)
              }
            }
          }
        }
      }
    }
  }
}
