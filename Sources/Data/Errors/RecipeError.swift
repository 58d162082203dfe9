import Engine
import Formats

/// Raw rows that do not fit the recipe with which a model was trained, and tables that no recipe can be
/// made of.
package enum RecipeError: Error, Equatable, Sendable {
  /// A column that training had.
  case missingColumn(String, known: [String])
  /// Values of a kind that cannot be meant: a word where numbers were.
  case otherKind(column: String, expected: ColumnKind, found: ColumnKind, text: String)
  /// Nothing stands in a row, and training had no such row to learn from; rows count from 0.
  case missingValue(column: String, row: Int)
  /// Nothing stands in any row where the target is asked for.
  case noTarget(column: String)
  /// Targets that are not those of training, which a function made; the data as they were written.
  case relabelled(Recipe.Relabelling, data: String)
  /// Targets that a function has made, where training had those of the file.
  case relabelledData(column: String, data: String)
  /// Nothing stands in a row that is looked back at, so many rows before the one that is asked about, from 0; an answer
  /// needs so many before it.
  case missingEarlierValue(RowLags, distance: Int, row: Int, needed: Int)
  /// A number that the type in force holds as infinity only; rows count from 0.
  case tooLarge(Double, column: String, row: Int, type: DType)
  /// Fewer rows than one window reaches over.
  case tooFewRows(found: Int, needed: Int)
  /// Fewer rows than one answer needs, its own among them.
  case tooFewEarlierRows(found: Int, needed: Int)
  /// A column that would be computed of what is to be predicted.
  case tellsTarget(String)
  /// Words in arithmetic: the column that has them, or the text itself.
  case notComputable(String)
  /// Dates beside something else in a formula, or something else where dates are taken apart: what stands beside the fault.
  case dates(DateFault, formula: String)
  /// A step on features, and the column is none: the target, or that of the weights; another feature, if there is one.
  case noFeature(column: String, isTarget: Bool, other: String?)
  /// Negative numbers, which have no logarithm.
  case noLogarithm(column: String, least: Double)
  /// A new column of a name that is taken.
  case columnExists(String)
  /// Columns where formulas of new ones are asked for; `others` are the further features, empty where something new
  /// is computed, too.
  case columnsChosen([String], others: [String])
  /// A class that training has not seen.
  case unseenClass(String, column: String, known: [String])
  /// Columns that are no numbers yet where numbers are needed.
  case notNumbers(columns: [String])
  /// A step about columns, and the data have none.
  case noColumns(data: String)
  /// A column that does not suit a step: a mean of words.
  case unsuitable(column: String, found: ColumnKind, need: ColumnNeed)
  /// Numbers that are no weights of samples; of a column, or empty for numbers that stand nowhere else.
  case weights(SampleWeights.Fault, column: String)
  /// A training part in which a column is missing everywhere.
  case allMissing(column: String)

  /// What a step asks of a column.
  package enum ColumnNeed: Sendable {
    case numbers, words, numbersOrDates, text, any
  }

  /// What a formula cannot do with dates.
  package enum DateFault: Equatable, Sendable {
    /// A text beside a date that is no day.
    case noDay(String)
    /// A date that is compared with a number, by this sign.
    case number(String)
    /// A day that is compared with numbers, or with words.
    case day(String, besideWords: Bool)
    /// A function of dates, of something else.
    case function(String)
  }
}

extension RecipeError {
  /// The same where a gap that steps in time have brought is one in an earlier row.
  func named(by steps: [FittedStep]) -> RecipeError {
    guard case .missingValue(let column, let row) = self else { return self }
    for lags in steps.compactMap(\.lags) {
      if let number = lags.names.firstIndex(of: column) {
        return .missingEarlierValue(
          lags, distance: lags.rows[number], row: row, needed: EarlierRows(of: steps).count - 1)
      }
    }
    return self
  }
}
