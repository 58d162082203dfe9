import Engine
import Language
import Support

extension Problems {
  static func worded(_ error: ShapeError, at span: SourceSpan?) -> Diagnostic {
    if let shortage = error.shortage { return worded(shortage, at: span) }
    let shapes = list(error.found.map(\.description), "and")
    switch error.kind {
    case .matrixProduct:
      let hint: String
      if error.found.count == 2, let inner = error.found[0].extents.last,
        error.found[1].extents.last == inner
      {
        hint = "transpose the right side: `a @ b.T`"
      } else {
        hint = "the last axis of the left side must equal the first of the right side"
      }
      return Diagnostic.error("E0302", "`@` cannot multiply \(shapes)", at: span, hint: hint)
    case .sum, .difference, .product, .quotient, .negation:
      return Diagnostic.error(
        "E0301", "`\(error.operation)` cannot combine shapes \(shapes)", at: span,
        hint: "shapes are compared from the last axis; each pair must be equal or 1")
    case .quantization:
      return Diagnostic.error(
        "E0836", "a quantized model has no gradient: its products are of whole numbers", at: span,
        hint: "ask the model that it was made of")
    case .power, .exponential, .logarithm, .squareRoot, .reciprocalSquareRoot, .relu, .tanh,
      .sigmoid, .classCounts, .other:
      return Diagnostic.error(
        "E0303", "\(error.operation) needs \(error.expected), not \(shapes)", at: span,
        hint: error.kind == .classCounts && error.found.last?.rank == 2
          ? "`confusion(y, argmax(p, axis=1))` takes the class of the largest share"
          : error.found.contains { $0.rank > 0 } || error.found.isEmpty
            ? "`shape(x)` shows the shape of a value, `reshape(x, […])` changes it"
            : "a list of numbers is a vector: `[1, 2, 3]`")
    }
  }

  /// What a range is for, and how to come by its numbers.
  static let rangeHint =
    "`range(1, 11)` gives whole numbers, `linspace(-6, 6, 50)` others; `plot relu, -6..6` takes a range"

  static func worded(_ error: ValueProblem, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: error), at: span)
  }

  private static func words(of error: ValueProblem) -> Words {
    switch error {
    case .index(let error): return words(of: error)
    case .shape(let error): return words(of: error)
    case .limit(let error): return words(of: error)
    case .record(let error): return words(of: error)
    case .unknownName(let name, let known):
      return (
        "E0101", "there is no `\(name)`",
        suggestion(name, among: known, otherwise: "`:who` lists your names, `:help` the words")
      )
    case .notAvailable(let word):
      return ("E0102", "\(word) is not available in this version", "`:help` lists what is")
    case .notInBackground(let word):
      return (
        "E0102", "`&` behind `\(word)` is not available in this version",
        "leave it out; `train` and `resume` run in the background: `r = train m, d &`"
      )
    case .notCallable(let kind, let hasPositions):
      return (
        "E0119", "\(kind) cannot be called",
        hasPositions
          ? "positions stand in brackets: `x[1]`" : "only functions, models and activations can"
      )
    case .wrongCount(let function, let expected, let found):
      let range =
        expected.lowerBound == expected.upperBound
        ? count(expected.lowerBound, "value")
        : "\(expected.lowerBound) to \(count(expected.upperBound, "value"))"
      return (
        "E0117", "\(function) takes \(range), not \(found)",
        found == expected.upperBound + 1
          ? "count the values again; decimals have a point: `0.5`" : "count the values again"
      )
    case .notNumbers(let found, let function):
      return ("E0402", "\(function) must give numbers, not \(found)", "return a number or a tensor")
    case .notANumber(let found, let place):
      return ("E0402", "\(place) needs a number, not \(found)", "write a number, such as 3")
    case .noRecipe(let model, let instead):
      return (
        "E0539", "\(model) knows no columns: it was made for rows of numbers, not for a table",
        (instead.map { "\($0); " }
          ?? "a row of numbers goes in as a tensor, a table of numbers alone as it stands; ")
          + "a model that is made for a table knows its columns"
      )
    case .notAsItStands(let model, let reason, let instead):
      return ("E0539", "the table does not go into \(model) as it stands: \(reason)", instead)
    case .preparedOtherwise(let model, let data):
      return (
        "E0609",
        "these rows are numbers as \(quotedName(data)) was prepared, by its own statistics; \(model) was trained on "
          + "numbers that were prepared otherwise",
        "`predict \(model), d` takes the data set itself, and prepares its rows as the training was; so does `evaluate`"
      )
    case .notWhole(let number, let place):
      guard number != number.rounded() || number.isInfinite else {
        return (
          "E0402", "\(place) needs a whole number up to 2^53, not \(NumberText.general(number))",
          "use a smaller number: beyond 2^53 whole numbers are not exact"
        )
      }
      return (
        "E0402", "\(place) needs a whole number, not \(NumberText.general(number))",
        "`floor(x)` and `round(x)` make whole numbers"
      )
    case .operands(let sign, let left, let right, let mismatch):
      return (
        "E0403", "`\(sign)` cannot combine \(left) and \(right)",
        hint(for: mismatch)
      )
    case .units(let sign, let left, let right):
      let verbs = ["+": "add", "-": "subtract"]
      return (
        "E0404", "cannot \(verbs[sign] ?? "compare") \(left) and \(right)",
        "both sides need the same unit"
      )
    case .noField(let name, let owner, let known):
      return (
        "E0114", "\(owner) has no `\(name)`",
        suggestion(
          name, among: known,
          otherwise: known.isEmpty
            ? "nothing stands behind a dot here" : "there is \(list(known, "and"))")
      )
    case .noResult(let number, let known):
      return (
        "E0122", "input \(number) has no result",
        known.isEmpty
          ? "an expression by itself gives one"
          : "there are results of \(list(first: 8, of: known.reversed().map(String.init)))"
      )
    case .conditionNotBool(let kind):
      return ("E0402", "a condition must be true or false, not \(kind)", "compare with == or <")
    case .conditionOnTensor(let shape):
      return (
        "E0306", "a condition needs one truth value, not tensor\(shape)",
        "`any(x)` or `all(x)` makes one out of many"
      )
    case .conditionTraced:
      return (
        "E0307", "the value is not known while the function is traced",
        "`where(condition, a, b)` chooses element by element"
      )
    case .quantizedTraced:
      return (
        "E0836", "a quantized model has no gradient: its products are of whole numbers",
        "ask the model that it was made of"
      )
    case .notAssignable(let place):
      return ("E0121", "\(place) cannot be assigned", "bind a new name instead")
    case .valueShape(let name, let expected, let found):
      return (
        "E0308", "\(name) has shape \(expected), the new value \(found)",
        "a weight keeps its shape"
      )
    case .weightNumbers(let path, let expected, let found, let numbers):
      let line = nested(numbers, in: expected, isOne: found.rank == 0)
      return (
        "E0308", "`\(path)` has shape \(expected), the new value \(found)",
        line.map { "a weight keeps its shape, so write `\($0)`" } ?? "a weight keeps its shape"
      )
    case .rangeForNumbers(let word):
      return ("E0402", "\(word) needs numbers, not a range", rangeHint)
    case .interrupted:
      return (stoppedCode, "stopped", "this line has changed nothing; what ran before it is kept")
    case .interruptedFile:
      return (
        stoppedCode, "stopped",
        "this line has changed nothing, and no file; what ran before it is kept"
      )
    case .interruptedLater(let writesFile):
      return (
        stoppedCode, "stopped: this line and what follows it did not run",
        "what stands before it has run and is kept"
          + (writesFile ? "; no file was written or changed" : "")
      )
    case .interruptedBlock(let isLoop):
      return (
        stoppedCode, isLoop ? "stopped in this loop" : "stopped in this block",
        (isLoop ? "rounds that have run are kept" : "what has run until then is kept")
          + "; `:undo` takes all of the input back"
      )
    case .wrongKind(let place, let expected, let found):
      return (
        "E0402", "\(place) needs \(expected), not \(found)",
        found == "a report" ? numbersOfReport : "`:who` shows what your names are"
      )
    case .formulaHabit(let written, let instead):
      return (
        "E0402", "a formula of columns has no `\(written)`",
        "write `\(instead)`" + (instead.contains("missing") ? ": whether nothing stands there" : "")
      )
    case .noFormula(let written, let functions):
      return (
        "E0402",
        "a formula of columns needs arithmetic, comparisons and \(functions), not `\(written)`",
        "columns stand for their values, as in `age^2` or `log(income)`"
      )
    case .emptyInput(let extent):
      return (
        "E0401", "the input size of a model must be at least 1, not \(extent)",
        "write `model 784 { … }` or `model [28, 28, 1] { … }`"
      )
    case .emptyList(let word):
      return (
        "E0402", "\(word) of nothing has no answer",
        "`shape(x)` shows which axis of x has no entries"
      )
    }
  }

  /// The way from a report to its numbers.
  static let numbersOfReport =
    "the numbers of a report stand behind a dot: `p.output` of predictions, `e.accuracy` of `e = evaluate m, d`"

  private static func hint(for mismatch: OperandMismatch) -> String {
    switch mismatch {
    case .uncalled: "call it first, as in `f(2)`; it is drawn by `plot f, -4..4`"
    case .comparison: "classes are numbered: `d.y == 0`; a data set lists their names"
    case .record: "a record is compared with a record, a field by its name: `r.age == 41`"
    case .report: numbersOfReport
    case .text: "a text takes values in braces: `\"loss {x}\"`"
    case .other: "both sides must be numbers or tensors"
    }
  }
}
