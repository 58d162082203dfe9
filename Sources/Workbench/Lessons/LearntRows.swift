import Data

extension Samples {
  /// Whether each of these samples is one of the others: inputs and targets by their numbers, as float32.
  ///
  /// Of other shapes, as behind the recipe of a table, only how many there are can be compared.
  func isPart(of others: Samples) -> Bool {
    guard count <= others.count else { return false }
    guard inputShapes == others.inputShapes, targets?.shape == others.targets?.shape else {
      return true
    }
    let known = Set((0..<others.count).map { others.numbers(of: $0) })
    return (0..<count).allSatisfy { known.contains(numbers(of: $0)) }
  }

  /// A model's samples are numbers of its own precision, and those of data may be of another.
  private func numbers(of row: Int) -> [Float] {
    (inputs.map(\.rows) + (targets.map { [$0] } ?? [])).flatMap { rows in
      (0..<rows.shape.count).map { Float(rows.number(row, $0)) }
    }
  }
}
