import Catalog
import Engine

/// Matrices as products of simpler ones. What has several parts is a record of them.
enum DecompositionBuiltins {
  static let all: [Builtin] = [cholesky, qr, svd, eigh, matrixRank]

  private static let cholesky = Builtin(
    Described.function(
      "cholesky", "the lower triangular l with a = l @ l.T", "cholesky([[4, 2], [2, 3]])",
      [MatrixOperand.symmetric.description],
      details: """
        a is symmetric and positive definite, such as a covariance; where it is not, the message names the first leading \
        minor that is not positive.
        """)
  ) { call in
    let a = try symmetric(call)
    let result = try Numerics.applyAsIs(Cholesky(), [a], isWeak: a.isWeak)
    try MatrixOperand.check(result, of: [a], MatrixFault.notPositive, in: call)
    return .tensor(result)
  }

  private static let eigh = Builtin(
    Described.function(
      "eigh", "eigenvalues and eigenvectors of a symmetric matrix, as .values and .vectors",
      "eigh([[2, 1], [1, 2]]).values", [MatrixOperand.symmetric.description],
      details: """
        The values ascend; the vectors are columns of length 1: `a @ e.vectors` is `e.vectors * e.values`. Their signs are \
        LAPACK's.
        """)
  ) { call in
    let a = try symmetric(call)
    let packed = try Numerics.applyAsIs(EigenDecomposition(), [a], isWeak: a.isWeak)
    try MatrixOperand.check(packed, of: [a], in: call)
    return try MatrixOperand.record(
      ["values", "vectors"], packed, EigenDecomposition.parts(a.shape[a.shape.rank - 1]))
  }

  private static let svd = Builtin(
    Described.function(
      "svd", "singular values and vectors of a matrix, as .u, .s and .v", "svd([[3, 0], [4, 5]]).s",
      [MatrixOperand.any.description],
      details: """
        `a` is `s.u @ diag(s.s) @ s.v.T`: s.u is [m × k], s.s [k] from the largest on, s.v [n × k], with k the lesser of m \
        and n. NumPy's third result is `s.v.T`. Signs are LAPACK's.
        """)
  ) { call in
    let a = try MatrixOperand.read(MatrixOperand.any, in: call)
    let (rows, columns) = (a.shape[a.shape.rank - 2], a.shape[a.shape.rank - 1])
    let packed = try Numerics.applyAsIs(SingularValueDecomposition(), [a], isWeak: a.isWeak)
    try MatrixOperand.check(packed, of: [a], in: call)
    return try MatrixOperand.record(
      ["u", "s", "v"], packed, SingularValueDecomposition.parts(rows, columns))
  }

  private static let qr = Builtin(
    Described.function(
      "qr", "a matrix as orthonormal columns times an upper triangle, as .q and .r",
      "qr([[1, 2], [3, 4]]).r", [MatrixOperand.any.description],
      details: """
        `a` is `f.q @ f.r`: f.q is [m × k], f.r [k × n], with k the lesser of m and n. Signs are LAPACK's.
        """)
  ) { call in
    let a = try MatrixOperand.read(MatrixOperand.any, in: call)
    let (rows, columns) = (a.shape[a.shape.rank - 2], a.shape[a.shape.rank - 1])
    let packed = try Numerics.applyAsIs(QRDecomposition(), [a], isWeak: a.isWeak)
    try MatrixOperand.check(packed, of: [a], in: call)
    return try MatrixOperand.record(["q", "r"], packed, QRDecomposition.parts(rows, columns))
  }

  private static let matrixRank = Builtin(
    Described.function(
      "matrix_rank", "how many rows of a matrix are independent", "matrix_rank([[1, 2], [2, 4]])",
      [MatrixOperand.any.description, MatrixOperand.cutoff.description],
      details: "Counts the singular values above `rcond` times the largest.")
  ) { call in
    let a = try MatrixOperand.read(MatrixOperand.any, in: call)
    let (rows, columns) = (a.shape[a.shape.rank - 2], a.shape[a.shape.rank - 1])
    let packed = try Numerics.applyAsIs(SingularValueDecomposition(), [a], isWeak: a.isWeak)
    try MatrixOperand.check(packed, of: [a], in: call)
    let part = SingularValueDecomposition.parts(rows, columns)[1]
    let values = try MatrixOperand.part(packed, part)
    let precision = a.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let share =
      try call.optional(MatrixOperand.cutoff) ?? Double(max(rows, columns)) * precision
    let largest = try Numerics.applyAsIs(
      Slice(axis: -1, from: 0, to: min(1, values.shape[values.shape.rank - 1])), [values],
      isWeak: a.isWeak)
    let least = try Numerics.applyAsIs(
      Multiply(), [largest, TensorValue(Tensor(scalar: share, a.dtype))], isWeak: a.isWeak)
    let above = try Numerics.applyAsIs(
      Comparison(.greater), [values, least], isWeak: a.isWeak)
    let count = try Numerics.applyAsIs(Sum(axes: [-1]), [above], isWeak: a.isWeak)
    return .tensor(try Numerics.cast(count, to: .int32).asNumbers())
  }

  private static func symmetric(_ call: BuiltinCall) throws -> TensorValue {
    let a = try MatrixOperand.read(MatrixOperand.symmetric, in: call, isSquare: true)
    if let known = try Numerics.constant(a) {
      let fault = MatrixFault.notFinite(in: known) ?? MatrixFault.notSymmetric(in: known)
      if let fault { throw LinearAlgebraProblem(call.signature.name, .fault(fault)) }
    }
    return a
  }
}
