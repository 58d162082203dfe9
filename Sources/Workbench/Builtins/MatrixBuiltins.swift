import Catalog
import Engine
import Support

/// Products, norms and diagonals.
enum MatrixBuiltins {
  static let all: [Builtin] = [norm, dot, diag]

  private static let norm = Builtin(
    Described.function(
      "norm", "Euclidean length: the root of the sum of squares", "norm([3, 4])",
      [Described.x.description, Described.axes.description, Described.keepdims.description])
  ) { call in
    let x = try call.float(Described.x)
    let axes = try call.axes(rank: x.shape.rank)
    let square = try Numerics.apply(Multiply(), x, x)
    let sum = try Numerics.applyAsIs(
      Sum(axes: axes, keepsAxes: try call[Described.keepdims]), [square], isWeak: x.isWeak)
    return .tensor(try Numerics.apply(RootOfSquares(), sum))
  }

  // The operator says what it cannot multiply.
  private static let left = Parameter<Value>.any("a", "Left.", expected: "a tensor")
  private static let right = Parameter<Value>.any("b", "Right.", expected: "a tensor")

  private static let dot = Builtin(
    Described.function(
      "dot", "scalar product of two vectors; matrices multiply as with @", "dot([1, 2], [3, 4])",
      [left.description, right.description])
  ) { call in
    try Operators.binary(.matrixProduct, try call[left], try call[right])
  }

  private static let diag = Builtin(
    Described.function(
      "diag", "the diagonal of a matrix, or a matrix with that diagonal", "diag([[1, 2], [3, 4]])",
      [Described.x.description])
  ) { call in
    let x = try call[Described.x]
    switch x.shape.rank {
    case 1:
      let n = x.shape[0]
      try call.requireBytes(ByteEstimate.product(n, n, 2 * x.dtype.byteCount))
      let type = TensorType([n, n], x.dtype)
      let choice = TensorValue(Tensor(type) { $0 % (n + 1) == 0 ? 1 : 0 })
      let zero = TensorValue(Tensor(scalar: 0, x.dtype))
      return .tensor(try Numerics.applyAsIs(Where(), [choice, x, zero], isWeak: x.isWeak))
    case 2:
      let n = min(x.shape[0], x.shape[1])
      let positions = try Interrupt.map(n) { Int32($0 * (x.shape[1] + 1)) }
      let flat = try Operators.reshape(x, [x.shape.count])
      return .tensor(
        try Numerics.applyAsIs(
          Gather(), [flat, TensorValue(Tensor(positions, [n]))], isWeak: x.isWeak))
    default: throw call.wrongType(Described.x, "a vector or a matrix")
    }
  }
}
