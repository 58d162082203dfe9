import Catalog
import Engine
import Support

/// Parts of matrices on one side of a diagonal, and sums of diagonals; further axes in front are a batch.
enum TriangleBuiltins {
  static let all: [Builtin] = [lower, upper, trace]

  private static let diagonal = Parameter<Int>(
    "k", "The diagonal that it ends at: 0 the main one, 1 the one above.", default: 0)

  private static let lower = triangle(
    "tril", "the lower triangle of a matrix; zeros above the diagonal", "tril([[1, 2], [3, 4]])"
  ) { column, row, k in column - row <= k }

  private static let upper = triangle(
    "triu", "the upper triangle of a matrix; zeros below the diagonal", "triu([[1, 2], [3, 4]])"
  ) { column, row, k in column - row >= k }

  private static func triangle(
    _ name: String, _ summary: String, _ example: String,
    _ isKept: @escaping @Sendable (_ column: Int, _ row: Int, _ k: Int) -> Bool
  ) -> Builtin {
    Builtin(
      Described.function(name, summary, example, [Described.x.description, diagonal.description])
    ) { call in
      let x = try matrices(call)
      let k = try call[diagonal]
      let (rows, columns) = (x.shape[x.shape.rank - 2], x.shape[x.shape.rank - 1])
      let type = TensorType([rows, columns], x.dtype)
      try call.requireBytes(
        ByteEstimate.sum([type.byteCount, TensorType(x.shape, x.dtype).byteCount]))
      let mask = Tensor(type) { isKept($0 % columns, $0 / columns, k) ? 1 : 0 }
      return .tensor(
        try Numerics.applyAsIs(
          Where(), [TensorValue(mask), x, TensorValue(Tensor(scalar: 0, x.dtype))],
          isWeak: x.isWeak))
    }
  }

  private static func matrices(_ call: BuiltinCall) throws -> TensorValue {
    let x = try call[Described.x]
    guard x.shape.rank >= 2 else {
      throw call.wrongType(Described.x, "a matrix", found: x.shape.rank == 0 ? nil : "\(x.shape)")
    }
    return x
  }

  private static let offset = Parameter<Int>(
    "offset", "The diagonal: 0 the main one, 1 the one above, -1 the one below.", default: 0)

  private static let trace = Builtin(
    Described.function(
      "matrix_trace", "the sum of the diagonal of a matrix", "matrix_trace([[1, 2], [3, 4]])",
      [Described.x.description, offset.description],
      details:
        "Of the last two axes; those in front are a batch. The verb `trace` looks at a model.")
  ) { call in
    let x = try matrices(call).asNumbers()
    let k = try call[offset]
    let (rows, columns) = (x.shape[x.shape.rank - 2], x.shape[x.shape.rank - 1])
    let (firstRow, firstColumn) = (max(0, min(rows, 0 - k)), max(0, min(columns, k)))
    let count = max(0, min(rows - firstRow, columns - firstColumn))
    let positions = try Interrupt.map(count) {
      Int32(exactly: (firstRow + $0) * columns + firstColumn + $0) ?? .max
    }
    guard ByteEstimate.product(rows, columns) <= Int(Int32.max) else {
      throw ValueProblem.limit(
        .tooLarge(elements: ByteEstimate.product(rows, columns), limit: Int(Int32.max)))
    }
    let flat = try Rearranging.gathered(x, axes: [x.shape.rank - 2, x.shape.rank - 1])
    let diagonal = try Rearranging.taken(
      flat, axis: flat.shape.rank - 1, positions, [positions.count])
    return .tensor(
      try Numerics.applyAsIs(
        Sum(axes: [-1], keepsAxes: false), [diagonal], isWeak: x.isWeak))
  }
}
