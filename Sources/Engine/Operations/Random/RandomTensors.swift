import CKernels

/// Uniform numbers in low..<high; step s of a run draws numbers of its own.
public struct RandomUniform: Operation {
  public let type: TensorType
  public let stream: RandomStream
  public let low: Double
  public let high: Double
  public let name = "random_uniform"

  public init(
    _ shape: Shape, _ dtype: DType = .float32, stream: RandomStream, low: Double = 0,
    high: Double = 1
  ) {
    type = TensorType(shape, dtype)
    self.stream = stream
    self.low = low
    self.high = high
  }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.isEmpty, type.dtype.isFloat else { throw refusal("no operands", inputs) }
    return type
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    drawKernel(nabla_kernel_random_uniform, type, stream, low, high)
  }
}

/// Normal numbers with a mean and a standard deviation; step s draws numbers of its own.
public struct RandomNormal: Operation {
  public let type: TensorType
  public let stream: RandomStream
  public let mean: Double
  public let deviation: Double
  public let name = "random_normal"

  public init(
    _ shape: Shape, _ dtype: DType = .float32, stream: RandomStream, mean: Double = 0,
    deviation: Double = 1
  ) {
    type = TensorType(shape, dtype)
    self.stream = stream
    self.mean = mean
    self.deviation = deviation
  }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.isEmpty, type.dtype.isFloat else { throw refusal("no operands", inputs) }
    return type
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    drawKernel(nabla_kernel_random_normal, type, stream, mean, deviation)
  }
}

/// A mask of x's type: 0 with probability `rate`, else 1 / (1 − rate).
public struct DropoutMask: Operation {
  public let rate: Double
  public let stream: RandomStream
  public let name = "dropout_mask"

  /// `rate` from 0 up to, but not, 1.
  public init(rate: Double, stream: RandomStream) {
    precondition(rate >= 0 && rate < 1, "a rate from 0 up to, but not, 1")
    self.rate = rate
    self.stream = stream
  }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    return inputs[0]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
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
