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
    // The same memory has the same numbers, and data may be large.
    let areSame =
      count == others.count
      && zip(inputs, others.inputs).allSatisfy { $0.rows.isSame(as: $1.rows) }
    if areSame { return true }
    let known = Set((0..<others.count).map { others.numbersHash(of: $0) })
    return (0..<count).allSatisfy { known.contains(numbersHash(of: $0)) }
  }
}
