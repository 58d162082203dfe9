import Engine

/// What is wrong with the lines of a model.
package enum BuildingError: Equatable, Sendable {
  /// No layer, activation or structure of that name.
  case unknownLayer(word: String, known: [String], origin: Range<Int>)
  /// A structure without its lines, or lines behind a word that takes none.
  case lines(word: String, isMissing: Bool, origin: Range<Int>)
  /// `from` names nothing that stands before it.
  case unknownSource(name: String, known: [String], origin: Range<Int>)
  /// A model in the place of a layer whose numbers are of another type.
  case otherDType(label: String, expected: DType, found: DType, origin: Range<Int>)
  /// A line that is no `path` where a structure joins paths; `lines` is how it is written with them.
  case noPath(word: String, of: String, lines: String, origin: Range<Int>)
  /// Braces without a line.
  case emptyModel(model: String)
}
