import Data
import Formats
import Support

/// How it is worded that rows do not fit what a model was trained with, and columns a step.
extension Problems {
  static func words(of error: RecipeError, word: String) -> Words {
    switch error {
    case .missingColumn(let name, let known):
      return (
        "E0531", "the row has no \(quoted(name))",
        "training had \(columns(known.contains(name) ? known : known + [name]))"
      )
    case .otherKind(let column, let expected, let found, let text):
      return (
        "E0532",
        "\(quoted(column)) was \(plural(expected)) in training, and is \(plural(found)) here: \(quoted(text))",
        expected == .date
          ? "a day is written as a text: `\(RecordText.name(column)): \"2023-03-25\"`"
          : number(in: text, for: expected).map { "write `\(RecordText.name(column)): \($0)`" }
            ?? "give it as \(plural(expected))"
      )
    case .missingValue(let column, let row):
      return (
        "E0533",
        "nothing stands in \(quoted(column)) of row \(NumberText.grouped(row)), counted from 0",
        "`data csv(\"new.csv\") { drop_missing \(quoted(column)) }` leaves such rows out; `impute median \(quoted(column))` of "
          + "the data that a model is made for, most_frequent for words, learns what to put there"
      )
    case .tooLarge(let number, let column, let row, _) where number.isInfinite:
      return (
        "E0530",
        "\(quoted(column)) has \(NumberText.general(number)) in row \(NumberText.grouped(row)), counted from 0: no number",
        "`keep` leaves such rows out, `keep(fare > 0)`; or write another formula, `log(fare + 1)`"
      )
    case .noTarget(let column):
      return (
        "E0591", "nothing stands in \(quoted(column)) of any row: there is nothing to measure by",
        "`predict` gives the answers for such rows"
      )
    case .relabelled(let made, let data):
      let column = made.column.isEmpty ? "the targets" : quoted(made.column)
      let line =
        made.function.isEmpty
        ? "the same relabel lines" : "relabel \(Sanitizer.visible(made.function))"
      return (
        "E0590",
        "the model has learnt what relabel made of \(column), and \(Sanitizer.visible(data)) has them as they are",
        "relabel them alike: `data \(Sanitizer.visible(data)) { \(line) }`"
      )
    case .relabelledData(let column, let data):
      return (
        "E0590",
        "\(Sanitizer.visible(data)) has targets that relabel made, and the model has learnt \(quoted(column)) as the file has it",
        "leave `relabel` out of the data that are measured, or train a model on such targets"
      )
    case .missingEarlierValue(let lags, let distance, let row, let needed):
      let series = lags.group.map { ", of the same \(quoted($0))," } ?? ""
      let own = lags.isDifference ? " of row \(NumberText.grouped(row)), or" : ""
      return (
        "E0533",
        "nothing stands in \(quoted(lags.column))\(own) \(count(distance, "row"))\(series) before row \(NumberText.grouped(row)), counted from 0",
        "an answer looks back at \(count(needed, "row"))\(series.isEmpty ? "" : " of its series"): give what stands there, "
          + "or ask for one row, put the answer in, and ask for the next"
      )
    case .tooLarge(let number, let column, let row, let type):
      return (
        "E0530",
        "\(quoted(column)) has \(NumberText.general(number)) in row \(NumberText.grouped(row)), counted from 0, "
          + "which is beyond \(type.name)",
        roomyType
      )
    case .tooFewRows(let found, let needed):
      return (
        "E0560",
        "a window reaches over \(count(needed, "row")), and there \(found == 1 ? "is" : "are") \(count(found, "row"))",
        "take shorter windows, or larger parts"
      )
    case .tooFewEarlierRows(let found, let needed):
      return (
        "E0582",
        "one answer needs \(count(needed, "row")) in order, and there \(found == 1 ? "is" : "are") \(count(found, "row"))",
        "give the earlier rows too, oldest first: a table, or a list of records"
      )
    case .tellsTarget(let column):
      return (
        "E0583", "\(word) would take \(quoted(column)) of the row that is to be predicted",
        "`lag \(quoted(column)) 1 2` takes what is known from earlier rows"
      )
    case .notComputable(let column):
      return (
        "E0561", "\(word) computes with numbers, and \(quoted(column)) is words",
        "words are compared: `== \"yes\"`; `one_hot` makes numbers of them"
      )
    case .dates(let fault, let formula): return words(of: fault, beside: formula)
    case .noFeature(let column, let isTarget, let other):
      return noFeature(column, isTarget: isTarget, other: other, word: word)
    case .noLogarithm(let column, let least):
      return (
        "E0563",
        "\(quoted(column)) goes down to \(NumberText.general(least)), which has no logarithm",
        "name the columns that are never negative: `log \"income\"`; `standardize` takes any numbers"
      )
    case .columnExists(let column):
      return (
        "E0562", "there is a column \(quoted(column)) already", "give the new one another name"
      )
    case .columnsChosen(let names, let others):
      return (
        "E0696",
        "\(word) computes new columns, and \(columns(names)) \(names.count == 1 ? "is one" : "are some") already",
        "every column is a feature: "
          + (others.isEmpty
            ? "leave \(columns(names)) out here"
            : "`drop \(others.prefix(8).map(quoted).joined(separator: ", "))"
              + (others.count > 8 ? ", …" : "") + "` leaves out the others")
      )
    case .unseenClass(let name, let column, let known):
      return (
        "E0534", "the class \(quoted(name)) of \(quoted(column)) was not there in training",
        "training had \(columns(known))"
      )
    case .notNumbers(let names):
      return (
        "E0535",
        "\(lead(word))\(columns(names)) \(names.count == 1 ? "is" : "are") no numbers yet",
        "put `prepare` before it, or say how: `one_hot`, `impute median`, `drop`"
      )
    case .noColumns(let data):
      return (
        "E0536", "\(lead(word))\(data) has no columns with names",
        "`csv`, `sqlite` and records make tables; tensors have `standardize`, `rescale`, `reshape`"
      )
    case .unsuitable(let column, let found, let need):
      return (
        "E0537", "\(word) is for \(words(of: need)), and \(quoted(column)) is \(plural(found))",
        suggestion(for: need, column, found)
      )
    case .weights(let fault, let column): return words(of: fault, column, part: word)
    case .allMissing(let column):
      return (
        "E0538", "\(lead(word))nothing stands in \(quoted(column)) anywhere in training",
        "`drop \(quoted(column))`"
      )
    }
  }

  /// The number that a text was meant to be, as it is written here: `12.5` of `"12,5"`; `nil` for other texts and columns.
  private static func number(in text: String, for expected: ColumnKind) -> String? {
    guard expected == .number || expected == .whole else { return nil }
    let point = text.filter { $0 != " " }.replacing(",", with: ".")
    return Double(point).flatMap { $0.isFinite ? point : nil }
  }

  /// What was met while raw rows were matched with a recipe.
  static func text(of note: RecipeNote) -> String {
    switch note {
    case .unseen(let word, let column, let rows):
      let times = rows == 1 ? "" : " (\(count(rows, "row")))"
      return "\(quoted(word)) was not seen in \(quoted(column))\(times): counted as none of them"
    case .gaps(let column, let row, let rows):
      let others = rows == 1 ? "" : " and \(count(rows - 1, "other row"))"
      return
        "nothing stands in \(quoted(column)) of row \(NumberText.grouped(row))\(others), counted from 0: counted as none of its words; "
        + "`drop_missing \(quoted(column))` leaves such rows out"
    case .disordered(let column):
      return
        "\(quoted(column)) is not in order, and so what is taken for earlier may be later: give the rows oldest first"
    case .withoutTarget(let rows, let column):
      return text(of: DataNote.withoutTarget(rows: rows, column: column))
    case .windowsWithGaps(let left, let all, let column):
      return text(of: DataNote.windowsWithGaps(left, of: all, column: column))
    case .beginning(let rows):
      return
        "the first \(rows == 1 ? "row" : NumberText.grouped(rows) + " rows") \(rows == 1 ? "is" : "are") what the others look back at: no answer for \(rows == 1 ? "it" : "them")"
    }
  }

  /// A name or text of a file, as a message shows it.
  private static func quoted(_ text: String) -> String { quotedName(text) }

  private static func columns(_ names: [String]) -> String {
    list(first: 8, of: names.map(quoted))
  }

  static func plural(_ kind: ColumnKind) -> String {
    switch kind {
    case .number: "numbers"
    case .whole: "whole numbers"
    case .category: "words"
    case .text: "texts"
    case .date: "dates"
    }
  }

  private static func words(of need: RecipeError.ColumnNeed) -> String {
    switch need {
    case .numbers: "numbers"
    case .numbersOrDates: "numbers and dates"
    case .words: "words"
    case .text: "words and texts"
    case .any: "columns"
    }
  }

  private static func suggestion(
    for need: RecipeError.ColumnNeed, _ column: String, _ found: ColumnKind
  ) -> String {
    switch need {
    case .words,
      .text where found == .whole:
      "if they are names of groups, `words=[\(quoted(column))]` in `csv(…)` reads them as words; for numbers there are "
        + "`standardize` and `bins`"
    case .numbers, .numbersOrDates: "for words there are `one_hot` and `impute most_frequent`"
    case .words, .text: "for numbers there are `standardize`, `bins` and `impute median`"
    case .any: "name another column"
    }
  }
}
