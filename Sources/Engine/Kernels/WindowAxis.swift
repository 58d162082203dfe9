import CKernels

/// How a window moves along one axis of a tensor.
///
/// Output position o reads with tap k the input's (o·stride + k·dilation − before) / inputDilation,
/// where that is whole and inside the input; elsewhere it reads nothing. `inputDilation` puts gaps
/// between the input's elements, as a transposed convolution does; a negative padding cuts off.
package struct WindowAxis: Hashable, Sendable {
  /// Input positions from one output position to the next, at least 1; above 1 only without gaps.
  package var stride: Int
  /// Input positions from one tap to the next, at least 1.
  package var dilation: Int
  /// 1 + the gaps between neighbouring elements of the input; 1 where there are none.
  package var inputDilation: Int
  /// Padding in front of the first element, counted in positions after `inputDilation`.
  package var before: Int
  /// Padding behind the last one, counted likewise.
  package var after: Int

  /// A window that moves by one and reads neighbours, without padding, where nothing else is said.
  /// What does not go together is found by `output(input:taps:)`.
  package init(
    stride: Int = 1, dilation: Int = 1, inputDilation: Int = 1, before: Int = 0, after: Int = 0
  ) {
    self.stride = stride
    self.dilation = dilation
    self.inputDilation = inputDilation
    self.before = before
    self.after = after
  }

  /// Padding such that the output has ⌈input / stride⌉ positions; the odd one at the end.
  package static func same(
    input: Int, taps: Int, stride: Int = 1, dilation: Int = 1
  ) -> WindowAxis {
    let positions = (input + stride - 1) / max(stride, 1)
    let total = max((positions - 1) * stride + (taps - 1) * dilation + 1 - input, 0)
    return WindowAxis(
      stride: stride, dilation: dilation, before: total / 2, after: total - total / 2)
  }

  /// Extents and steps beyond this are refused, so that no index overflows.
  static let limit = 1 << 30

  /// The number of positions; `nil` where the window does not fit.
  package func output(input: Int, taps: Int) -> Int? {
    let limit = WindowAxis.limit
    guard (1...limit).contains(input), (1...limit).contains(taps), (1...limit).contains(stride),
      (1...limit).contains(dilation), (1...limit).contains(inputDilation),
      abs(before) <= limit * limit, abs(after) <= limit * limit,
      stride == 1 || inputDilation == 1
    else { return nil }
    let room = (input - 1) * inputDilation + before + after - (taps - 1) * dilation
    return room < 0 || room / stride >= limit ? nil : room / stride + 1
  }

  /// The window of the gradient by the input: it reads ∂output and has `input` positions.
  func reversed(input: Int, taps: Int, output: Int) -> WindowAxis {
    let first = (taps - 1) * dilation - before
    let last = (input - 1) * inputDilation - (output - 1) * stride
    return WindowAxis(
      stride: inputDilation, dilation: dilation, inputDilation: stride, before: first,
      after: last - first + (taps - 1) * dilation)
  }

  func parameters(input: Int, output: Int, taps: Int) -> nabla_window {
    nabla_window(
      input: Int64(input), output: Int64(output), taps: Int64(taps), stride: Int64(stride),
      dilation: Int64(dilation), inputDilation: Int64(inputDilation), padding: Int64(before))
  }
}
