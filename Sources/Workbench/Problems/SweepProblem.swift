import Language
import Support

/// Why a sweep or a cross-validation cannot begin; data, worded here.
enum SweepProblem: Error {
  case noList(String, found: String, written: String)
  case emptyAxis(String)
  case axisTwice(String)
  case badRange(String, Double, Double)
  case rangeWithoutSearch(String, Double, Double)
  case tooMany(Int, seeds: Int, limit: Int, isDrawn: Bool)
  /// Nothing of the body can be held against others.
  case nothingCounts
  case emptyBody
  case noMeasure(String, known: [String])
  case noBudget
  case budgetWithoutSearch
  case halvingEpochs(Int)
  case halvingWithoutTraining
  case nested
  case checkpoint(verb: String)
  case folds(Int, rows: Int, groups: String?)
  case groupColumn(String, known: [String])
  /// Windows go over rows of several groups.
  case groupsInTime(String)
  /// Each row shares something with those that a fold holds out.
  case allBeside(folds: Int)
  case notMadeAnew(model: String)
  case learntForGood(data: String)

  /// The codes of mistakes that are no combination's own.
  static let codes: Set<String> = ["E0566", "E0568", "E0571"]
}

extension Problems {
  static func worded(_ error: SweepProblem, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: error), at: span)
  }

  /// What goes through a range in steps: `range(1, 6)` between whole ends, else `linspace(0.1, 0.5, 5)`.
  private static func list(from low: Double, to high: Double) -> String {
    let (a, b) = (NumberText.general(low), NumberText.general(high))
    let isWhole = low == low.rounded() && high == high.rounded()
    return isWhole && high - low <= 1_000
      ? "range(\(a), \(NumberText.general(high + 1)))" : "linspace(\(a), \(b), 5)"
  }

  private static func words(of error: SweepProblem) -> Words {
    switch error {
    case .noList(let name, let found, let written):
      return (
        "E0564", "`\(name)` goes through a list of values, and this is \(found)",
        "write `\(name) in [\(written)]`, with more values between the brackets"
      )
    case .emptyAxis(let name):
      return ("E0564", "`\(name)` has no values", "write some: `\(name) in [1, 2]`")
    case .axisTwice(let name):
      return ("E0564", "`\(name)` stands here twice", "give each list of values its own name")
    case .badRange(let name, let low, let high):
      let (a, b) = (NumberText.general(low), NumberText.general(high))
      guard low.isFinite, high.isFinite, low != high else {
        return (
          "E0564", "\(a)..\(b) is no range to draw from",
          low == high
            ? "write `\(name) in [\(a)]`" : "both ends are finite: `\(name) in 0.001..1`"
        )
      }
      return (
        "E0564", "nothing lies between \(a) and \(b)",
        "the smaller end comes first: `\(name) in \(b)..\(a)`"
      )
    case .rangeWithoutSearch(let name, let low, let high):
      let (a, b) = (NumberText.general(low), NumberText.general(high))
      return (
        "E0564", "`\(name)` goes through a list of values, and \(a)..\(b) is a range",
        "write `\(name) in \(list(from: low, to: high))`, or draw from it: `\(name) in \(a)..\(b), search=random, budget=20`"
      )
    case .tooMany(let count, let seeds, let limit, let isDrawn):
      let trainings = seeds > 1 ? " with \(NumberText.grouped(seeds)) seeds each" : ""
      return (
        "E0565",
        "\(NumberText.count(count, "combination"))\(trainings) are more than the \(NumberText.grouped(limit)) trainings of a sweep",
        isDrawn ? "draw fewer: `budget=50`" : "draw some of them: `search=random, budget=50`"
      )
    case .nothingCounts:
      return (
        "E0566", "the body of a sweep ends in no training and no number",
        "its last line is `train …`, `evaluate …` or a number: `sweep lr in [0.1, 0.01] { train m, d, optimizer=sgd(lr) }`"
      )
    case .emptyBody:
      return (
        "E0566", "the body of a sweep is empty",
        "write what is trained: `sweep lr in [0.1, 0.01] { train m, d, optimizer=sgd(lr) }`"
      )
    case .noMeasure(let name, let known):
      return (
        "E0568", "nothing here is called `\(Sanitizer.visible(name))`",
        suggestion(
          name, among: known,
          otherwise: known.isEmpty
            ? "leave by= out" : "there is \(list(known.prefix(8).map { "`\($0)`" }))")
      )
    case .noBudget:
      return (
        "E0571", "search=random draws combinations, and nobody says how many",
        "write `search=random, budget=20`"
      )
    case .budgetWithoutSearch:
      return (
        "E0571", "budget= says how many combinations are drawn, and all of them are trained",
        "write `search=random` beside it, or leave it out"
      )
    case .halvingEpochs(let epochs):
      return (
        "E0571",
        "search=halving begins with a third of the epochs, and there \(epochs == 1 ? "is 1" : "are \(epochs)")",
        "write `epochs=9` or more in train"
      )
    case .halvingWithoutTraining:
      return (
        "E0571", "search=halving lets trainings go on, and the body does not end in one",
        "its last line is `train …`; or leave search= out"
      )
    case .nested:
      return (
        "E0571", "a sweep stands in a sweep",
        "one sweep goes through several lists: `sweep a in [1, 2], b in [3, 4] { … }`"
      )
    case .checkpoint(let verb):
      return (
        "E0571", "checkpoint= names one file, and `\(verb)` runs many times here",
        "leave it out: what is finished is kept"
      )
    case .folds(let folds, let rows, let groups):
      return (
        "E0569",
        "\(folds) folds need as many \(groups.map { "different values of \(quotedName($0))" } ?? "rows"), and there are \(NumberText.grouped(rows))",
        rows > 1 ? "write `folds=\(min(rows, 5))`" : "give more data"
      )
    case .groupColumn(let name, let known):
      return (
        "E0569", "there is no column \(quotedName(name)) to keep together",
        suggestion(
          name, among: known,
          otherwise: known.isEmpty
            ? "the data have no columns"
            : "there is \(list(known.prefix(8).map(quotedName), "and"))")
      )
    case .groupsInTime(let column):
      return (
        "E0569", "windows reach over rows of several \(quotedName(column))",
        "leave by= out: folds are then blocks of rows in time"
      )
    case .allBeside(let folds):
      return (
        "E0569",
        "with \(folds) folds all rows share something with those that are held out: none is left for training",
        "take shorter windows, or more data"
      )
    case .learntForGood(let data):
      return (
        "E0570", "the steps of \(Sanitizer.visible(data)) have learnt from rows of all folds",
        "write them in one block, so that they can learn from each fold's training rows: `data … { take 100; standardize }`; "
          + "`keep` and `drop_missing` stand above what changes the columns that they look at"
      )
    case .notMadeAnew(let model):
      return (
        "E0570",
        "\(Sanitizer.visible(model)) cannot be made anew for each fold: its lines hold functions or models of their own",
        "write its lines with words of the language, or make it in a sweep: `sweep fold in [0, 1, 2] { … }`"
      )
    }
  }
}

extension Problems {
  /// A class that some folds do not hold out.
  static func rareClass(
    _ name: String, rows: Int, folds: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning, "W0035",
      "class \"\(Sanitizer.visible(name))\" has \(count(rows, "row")), fewer than the \(folds) folds: some hold out none of it",
      at: span,
      hint: rows > 1 ? "write `folds=\(rows)`, or give more rows of it" : "give more rows of it")
  }
}
