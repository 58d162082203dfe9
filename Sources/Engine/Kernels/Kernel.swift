/// A function of the kernel library with its sizes and constants, resolved once per plan.
public struct Kernel {
  /// Runs on the memory of one step; must not allocate, lock or call back.
  public typealias Function = (_ call: borrowing KernelCall) -> Void
  public let function: Function

  public init(_ function: @escaping Function) { self.function = function }
}

/// The memory of one call: inputs and output in the order of the node.
public struct KernelCall: ~Copyable {
  public let inputs: UnsafePointer<UnsafeMutableRawPointer>
  public let output: UnsafeMutableRawPointer
  /// The step's number within the run, for random streams: 0, 1, 2, …
  public let step: UInt64

  public init(
    inputs: UnsafePointer<UnsafeMutableRawPointer>, output: UnsafeMutableRawPointer, step: UInt64
  ) {
    self.inputs = inputs
    self.output = output
    self.step = step
  }
}
