/// How `explain` finds out what an answer comes from.
enum ExplainMethod: String, CaseIterable {
  case integratedGradients = "integrated_gradients"
  case saliency
  case occlusion
  case permutation
  case partialDependence = "partial_dependence"

  /// Those that are about one row.
  static let ofRows = allCases.filter { !$0.looksAtAll }

  /// Whether it looks at all rows of a data set, and not at one.
  var looksAtAll: Bool { self == .permutation || self == .partialDependence }

  /// What stands above the numbers: how they are computed.
  var formula: String {
    switch self {
    case .integratedGradients: "(x - b) * mean of df/dx on the way from b to x"
    case .saliency: "(x - b) * df/dx at x"
    case .occlusion: "f(x) - f(x with this at b)"
    case .permutation: "score - score with this column shuffled"
    case .partialDependence: "mean answer with this column set to a value in every row"
    }
  }
}

/// What is wrong with what `explain` and `audit` were asked for; worded in `Problems`.
enum ExplainProblem: Error {
  /// A model that gives more than one number or one class for a sample.
  case noSingleAnswer(model: String, output: String)
  /// A method about one row, and many rows.
  case whichRow(method: String, rows: Int)
  /// `row=` beyond the rows that there are, or one that has no answer among those between the ends.
  case noSuchRow(MissingRow, data: String)
  /// A method about many rows, and a single one, or rows without targets.
  case needsRows(method: String, isWithoutTargets: Bool)
  /// Inputs that a method says nothing of.
  case unsuitable(method: String, what: String, other: String)
  /// `partial_dependence` without `column=`.
  case whichColumn(known: [String])
  /// A column that the model does not see.
  case noSuchColumn(String, known: [String])
  case noSuchClass(String, known: [String])
  case baseline(expected: String, found: String)
  /// Groups of one value, or of too many.
  case groups(column: String, count: Int, limit: Int)
  /// `bins=` for a column of words.
  case binsOfWords(column: String)
  /// Which of several classes is the favourable one.
  case whichPositive(classes: [String])
  /// Rows of the data that do not stand beside what the model sees.
  case otherRows(rows: Int, samples: Int)
}

/// A row of a file that is not among those that are looked at.
struct MissingRow: Sendable {
  let row: Int
  /// How many there are, the first and the last in the file's order.
  let count: Int
  let first: Int
  let last: Int
  /// Some that are there; empty where all between the first and the last are.
  let examples: [Int]
  /// The other part of the data set that has the row: `test`.
  let part: String?
}
