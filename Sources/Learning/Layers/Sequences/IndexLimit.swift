import Data
import Engine

/// An input whose numbers are looked up in a table: whole numbers below `bound`.
package struct IndexLimit {
  /// The name of the model's input.
  package let input: String
  /// The first number that has no row there.
  package let bound: Int
  /// The layer that looks them up.
  let label: String

  /// Refuses what has no row in the table.
  func check(_ rows: SampleRows) throws(LearningError) {
    let isForeign = { (value: Double) in
      !(value >= 0 && value < Double(bound) && value == value.rounded(.down))
    }
    guard let row = rows.firstRow(where: isForeign) else { return }
    let values = (0..<max(rows.shape.count, 1)).map { rows.number(row, $0) }
    throw .input(
      .indexNumber(
        row: row, value: values.first(where: isForeign) ?? .nan, bound: bound, layer: label))
  }
}
