import CKernels

extension RandomStream {
  /// Uniform numbers in low..<high, element i from position i; in float32 of 24 bits. What rounding
  /// would take to the upper end is the number below it.
  package func uniformTensor(
    _ shape: Shape, _ dtype: DType, low: Double = 0, high: Double = 1, step: UInt64 = 0
  ) -> Tensor {
    filled(nabla_kernel_random_uniform, TensorType(shape, dtype), low, high, step)
  }

  /// low + (high − low) · u, element i from `uniform(at: i)` with all its 53 bits, rounded once.
  package func fullUniformTensor(_ type: TensorType, low: Double, high: Double) -> Tensor {
    filled(nabla_kernel_random_uniform_full, type, low, high, 0)
  }

  /// Normal numbers, element i from position i.
  package func normalTensor(
    _ shape: Shape, _ dtype: DType, mean: Double = 0, deviation: Double = 1, step: UInt64 = 0
  ) -> Tensor {
    filled(nabla_kernel_random_normal, TensorType(shape, dtype), mean, deviation, step)
  }

  /// Fills memory with uniform numbers in [0, 1).
  package func fillUniform(_ numbers: UnsafeMutableBufferPointer<Float>, step: UInt64 = 0) {
    let tensor = uniformTensor([numbers.count], .float32, step: step)
    tensor.withBytes { UnsafeMutableRawBufferPointer(numbers).copyMemory(from: $0) }
  }

  /// Fills memory with normal numbers of mean 0 and deviation 1.
  package func fillNormal(_ numbers: UnsafeMutableBufferPointer<Float>, step: UInt64 = 0) {
    let tensor = normalTensor([numbers.count], .float32, step: step)
    tensor.withBytes { UnsafeMutableRawBufferPointer(numbers).copyMemory(from: $0) }
  }

  private func filled(
    _ identifier: nabla_kernel, _ type: TensorType, _ low: Double, _ high: Double, _ step: UInt64
  ) -> Tensor {
    precondition(type.dtype.isFloat, "random numbers are floating-point")
    return Eager.run(drawKernel(identifier, type, self, low, high), [], type, step: step)
  }
}
