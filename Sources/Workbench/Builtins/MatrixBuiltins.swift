import Catalog
import Engine

/// Products, norms and diagonals.
enum MatrixBuiltins {
  static let all: [Builtin] = [norm, dot, diag]

  private static let norm = Builtin(
    Described.function(
      "norm", "Euclidean length: the root of the sum of squares", "norm([3, 4])",
      [Described.x, Described.axis])
  ) { call in
    let x = try call.float("x")
    let axes = try call.axis(rank: x.shape.rank).map { [$0] }
    let square = try Numerics.apply(Multiply(), x, x)
    let sum = try Numerics.applyAsIs(
      Sum(axes: axes, keepsAxes: false), [square], isWeak: x.isWeak)
    return .tensor(try Numerics.apply(SquareRoot(), sum))
  }

  private static let dot = Builtin(
    Described.function(
      "dot", "scalar product of two vectors; matrices multiply as with @", "dot([1, 2], [3, 4])",
      [
        ParameterDescription("a", "Left.", expected: "a tensor"),
        ParameterDescription("b", "Right.", expected: "a tensor"),
      ])
  ) { call in
    try Operators.binary(.matrixProduct, try call.value("a"), try call.value("b"))
  }

  private static let diag = Builtin(
    Described.function(
      "diag", "the diagonal of a matrix, or a matrix with that diagonal", "diag([[1, 2], [3, 4]])",
      [Described.x])
  ) { call in
    let x = try call.tensor("x")
    guard let known = x.known else { throw ValueProblem.conditionTraced }
    let numbers = known.doubles
    switch x.shape.rank {
    case 1:
      let n = numbers.count
      try BuiltinCall.checkSize([n, n])
      var matrix = [Double](repeating: 0, count: n * n)
      for position in 0..<n { matrix[position * n + position] = numbers[position] }
      return .tensor(like(x, matrix, [n, n]))
    case 2:
      let n = min(x.shape[0], x.shape[1])
      return .tensor(like(x, (0..<n).map { numbers[$0 * x.shape[1] + $0] }, [n]))
    default: throw call.wrongType("x", expected: "a vector or a matrix")
    }
  }

  private static func like(_ x: TensorValue, _ numbers: [Double], _ shape: Shape) -> TensorValue {
    x.isWeak
      ? TensorValue(weak: Tensor(numbers, shape)) : TensorValue(Tensor(numbers, shape, x.dtype))
  }
}
