import Engine

/// One kernel of a model as whole numbers, and how what it is multiplied with becomes some.
package struct QuantizedWeight: Sendable {
  /// Numbers and scales; its rows are all axes of the weight but the last.
  package let kernel: QuantizedKernel
  /// The weight's shape.
  package let shape: Shape
  /// How the input of the product is rounded; `nil`: each sample by its own smallest and largest number, or, with
  /// four bits, not at all.
  package let range: ByteRange?

  /// A kernel under the shape of the weight, of as many numbers.
  package init(_ kernel: QuantizedKernel, shape: Shape, range: ByteRange?) {
    precondition(kernel.inputs * kernel.outputs == shape.count, "as many numbers as the weight has")
    (self.kernel, self.shape, self.range) = (kernel, shape, range)
  }

  /// The weight in floats.
  package var floats: Tensor { kernel.floats(shape) }
}

/// How a training rounds one product's operands, for a quantization that follows it.
struct RoundedTraining: Sendable {
  let width: QuantizedKernel.Width
  /// The input's range; `nil` leaves the input as it is.
  let range: ByteRange?
}

extension Variable {
  /// Other memory with the same value; `weight` gives the value when it is asked for. What is fixed is never trained.
  func copy(replaced weight: QuantizedWeight?, isFixed: Bool) -> Variable {
    if let weight {
      return Variable(name, type, isTrainable: false) { weight.floats }
    }
    return Variable(name, state, isTrainable: isTrainable && !isFixed)
  }
}
