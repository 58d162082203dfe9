import Engine

/// A mistake with values that the evaluator finds itself; data, worded in `Problems.swift`.
enum ValueProblem: Error {
  case unknownName(String, known: [String])
  case notCallable(String)
  case wrongCount(function: String, expected: ClosedRange<Int>, found: Int)
  case notNumbers(String, of: String)
  case notANumber(String, of: String)
  case notWhole(Double, of: String)
  case operands(String, left: String, right: String)
  case units(String, left: String, right: String)
  case raggedRows([Int])
  case noField(String, of: String, known: [String])
  case notIndexable(String)
  case noResult(Int, known: [Int])
  case indexOutside(Int, extent: Int, axis: Int)
  /// A whole number that no tensor can have as a position.
  case indexHuge(Double, extent: Int?, axis: Int)
  /// A shape that so many numbers do not take; -1 is what is left.
  case newShape(count: Int, [Int])
  case indexNotWhole(Double, extent: Int?, axis: Int)
  case labelOutside(Double, depth: Int)
  case indexKind(String)
  case maskLength([Int], extents: [Int], axis: Int)
  case indicesDiffer([Shape])
  case listIndex(rank: Int)
  case partShape(expected: Shape, found: Shape)
  case elementNotWhole(Double)
  case elementNotTruth(Double)
  case columnWithVector(
    String, left: Shape, right: Shape, spread: Shape, leftText: String = "a",
    rightText: String = "b")
  case tooManyIndices(Int, rank: Int)
  case conditionNotBool(String)
  case conditionOnTensor(Shape)
  case conditionTraced
  case notAssignable(String)
  case valueShape(name: String, expected: Shape, found: Shape)
  case callTooDeep(Int)
  case loopTooLong(Int, limit: Int)
  case tooLarge(elements: Int, limit: Int)
  /// Bytes of one text.
  case textTooLong(Int, limit: Int)
  /// Values of one list, written out.
  case tooManyValues(Int, limit: Int)
  /// A value in a value in a value.
  case tooDeep(limit: Int)
  case interrupted
  /// `relu(-6..6)`
  case rangeForNumbers(of: String)
  /// A model without numbers to work on.
  case emptyInput(Int)
  case wrongKind(of: String, expected: String, found: String)
  case notAvailable(String)
  case emptyList(String)
  case axisOutside(Int, rank: Int, of: String)
}
