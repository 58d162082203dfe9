import Data
import Support

/// How mistakes in weights of samples are worded.
extension Problems {
  /// `column` is empty for numbers that stand in the program; `part` then says of what they are the weights, and is
  /// empty for the samples of training.
  static func words(of error: SampleWeights.Fault, _ column: String, part: String) -> Words {
    let name = column.isEmpty ? "`sample_weight`" : quotedName(column)
    let code = "E0542"
    switch error {
    case .notNumbers(let text):
      return (
        code,
        "\(name) holds \"\(Sanitizer.visible(String(text.prefix(40))))\": weights are numbers",
        "choose a column of numbers, 0 or more"
      )
    case .missing(let row):
      return (
        code, "\(name) has no weight in row \(NumberText.grouped(row + 1))",
        column.isEmpty
          ? "give each sample a number" : "`drop_missing \(name)` leaves such rows out"
      )
    case .outside(let number, let row):
      return (
        code,
        "\(name) is \(NumberText.general(number)) in row \(NumberText.grouped(row + 1)): weights are "
          + "finite and not below 0",
        column.isEmpty
          ? "`max(w, 0)` cuts them"
          : "`keep \(Sanitizer.visible(column)) >= 0` leaves such rows out"
      )
    case .allZero:
      return (
        code, "all weights in \(name) are 0: nothing would count",
        "a row that counts has a weight above 0"
      )
    case .count(let expected, let found):
      return (
        code,
        "\(name) has \(count(found, "number")) for \(count(expected, "sample"))",
        part.isEmpty
          ? "give one number for each training sample, in their order: `d.y` has as many"
          : "give one number for each sample of `\(part)`, in their order: `\(part).y` has as many"
      )
    case .isTarget:
      return (
        code, "\(name) is what is predicted, and cannot be a weight",
        "`target \"…\"` names another column to predict"
      )
    case .inTime:
      return (
        code, "\(name) weighs rows, and windows of a table in time hold several",
        "leave `weight` out"
      )
    }
  }
}
