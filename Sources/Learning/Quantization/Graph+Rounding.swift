import Engine

// Rounding as a quantized product would do it, with gradients that pass through it as if it were not there (the
// straight-through estimator, Bengio et al. 2013): 1 within the range, 0 where the range cuts off.

extension Graph {
  /// scale · (byte − zero) of the byte nearest to each number.
  func rounded(_ x: Node, to range: ByteRange) throws(ShapeError) -> Node {
    let inside = try apply(Clip(low: range.low, high: range.high), to: x)
    let scale = Double(range.scale)
    let steps = try apply(Round(), to: apply(Divide(), to: inside, scalar(scale, like: x)))
    return try passing(inside, as: times(scale, steps))
  }

  /// scale · number of a kernel [… × outputs], with the scales of its present values.
  func rounded(_ kernel: Node, to width: QuantizedKernel.Width) throws(ShapeError) -> Node {
    let outputs = kernel.shape.extents.last ?? 1
    let inputs = outputs == 0 ? 0 : kernel.shape.count / outputs
    let length = width == .eight ? max(inputs, 1) : QuantizedKernel.groupLength
    let groups = (inputs + length - 1) / length
    var rows = try reshape(kernel, to: [inputs, outputs])
    if groups * length > inputs {
      let zeros = constant(
        Tensor(repeating: 0, [groups * length - inputs, outputs], kernel.dtype))
      rows = try apply(Concatenate(axis: 0), to: rows, zeros)
    }
    let grouped = try reshape(rows, to: [groups, length, outputs])
    let largest = try apply(
      MaximumOf(axes: [1], keepsAxes: true), to: apply(Absolute(), to: grouped))
    let scale = try times(1 / Double(width.largest), largest)
    // Of zeros the scale is 1, as anything would do.
    let isZero = try apply(Comparison(.equal), to: scale, scalar(0, like: scale))
    let safe = try apply(StopGradient(), to: apply(Add(), to: scale, isZero))
    let steps = try apply(Round(), to: apply(Divide(), to: grouped, safe))
    var result = try reshape(
      apply(Multiply(), to: steps, safe), to: [groups * length, outputs])
    if groups * length > inputs {
      result = try apply(Slice(axis: 0, from: 0, to: inputs), to: result)
    }
    return try passing(kernel, as: reshape(result, to: kernel.shape))
  }

  /// The value of `rounded` with the gradient of `x`.
  private func passing(_ x: Node, as rounded: Node) throws(ShapeError) -> Node {
    let change = try apply(StopGradient(), to: apply(Subtract(), to: rounded, x))
    return try apply(Add(), to: x, change)
  }
}
