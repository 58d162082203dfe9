/// Why a check of a lesson cannot be read, or says nothing; data, worded in `Problems`.
package enum CheckProblem: Error, Equatable {
  /// The language refuses it, in these words.
  case unreadable(String, hint: String?)
  /// It acts, or is several statements: a check only looks.
  case noCondition
  /// A word that neither the language nor the lesson has.
  case unknownWord(String, isCalled: Bool, suggestion: String?)
  /// A question of checks with another number of arguments.
  case argumentCount(predicate: String, expected: Int, example: String)
  /// `took` of something that has no such id.
  case unknownCell(String, known: [String])
}
