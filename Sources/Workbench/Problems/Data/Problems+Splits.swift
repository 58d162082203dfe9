import Data
import Formats
import Support

/// How mistakes about parts of data are worded.
extension Problems {
  /// `word` is the source or step.
  static func words(of error: SplitError, word: String) -> Words {
    switch error {
    case .alreadySplit(let parts):
      return (
        "E0519", "\(lead(word))the data have parts already: \(list(parts.map(\.rawValue), "and"))",
        "a second split would mix training and test"
      )
    case .learntBefore(let step):
      return (
        "E0519", "\(lead(word))`\(step)` has measured all samples, those of the test part too",
        "write \(word) and \(step) in one block, or \(word) first"
      )
    case .fractions(let fractions):
      return (
        "E0408",
        "the fractions \(list(fractions.map(NumberText.general), "and")) do not add up to 1",
        hint(instead: fractions)
      )
    case .emptyPart(let part, let total):
      return (
        "E0408", "\(word) would leave the \(part.rawValue) part of \(count(total, "sample")) empty",
        "use larger fractions"
      )
    case .tooFewGroups(let column, let found, let parts, let isTime):
      let what = isTime ? "moment" : "group"
      return (
        "E0580",
        "\(lead(word))\(quotedName(column)) has \(count(found, isTime ? "different value" : "group")), "
          + "and \(parts) parts need \(parts)",
        "each part needs a \(what) of its own: name another column, or make fewer parts"
      )
    case .noTime(let column, let found):
      return (
        "E0581",
        "\(lead(word))time= needs dates or numbers, and \(quotedName(column)) is \(plural(found))",
        "dates such as 2024-05-31 order rows; by=\(quotedName(column)) leaves equal words together"
      )
    case .keepsOrder(let data):
      return (
        "E0527", "\(word) would tear the text \(data) apart",
        "`train` takes windows in random order by itself"
      )
    }
  }

  /// Counts of rows, or shares that miss 1, as the shares that they stand for.
  private static func hint(instead numbers: [Double]) -> String {
    let total = numbers.reduce(0, +)
    let percents = numbers.map { 100 * $0 / total }
    guard total.isFinite, percents.allSatisfy({ $0.isFinite && $0 >= 0.01 }) else {
      return "write `split 80%, 20%`"
    }
    // Rounded so that they add up to 100: the last takes what is left.
    var parts = percents.dropLast().map { (100 * $0).rounded() / 100 }
    parts.append((100 * (100 - parts.reduce(0, +))).rounded() / 100)
    let line = "`split \(parts.map { NumberText.general($0) + "%" }.joined(separator: ", "))`"
    let areCounts = total > 1 && numbers.allSatisfy { $0 == $0.rounded() }
    return areCounts ? "parts are shares of all rows: \(line)" : "write \(line)"
  }
}
