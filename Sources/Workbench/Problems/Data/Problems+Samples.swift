import Data
import Support

/// How it is worded that a source or step needs other samples.
extension Problems {
  /// `word` is the source or step.
  static func words(of error: SamplesError, word: String) -> Words {
    switch error {
    case .countsDiffer(let x, let y):
      return (
        "E0317", "\(word) gets inputs \(x) and targets \(y): not as many samples",
        "x and y need the same first axis"
      )
    case .noSamples:
      let hints = [
        "csv": "a header alone has no rows: there is one below it for each sample",
        "sqlite":
          "the table, or what the query chooses, has no row: `select count(*) from …` counts them",
        "jsonl": "the file has no record: one stands on each line",
        "keep": "the condition holds in no row: write another",
        "drop_missing": "something is missing in each row: name the columns that count",
      ]
      return ("E0501", "\(word) gives no samples", hints[word] ?? "ask for at least one")
    case .emptySamples(let sample):
      return (
        "E0318", "\(word) gets samples of shape \(sample), which hold no numbers",
        "a sequence has at least one step, a row at least one feature"
      )
    case .tooLarge(let number, let column, let type):
      let place = column.map { " in column \($0)" } ?? ""
      return (
        "E0530",
        "\(word) gets \(NumberText.general(number))\(place), which is beyond \(type.name)",
        roomyType
      )
    case .doesNotFit(let sample, let asked):
      let wanted =
        asked.count == 1 ? "\(asked[0])" : "[\(asked.map(String.init).joined(separator: ", "))]"
      return (
        "E0318", "\(word) \(wanted) does not fit samples of shape \(sample)",
        "a sample has \(count(sample.count, "number"))"
      )
    case .tooFew(let part, let wanted, let available):
      return (
        "E0517",
        "\(word) wants \(NumberText.grouped(wanted)) samples of \(part.rawValue), which has \(NumberText.grouped(available))",
        "ask for at most \(NumberText.grouped(available))"
      )
    case .noPart(let part):
      return ("E0518", "\(lead(word))there is no \(part.rawValue) part", "`split` makes parts")
    case .notClasses(let found):
      return (
        "E0409",
        "\(word) needs class numbers, but the targets are \(found.dtype.name) \(found.shape)",
        "`relabel` makes class numbers"
      )
    case .unknownClass(let number, let part, let classes):
      return (
        "E0410",
        "\(part.rawValue) has class \(number), which training has not (0 to \(classes - 1))",
        "`one_hot \(number + 1)` makes room for it; a split at random keeps the shares of classes"
      )
    case .labelsLost(let function, let expected, let found):
      return (
        "E0319",
        "\(function) gives shape \(found) for \(count(expected, "target"))",
        "it must give one target for each sample"
      )
    case .noTargets(let data):
      return ("E0522", "\(lead(word))\(data) has no targets", "table(x, y) gives data with targets")
    case .needsPictures(let sample):
      return (
        "E0318", "\(word) moves pictures [height, width], but a sample is \(sample)",
        "write it before `flatten` or `reshape`; augment noise=… fits any shape"
      )
    case .movesBoxes:
      return (
        "E0585", "\(word) moves pictures, and their boxes would stay where they were",
        "augment noise=… changes no places"
      )
    case .changedAlready:
      return (
        "E0527", "\(lead(word))another line draws something for each batch already",
        "write it once, with all options"
      )
    }
  }
}
