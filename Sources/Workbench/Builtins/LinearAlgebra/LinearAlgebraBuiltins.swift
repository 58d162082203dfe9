import Catalog
import Engine
import Support

/// Determinants, inverses, systems of equations and powers of matrices.
///
/// All work on [… n × n], each matrix by itself; whole numbers are widened, and the type of the numbers stays.
enum LinearAlgebraBuiltins {
  static let all: [Builtin] =
    [det, slogdet, inv, pinv, solve, lstsq, matrixPower] + DecompositionBuiltins.all

  private static let matrix = MatrixOperand.square

  private static let det = Builtin(
    Described.function(
      "det", "determinant of a square matrix", "det([[1, 2], [3, 4]])", [matrix.description],
      details: """
        Of a singular matrix 0, as exactly as rounding allows. Several matrices, `[… n × n]`, give a number each.
        `slogdet` gives its logarithm, where it is too large or too small.
        """)
  ) { call in
    let a = try MatrixOperand.read(matrix, in: call, isSquare: true)
    return .tensor(try Numerics.applyAsIs(Determinant(), [a], isWeak: a.isWeak))
  }

  private static let slogdet = Builtin(
    Described.function(
      "slogdet", "sign and logarithm of a determinant, as .sign and .logabsdet",
      "slogdet([[1, 2], [3, 4]]).logabsdet", [matrix.description],
      details:
        "det(a) is sign * exp(logabsdet). Of a singular matrix the sign is 0, the logarithm -inf.")
  ) { call in
    let a = try MatrixOperand.read(matrix, in: call, isSquare: true)
    let packed = try Numerics.applyAsIs(LogDeterminant(), [a], isWeak: a.isWeak)
    return try MatrixOperand.record(
      ["sign", "logabsdet"], packed, [(from: 0, extents: []), (from: 1, extents: [])])
  }

  private static let inv = Builtin(
    Described.function(
      "inv", "inverse of a square matrix", "inv([[1, 2], [3, 4]])", [matrix.description],
      details: """
        `inv(a) @ a` is the identity, up to rounding. A singular matrix has none: `pinv` is what comes nearest.
        `solve(a, b)` is faster and more exact than `inv(a) @ b`.
        """)
  ) { call in
    let a = try MatrixOperand.read(matrix, in: call, isSquare: true)
    let result = try Numerics.applyAsIs(Inverse(), [a], isWeak: a.isWeak)
    try MatrixOperand.check(result, of: [a], MatrixFault.singular, in: call)
    return .tensor(result)
  }

  private static let pinv = Builtin(
    Described.function(
      "pinv", "pseudoinverse of any matrix, by its singular values",
      "pinv([[1, 2], [2, 4], [3, 6]])",
      [MatrixOperand.any.description, MatrixOperand.cutoff.description],
      details: """
        Moore and Penrose's: `pinv(a) @ b` is the shortest x for which the length of `a @ x - b` is least. Of a matrix \
        that has an inverse it is the inverse.
        """)
  ) { call in
    let a = try MatrixOperand.read(MatrixOperand.any, in: call)
    let cutoff = try call.optional(MatrixOperand.cutoff)
    let result = try Numerics.applyAsIs(PseudoInverse(cutoff: cutoff), [a], isWeak: a.isWeak)
    try MatrixOperand.check(result, of: [a], in: call)
    return .tensor(result)
  }

  private static let right = Parameter<TensorValue>.tensor(
    "b", "The right side: a vector, or a matrix with a right side in each column.",
    expected: "a vector or a matrix")

  private static let solve = Builtin(
    Described.function(
      "solve", "the x for which a @ x is b", "solve([[2, 1], [1, 3]], [3, 5])",
      [matrix.description, right.description],
      details: """
        By LU factorization with row exchanges. Several matrices or right sides, `[… n × k]`, are solved each by itself; \
        b of one axis is one right side for all.
        """)
  ) { call in
    try system(call, Solve(), isSquare: true, fault: MatrixFault.singular)
  }

  private static let lstsq = Builtin(
    Described.function(
      "lstsq", "the x for which a @ x is nearest to b: least squares",
      "lstsq([[1, 1], [1, 2], [1, 3]], [1, 2, 2])",
      [MatrixOperand.any.description, right.description, MatrixOperand.cutoff.description],
      details: """
        Where several are equally near, the shortest. `a @ x - b` is what remains; `matrix_rank(a)` tells whether x is the \
        only one.
        """)
  ) { call in
    let cutoff = try call.optional(MatrixOperand.cutoff)
    return try system(call, LeastSquares(cutoff: cutoff), isSquare: false, fault: nil)
  }

  /// x of a·x = b, where a vector b gives a vector.
  private static func system(
    _ call: BuiltinCall, _ operation: any Operation, isSquare: Bool,
    fault: ((Tensor) -> MatrixFault?)?
  ) throws -> Value {
    let a = try MatrixOperand.read(
      isSquare ? matrix : MatrixOperand.any, in: call, isSquare: isSquare)
    let b = try call.float(right)
    let rows = a.shape[a.shape.rank - 2]
    let isVector = b.shape.rank == 1
    guard b.shape.rank > 0, b.shape[isVector ? 0 : b.shape.rank - 2] == rows else {
      throw ShapeError(
        operation: call.signature.name,
        expected: isSquare ? "[n × n] and [n] or [n × k]" : "[m × n] and [m] or [m × k]",
        found: [a.shape, b.shape])
    }
    let columns = isVector ? 1 : b.shape[b.shape.rank - 1]
    try call.requireBytes(
      LinearAlgebra.byteCount(
        rows: rows, columns: a.shape[a.shape.rank - 1], others: columns, a.dtype))
    let (operands, isWeak) = try Numerics.aligned([
      a, isVector ? try Operators.reshape(b, [rows, 1]) : b,
    ])
    let result = try Numerics.applyAsIs(operation, operands, isWeak: isWeak)
    try MatrixOperand.check(result, of: [a, b], fault, in: call)
    guard isVector else { return .tensor(result) }
    return .tensor(try Operators.reshape(result, Shape(result.shape.extents.dropLast())))
  }

  private static let exponent = Parameter<Int>(
    "n", "Which power; negative ones are of the inverse.")

  private static let matrixPower = Builtin(
    Described.function(
      "matrix_power", "a square matrix multiplied with itself n times",
      "matrix_power([[1, 1], [1, 0]], 10)",
      [matrix.description, exponent.description],
      details:
        "0 gives the identity, negative numbers powers of the inverse. `a ^ n` is element by element."
    )
  ) { call in
    var factor = try MatrixOperand.read(matrix, in: call, isSquare: true)
    let power = try call[exponent]
    if power < 0 {
      let a = factor
      factor = try Numerics.applyAsIs(Inverse(), [a], isWeak: a.isWeak)
      try MatrixOperand.check(factor, of: [a], MatrixFault.singular, in: call)
    }
    var left = power.magnitude
    var result: TensorValue?
    while left > 0 {
      try Interrupt.check()
      if left & 1 == 1 {
        result = try result.map { try Numerics.apply(MatrixProduct(), $0, factor) } ?? factor
      }
      left >>= 1
      if left > 0 { factor = try Numerics.apply(MatrixProduct(), factor, factor) }
    }
    if let result { return .tensor(result) }
    let n = factor.shape[factor.shape.rank - 1]
    let type = TensorType([n, n], factor.dtype)
    let one = Tensor(type) { $0 % (n + 1) == 0 ? 1 : 0 }
    let identity = factor.isWeak ? TensorValue(weak: one) : TensorValue(one)
    return .tensor(
      try Numerics.applyAsIs(BroadcastTo(factor.shape), [identity], isWeak: factor.isWeak))
  }
}
