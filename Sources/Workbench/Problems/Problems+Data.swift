import Engine
import Language
import Learning
import Support

extension Problems {
  static func worded(_ error: DataError, at span: SourceSpan?) -> Diagnostic {
    let place = error.origin.map { SourceSpan($0.lowerBound, $0.upperBound) } ?? span
    switch error.kind {
    case .arguments(let mistake): return worded(mistake, at: place)
    case .file(let mistake): return worded(mistake, at: place)
    case .format(let fault, let path): return worded(fault, path: path, at: place)
    case .function(let name, let inner):
      var diagnostic = diagnostic(for: inner, at: nil)
      diagnostic.message = "in \(error.word) with \(name): \(diagnostic.message)"
      diagnostic.span = place
      return diagnostic
    case .memory(let shortage): return worded(shortage, at: place)
    case .interrupted: return worded(ValueProblem.interrupted, at: place)
    default:
      let (code, message, hint) = words(of: error.kind, word: error.word)
      return Diagnostic.error(code, message, at: place, hint: hint)
    }
  }

  private typealias Words = (code: String, message: String, hint: String)

  private static func words(of kind: DataError.Kind, word: String) -> Words {
    switch kind {
    case .unknownSource(let known):
      return (
        "E0108", "there is no data source called `\(word)`",
        suggestion(word, among: known, otherwise: "there is \(list(known, "and"))")
      )
    case .unknownStep(let known):
      return (
        "E0107", "there is no data step called `\(word)`",
        suggestion(word, among: known, otherwise: "there is \(list(known, "and"))")
      )
    case .filesNotFound(let files, let places, let builtIn):
      let looked =
        places.isEmpty
        ? "no folder is named: neither --data nor NABLA_DATA is set"
        : "looked in \(list(places.map(Sanitizer.visible), "and"))"
      return (
        "E0512",
        "\(word) needs \(files.first ?? "its files") and \(files.count - 1) more files; \(looked)",
        "`\(builtIn)` is built in and needs no file: data \(builtIn) { rescale 1/255; reshape 784 }"
      )
    case .mismatch(let path, let expected, let found):
      return (
        "E0513", "\"\(Sanitizer.visible(path))\": expected \(expected), found \(found)",
        "fetch the files again: they belong together"
      )
    case .unknownColumn(let name, let known, let path):
      return (
        "E0514", "\"\(Sanitizer.visible(path))\" has no column \"\(Sanitizer.visible(name))\"",
        suggestion(
          name, among: known,
          otherwise: "there is \(list(known.prefix(8).map(Sanitizer.visible), "and"))")
      )
    case .notANumber(let text, let column, let line, let path):
      let found = text.isEmpty ? "nothing" : "\"\(Sanitizer.visible(text))\""
      return (
        "E0515",
        "\"\(Sanitizer.visible(path))\" line \(NumberText.grouped(line)): column "
          + "\"\(Sanitizer.visible(column))\" has \(found), not a number",
        "numbers are needed in every column but the target"
      )
    case .noFeatures(let target, let path):
      return (
        "E0516",
        "\"\(Sanitizer.visible(path))\" has nothing beside its target \"\(Sanitizer.visible(target))\"",
        "a table needs at least one more column"
      )
    default: return shapeWords(of: kind, word: word)
    }
  }

  private static func shapeWords(of kind: DataError.Kind, word: String) -> Words {
    switch kind {
    case .countsDiffer(let x, let y):
      return (
        "E0317", "\(word) gets inputs \(x) and targets \(y): not as many samples",
        "x and y need the same first axis"
      )
    case .noSamples: return ("E0501", "\(word) gives no samples", "ask for at least one")
    case .emptySamples(let sample):
      return (
        "E0318", "\(word) gets samples of shape \(sample), which hold no numbers",
        "a sequence has at least one step, a row at least one feature"
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
      return ("E0518", "\(word): there is no \(part.rawValue) part", "`split` makes parts")
    case .alreadySplit(let parts):
      return (
        "E0519", "\(word): the data have parts already: \(list(parts.map(\.rawValue), "and"))",
        "a second split would mix training and test"
      )
    case .learntBefore(let step):
      return (
        "E0519", "\(word): `\(step)` has measured all samples, those of the test part too",
        "write \(word) and \(step) in one block, or \(word) first"
      )
    case .fractions(let fractions):
      return (
        "E0408",
        "the fractions \(list(fractions.map(NumberText.general), "and")) do not add up to 1",
        "write `split 80%, 20%`"
      )
    case .emptyPart(let part, let total):
      return (
        "E0408", "\(word) would leave the \(part.rawValue) part of \(count(total, "sample")) empty",
        "use larger fractions"
      )
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
    default: return textWords(of: kind, word: word)
    }
  }
}
