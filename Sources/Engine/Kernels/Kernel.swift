import CKernels
import Support

/// A function of the kernel library with its sizes and constants, resolved once per plan.
///
/// Names a kernel rather than holding its address, so that one plan can run on any instruction set.
package struct Kernel: Sendable {
  let identifier: nabla_kernel
  let dtype: DType
  /// The C structure that the kernel reads, in whole words.
  let parameters: [UInt64]
  /// Into how many independent pieces the work can be cut.
  let units: Int
  /// How many neighbouring pieces one thread had better do together.
  var grain = 1
  /// Estimated time on one core in nanoseconds: is it worth waking another thread?
  let cost: Double

  init<Parameters: BitwiseCopyable>(
    _ identifier: nabla_kernel, _ dtype: DType, _ parameters: Parameters, units: Int, cost: Double
  ) {
    self.identifier = identifier
    self.dtype = dtype
    self.parameters = words(of: parameters)
    self.units = units
    self.cost = cost
  }

  init(
    _ identifier: nabla_kernel, _ dtype: DType, list: [Int], units: Int, cost: Double
  ) {
    self.identifier = identifier
    self.dtype = dtype
    parameters = list.map { UInt64(bitPattern: Int64($0)) }
    self.units = units
    self.cost = cost
  }

  /// How many units take about four milliseconds; 0 where all of them take less.
  ///
  /// Memory that is written for the first time takes longer than most of what is computed.
  func unitsBetweenLooks(writing byteCount: Int) -> Int {
    let time = max(cost, Double(byteCount) * 0.5)
    guard units > 1, time > 4_000_000 else { return 0 }
    let few = Int(Double(units) * (4_000_000 / time), within: 1...units)
    return (few + grain - 1) / grain * grain
  }

  /// Working memory that the kernel needs; an executor has the most for all of its lines.
  var scratchByteCount: Int {
    switch identifier {
    case nabla_kernel_product, nabla_kernel_convolution,
      nabla_kernel_convolution_kernel_gradient, nabla_kernel_recurrent_forward,
      nabla_kernel_recurrent_backward, nabla_kernel_softmax:
      Int(NABLA_SCRATCH)
    default: 64
    }
  }

  /// From one end of a tensor to the other; `nanoseconds` for each element.
  static func flat(
    _ identifier: nabla_kernel, _ type: TensorType, _ numbers: [Double] = [],
    nanoseconds: Double = 0.1
  ) -> Kernel {
    var parameters = nabla_flat()
    parameters.count = Int64(type.shape.count)
    withUnsafeMutableBytes(of: &parameters.numbers) { bytes in
      _ = bytes.bindMemory(to: Double.self).update(fromContentsOf: numbers)
    }
    let count = type.shape.count
    return Kernel(
      identifier, type.dtype, parameters,
      units: (count + Int(NABLA_BLOCK) - 1) / Int(NABLA_BLOCK),
      cost: Double(count) * nanoseconds)
  }
}

private func words<Value: BitwiseCopyable>(of value: Value) -> [UInt64] {
  var words = [UInt64](repeating: 0, count: (MemoryLayout<Value>.size + 7) / 8)
  words.withUnsafeMutableBytes { target in
    withUnsafeBytes(of: value) { target.copyMemory(from: $0) }
  }
  return words
}
