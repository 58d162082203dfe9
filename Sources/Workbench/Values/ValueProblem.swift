import Engine

/// A mistake with values that the evaluator finds itself; data, worded in `Problems`.
enum ValueProblem: Error {
  case index(IndexProblem)
  case shape(ValueShapeProblem)
  case limit(LimitProblem)
  case record(RecordProblem)
  case unknownName(String, known: [String])
  /// `hasPositions` where brackets may have been meant.
  case notCallable(String, hasPositions: Bool = false)
  case wrongCount(function: String, expected: ClosedRange<Int>, found: Int)
  case notNumbers(String, of: String)
  case notANumber(String, of: String)
  case notWhole(Double, of: String)
  case operands(String, left: String, right: String, OperandMismatch)
  case units(String, left: String, right: String)
  case noField(String, of: String, known: [String])
  case noResult(Int, known: [Int])
  case conditionNotBool(String)
  case conditionOnTensor(Shape)
  case conditionTraced
  /// A slope through a model of whole numbers, which has none.
  case quantizedTraced
  case notAssignable(String)
  case valueShape(name: String, expected: Shape, found: Shape)
  /// Numbers for a weight of another shape; few of them, or none are told.
  case weightNumbers(path: String, expected: Shape, found: Shape, numbers: [Double])
  case interrupted
  /// The same while a file was made.
  case interruptedFile
  /// The same behind statements of the input that have run, and stand; whether a file was to be made.
  case interruptedLater(writesFile: Bool)
  /// The same inside a loop or another block, whose statements have run in part, and stand.
  case interruptedBlock(isLoop: Bool)
  /// `relu(-6..6)`
  case rangeForNumbers(of: String)
  /// A model without numbers to work on.
  case emptyInput(Int)
  case wrongKind(of: String, expected: String, found: String)
  /// A question for gaps, or a function of columns, as other libraries have it; what is typed instead.
  case formulaHabit(written: String, instead: String)
  /// What no formula of columns can hold; `functions` are those that it knows.
  case noFormula(written: String, functions: String)
  case notAvailable(String)
  /// A verb that does not run behind the prompt.
  case notInBackground(String)
  /// Rows by name for a model that knows no columns; what fits it may be typed instead.
  case noRecipe(model: String, instead: String? = nil)
  /// A table with gaps, or of other columns than the row of numbers that a model takes.
  case notAsItStands(model: String, reason: String, instead: String)
  /// Rows of a data set that were prepared otherwise than this model's training was.
  case preparedOtherwise(model: String, data: String)
  case emptyList(String)
}

/// Why an operator cannot combine two values, as far as it says what to type instead.
enum OperandMismatch: Equatable {
  /// A function on the left that was not called.
  case uncalled
  /// Two values that cannot be compared.
  case comparison
  /// A text with something else.
  case text
  /// A record with something else.
  case record
  /// A report with something else.
  case report
  case other
}

/// An index, or what is put at its place; `extent` is `nil` where no axis is known.
enum IndexProblem: Equatable {
  case outside(Int, extent: Int, axis: Int)
  /// A whole number that no tensor can have as a position.
  case huge(Double, extent: Int?, axis: Int)
  case notWhole(Double, extent: Int?, axis: Int)
  case kind(String)
  case labelOutside(Double, depth: Int)
  case maskLength([Int], extents: [Int], axis: Int)
  case indicesDiffer([Shape])
  case listIndex(rank: Int)
  case tooMany(Int, rank: Int)
  case partShape(expected: Shape, found: Shape)
  case elementNotWhole(Double)
  case elementNotTruth(Double)
  case notIndexable(String, hasSamples: Bool = false)
  /// `m[0:2]`: a model is no list.
  case notALayer(model: String)
  case axisOutside(Int, rank: Int, of: String)
}

/// Fields that are not there, or not in each record of a table; positions count from 0.
enum RecordProblem: Equatable {
  /// What stands in the brackets of a record and is no text.
  case noName(String)
  /// `r.sepal_length` of a field "sepal length".
  case fieldInBrackets(String, meant: String)
  /// `r.size = 3` of a record without that field.
  case newField(String, known: [String])
  /// A field of what a function made, whose fields belong together.
  case madeBy(String, field: String)
  /// `rows.age` of a list of records.
  case fieldOfList(String)
  /// Something else among the records of a table.
  case noRecord(position: Int, found: String)
  case fieldMissing(String, position: Int, known: [String])
  case fieldSurplus(String, position: Int, known: [String])
}

/// Shapes of values that do not make one.
enum ValueShapeProblem: Equatable {
  /// A shape that so many numbers do not take; -1 is what is left.
  case newShape(count: Int, [Int])
  case columnWithVector(
    String, left: Shape, right: Shape, spread: Shape, leftText: String = "a",
    rightText: String = "b")
  case raggedRows([Int])
}

/// Values that are larger or deeper than they may be.
enum LimitProblem: Equatable {
  case callTooDeep(Int)
  case loopTooLong(Int, limit: Int)
  case tooLarge(elements: Int, limit: Int)
  /// Bytes of one text.
  case textTooLong(Int, limit: Int)
  /// Values of one list, written out.
  case tooManyValues(Int, limit: Int)
  /// A value in a value in a value.
  case tooDeep(limit: Int)
}
