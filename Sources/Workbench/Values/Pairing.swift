import Engine

/// [n] with [n, 1]: broadcasting spreads the two to [n, n], which is hardly ever meant.
enum Pairing {
  /// The operands of an operation that works element by element.
  ///
  /// Where one of them stems from a model, the vector gets its axis: predictions [n, 1] and targets
  /// [n] are one number a sample each. Elsewhere such a pair is an error.
  static func paired(
    _ operands: [TensorValue], for operation: any Operation
  ) throws -> [TensorValue] {
    var result = operands
    for (first, second) in pairs(result) where isColumn(result[second], of: result[first]) {
      let (vector, column) = (result[first].shape, result[second].shape)
      let fromModel = [first, second].contains { operands[$0].roles.contains(.modelOutput) }
      if fromModel {
        result[first] = try Operators.reshape(result[first], column)
      } else if let spread = Shape.broadcast(vector, column), spread.count > vector.count {
        throw ValueProblem.shape(
          .columnWithVector(
            operation.name, left: operands[min(first, second)].shape,
            right: operands[max(first, second)].shape, spread: spread))
      }
    }
    return result
  }

  private static func pairs(_ operands: [TensorValue]) -> [(Int, Int)] {
    let all = operands.indices
    return all.flatMap { first in all.filter { $0 != first }.map { (first, $0) } }
  }

  /// [n, 1] against [n] with n > 1, or the same with further axes in front.
  private static func isColumn(_ column: TensorValue, of vector: TensorValue) -> Bool {
    guard vector.shape.rank > 0, column.shape.rank == vector.shape.rank + 1,
      vector.shape.count > 1
    else { return false }
    return column.shape.extents == vector.shape.extents + [1]
  }
}
