import Engine

/// What is wrong with a table in a file.
package enum TableError: Equatable, Sendable {
  /// A column that the table does not have.
  case unknownColumn(String, known: [String], path: String)
  /// A field that should be a number; `text` is empty where a value is missing.
  case notANumber(text: String, column: String, line: Int, path: String)
  /// A table with nothing beside its target.
  case noFeatures(target: String, path: String)
}
