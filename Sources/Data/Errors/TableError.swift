import Formats

/// What is wrong with a table in a file.
package enum TableError: Equatable, Sendable {
  /// A column that the table does not have.
  case unknownColumn(String, known: [String], path: String)
  /// Columns that were asked for and are not there.
  case missingColumns([String], path: String)
  /// All columns in which some values are not what most of them are.
  case badColumns([BadColumn], path: String)
  /// A table with nothing beside its target.
  case noFeatures(target: String, path: String)
}
