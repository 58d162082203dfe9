/// What an operation is to those who explain what went wrong with it, and how it is told; most are `other`.
package enum OperationKind: Sendable {
  case matrixProduct
  /// Arithmetic of two operands, element by element, written with a sign.
  case sum, difference, product, quotient
  /// The difference from 0.
  case negation
  case power, exponential, logarithm, squareRoot, reciprocalSquareRoot
  /// Activations with flat parts, by which trainings get stuck.
  case relu, tanh, sigmoid
  /// Counting pairs of classes, which looks at numbers one by one.
  case classCounts
  /// Products of whole numbers, which no gradient passes.
  case quantization
  case other
}
