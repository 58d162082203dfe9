import CKernels

/// Uniform numbers in low..<high; step s of a run draws numbers of its own.
package struct RandomUniform: Operation {
  /// Shape and element type of what is drawn.
  package let type: TensorType
  /// Where the numbers come from; element i is drawn at its position i.
  package let stream: RandomStream
  /// The least number that can come.
  package let low: Double
  /// The upper end. It is not drawn, but in float32 rounding may reach it where `low` is not 0.
  package let high: Double
  package let name = "random_uniform"

  /// Without operands. Elements are floating-point numbers; nothing checks that `low` is below
  /// `high`.
  package init(
    _ shape: Shape, _ dtype: DType = .float32, stream: RandomStream, low: Double = 0,
    high: Double = 1
  ) {
    type = TensorType(shape, dtype)
    self.stream = stream
    self.low = low
    self.high = high
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.isEmpty, type.dtype.isFloat else { throw refusal("no operands", inputs) }
    return type
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    drawKernel(nabla_kernel_random_uniform, type, stream, low, high)
  }
}

/// Normal numbers with a mean and a standard deviation; step s draws numbers of its own.
package struct RandomNormal: Operation {
  /// Shape and element type of what is drawn.
  package let type: TensorType
  /// Where the numbers come from; element i is drawn at its position i.
  package let stream: RandomStream
  /// Mean of the distribution.
  package let mean: Double
  /// Standard deviation of the distribution.
  package let deviation: Double
  package let name = "random_normal"

  /// Without operands. Elements are floating-point numbers.
  package init(
    _ shape: Shape, _ dtype: DType = .float32, stream: RandomStream, mean: Double = 0,
    deviation: Double = 1
  ) {
    type = TensorType(shape, dtype)
    self.stream = stream
    self.mean = mean
    self.deviation = deviation
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.isEmpty, type.dtype.isFloat else { throw refusal("no operands", inputs) }
    return type
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    drawKernel(nabla_kernel_random_normal, type, stream, mean, deviation)
  }
}

/// A mask of x's type: 0 with probability `rate`, else 1 / (1 − rate).
package struct DropoutMask: Operation {
  /// The share of elements that become 0.
  package let rate: Double
  /// Where the draws come from: 32 bits for each element, in row-major order.
  package let stream: RandomStream
  package let name = "dropout_mask"

  /// `rate` from 0 up to, but not, 1.
  package init(rate: Double, stream: RandomStream) {
    precondition(rate >= 0 && rate < 1, "a rate from 0 up to, but not, 1")
    self.rate = rate
    self.stream = stream
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    return inputs[0]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    drawKernel(nabla_kernel_dropout_mask, output, stream, rate, 1 / (1 - rate))
  }
}

func drawKernel(
  _ identifier: nabla_kernel, _ type: TensorType, _ stream: RandomStream, _ low: Double,
  _ high: Double
) -> Kernel {
  let block = Int(NABLA_BLOCK)
  return Kernel(
    identifier, type.dtype,
    nabla_draw(count: Int64(type.shape.count), key: stream.key, low: low, high: high),
    units: (type.shape.count + block - 1) / block, cost: Double(type.shape.count))
}
