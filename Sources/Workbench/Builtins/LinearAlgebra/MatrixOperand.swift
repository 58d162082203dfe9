import Catalog
import Engine

/// How functions of linear algebra read their matrices, look at what came of them, and give several parts.
enum MatrixOperand {
  static let square = Parameter<TensorValue>.tensor(
    "a", "A square matrix, or several: [… n × n].", expected: "a square matrix")
  static let symmetric = Parameter<TensorValue>.tensor(
    "a", "A symmetric matrix, or several: [… n × n].", expected: "a symmetric matrix")
  static let any = Parameter<TensorValue>.tensor(
    "a", "A matrix, or several: [… m × n].", expected: "a matrix")
  static let cutoff = Parameter<Double>.optional(
    "rcond",
    "Singular values up to this share of the largest count as 0; without it the precision times the longer side.",
    rule: "between 0 and 1"
  ) { 0...1 ~= $0 }

  /// A matrix of floats, after a look at its shape, the machine and the memory.
  static func read(
    _ parameter: Parameter<TensorValue>, in call: BuiltinCall, isSquare: Bool = false
  ) throws -> TensorValue {
    let a = try call.float(parameter)
    let (word, rank) = (call.signature.name, a.shape.rank)
    guard rank >= 2 else { throw LinearAlgebraProblem(word, .noMatrix(a.shape)) }
    let (rows, columns) = (a.shape[rank - 2], a.shape[rank - 1])
    guard !isSquare || rows == columns else {
      throw LinearAlgebraProblem(word, .notSquare(a.shape))
    }
    guard LinearAlgebra.isThere else { throw LinearAlgebraProblem(word, .noLibrary) }
    try call.requireBytes(LinearAlgebra.byteCount(rows: rows, columns: columns, a.dtype))
    return a
  }

  /// Refuses a result with numbers that are not finite, and says why: an operand had some, or `fault` finds it.
  ///
  /// What a training computes is not known yet; there the step that meets such numbers says so.
  static func check(
    _ result: TensorValue, of operands: [TensorValue], _ fault: ((Tensor) -> MatrixFault?)? = nil,
    in call: BuiltinCall
  ) throws {
    guard let known = try Numerics.constant(result), MatrixFault.notFinite(in: known) != nil else {
      return
    }
    let word = call.signature.name
    for operand in operands {
      if let numbers = try Numerics.constant(operand),
        let found = MatrixFault.notFinite(in: numbers)
      {
        throw LinearAlgebraProblem(word, .fault(found))
      }
    }
    if let matrices = try Numerics.constant(operands[0]), let found = fault?(matrices) {
      throw LinearAlgebraProblem(word, .fault(found))
    }
    throw LinearAlgebraProblem(word, .beyond(known.dtype))
  }

  /// Parts of what an operation gives in one row for each matrix, as fields of a record.
  static func record(
    _ names: [String], _ packed: TensorValue, _ parts: [(from: Int, extents: [Int])]
  ) throws -> Value {
    .record(
      try RecordValue(names, parts.map { .tensor(try part(packed, $0)) }).checked())
  }

  /// One of these parts, behind the axes of the batch.
  static func part(
    _ packed: TensorValue, _ part: (from: Int, extents: [Int])
  ) throws -> TensorValue {
    let to = part.from + part.extents.reduce(1, *)
    let cut = try Numerics.applyAsIs(
      Slice(axis: packed.shape.rank - 1, from: part.from, to: to), [packed],
      isWeak: packed.isWeak)
    return try Operators.reshape(cut, Shape(packed.shape.extents.dropLast() + part.extents))
  }
}
