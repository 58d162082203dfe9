import Data
import Support

/// How it is worded what formulas of columns cannot do, and steps with what is no feature.
extension Problems {
  static func words(of fault: RecipeError.DateFault, beside formula: String) -> Words {
    let days = "days are written `\"2023-06-01\"`, times `\"2023-06-01 14:30\"`"
    let before = "a line that stands before `days` has the dates themselves"
    switch fault {
    case .noDay(let text):
      return ("E0614", "\(quotedName(text)) beside the date `\(formula)` is no day", days)
    case .number(let sign):
      return (
        "E0614", "`\(formula)` is a date, which no number is compared with",
        "write `\(formula) \(sign) \"2023-06-01\"`; `year(\(formula)) \(sign) 2023` compares numbers"
      )
    case .day(let text, besideWords: true):
      return (
        "E0614", "\(quotedName(text)) is a day, and `\(formula)` is words",
        "days that all are written alike are dates; `dates=day_first` or `dates=month_first` of `csv` reads 3/4/2024"
      )
    case .day(let text, besideWords: false):
      return (
        "E0614", "\(quotedName(text)) is a day, and `\(formula)` is numbers",
        "dates are compared with days; \(before)"
      )
    case .function(let function):
      return (
        "E0614", "`\(function)` is of dates, and `\(formula)` is none",
        "\(before); what `csv` reads as dates is shown by the data set"
      )
    }
  }

  /// A step on features that names the target, or the column of weights.
  static func noFeature(
    _ column: String, isTarget: Bool, other: String?, word: String
  ) -> Words {
    let name = quotedName(column)
    guard isTarget else {
      return (
        "E0537", "\(word) is for features, and \(name) is the column of weights",
        "leave it out of the line"
      )
    }
    let message = "\(word) is for features, and \(name) is the target"
    if word == "log" {
      let isPlain = column.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      let read = isPlain && column.first?.isNumber == false ? column : "column(\(name))"
      let made = isPlain ? "log_\(column)" : "log_target"
      return (
        "E0537", message,
        "`column(\(made) = log(\(read))); target \"\(made)\"; drop \(name)` predicts its logarithm; `exp` of an answer is in "
          + "the units of the file"
      )
    }
    let leaving = "leave it out of the line"
    guard word == "drop", let other else {
      return ("E0537", message, leaving + ": models make of a target what they need")
    }
    return (
      "E0537", message,
      "`target \(quotedName(other))` in a line before makes another column the target; or \(leaving)"
    )
  }
}
