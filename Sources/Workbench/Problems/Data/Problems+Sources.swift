import Data
import Support

/// How it is worded that samples cannot be had.
extension Problems {
  /// `word` is the source or step.
  static func words(of error: SourceError, word: String) -> Words {
    switch error {
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
    case .emptyText(let path):
      return (
        "E0523", "\"\(Sanitizer.visible(path))\" is empty", "a text needs at least a few lines"
      )
    case .notText(let path, let byte):
      return (
        "E0523",
        "\"\(Sanitizer.visible(path))\" is no UTF-8 text: byte \(NumberText.grouped(byte)) cannot be read",
        "save it as UTF-8"
      )
    case .tooManySamples(let count, let limit):
      return (
        "E0906",
        "\(word) makes at most \(NumberText.grouped(limit)) samples of this kind, not \(NumberText.grouped(count))",
        "ask for fewer"
      )
    case .tooLarge(let bytes, let limit):
      return (
        "E0906", "\(word) would need \(estimate(bytes)), the limit is \(byteText(limit))",
        "ask for fewer samples"
      )
    }
  }
}
