import CKernels
import Support

/// Operations evaluated at once, through the same kernels as a plan.
package enum Eager {
  /// The operation's value. Optimizer updates, which change their operands, are for plans only.
  package static func apply(
    _ operation: any Operation, to inputs: [Tensor]
  ) throws(ShapeError) -> Tensor {
    precondition(operation.mutatedInputs.isEmpty, "an update belongs into a plan")
    let types = inputs.map(\.type)
    let type = try operation.checkedType(of: types)
    if operation.isView, type.dtype == inputs[0].dtype { return inputs[0].reshaped(type.shape) }
    try require(type, of: operation.name, types)
    let result = run(operation.kernel(inputs: types, output: type), inputs, type)
    // Whoever feeds the interrupt tells the user; the result is torn.
    guard !Interrupt.wasRaised else {
      throw ShapeError(
        operation: operation.name, kind: operation.kind, expected: "not to be interrupted",
        found: types.map(\.shape))
    }
    return result
  }

  /// Refuses a result that the memory cannot hold, before it is asked for.
  private static func require(
    _ type: TensorType, of name: String, _ operands: [TensorType]
  ) throws(ShapeError) {
    do {
      try MemoryBudget.current.require(type.byteCount, for: name)
    } catch {
      throw ShapeError(error, found: operands.map(\.shape))
    }
  }

  /// Where the interrupt of this thread is raised, numbers that were not computed are zeros.
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
      // Mapped memory is zero from the start.
      defer { if Interrupt.wasRaised, !Block.isMapped(bytes.count) { bytes.clear() } }
      withExtendedLifetime(inputs) {
        withUnsafeTemporaryAllocation(byteCount: kernel.scratchByteCount, alignment: 64) {
          scratch in
          kernel.parameters.withUnsafeBytes { parameters in
            pointers.withUnsafeMutableBufferPointer { operands in
              withUnsafePointer(to: &step) { step in
                var line = nabla_instruction(
                  function: function,
                  call: nabla_call(
                    output: bytes.baseAddress, inputs: operands.baseAddress,
                    parameters: parameters.baseAddress, step: step),
                  units: Int64(kernel.units), unitsAtATime: 0,
                  unitsBetweenLooks: Int64(kernel.unitsBetweenLooks(writing: type.byteCount)))
                nabla_run_alone(&line, scratch.baseAddress)
              }
            }
          }
        }
      }
    }
  }
}
