import Data
import Engine
import Formats

/// Rows that lack a column of training, with what tells what to do.
struct MissingColumn: Error {
  /// The first column that is missing.
  let name: String
  /// All columns of training.
  let known: [String]
  /// The columns of the rows.
  let given: [String]
  /// Whether an answer is given where nothing stands in the columns that are missing.
  let takesNone: Bool

  /// `nil` for any other mistake.
  init?(_ error: RecipeError, _ table: TypedTable, _ recipe: Recipe, _ type: DType) {
    guard case .missingColumn(let name, let known) = error else { return nil }
    (self.name, self.known, given) = (name, known, table.names)
    let row = table.rows(table.rowCount > 0 ? [0] : [])
    let none = known.filter { !table.names.contains($0) }.reduce(row) { table, name in
      table.appending(TypedColumn(name, .numbers([Double](repeating: .nan, count: table.rowCount))))
    }
    var notes: [RecipeNote] = []
    takesNone =
      (try? recipe.requireWords(in: none)) != nil
      && (try? recipe.answers(of: none, withTarget: false, type, notes: &notes)) != nil
  }
}
