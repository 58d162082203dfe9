import Language
import Learning
import Support

extension Problems {
  /// What is wrong with texts, their windows and tokens.
  static func textWords(
    of kind: DataError.Kind, word: String
  ) -> (code: String, message: String, hint: String) {
    switch kind {
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
    case .needsText(let data, let isCut):
      return isCut
        ? (
          "E0524", "\(word): \(data) is cut into tokens already",
          "cut the text itself: data text(\"…\") { \(word) 32 }"
        )
        : (
          "E0524", "\(word) cuts a text into windows, and \(data) is none",
          "write data text(\"…\") { \(word) 32 }"
        )
    case .needsWindows(let data, let isText):
      return (
        "E0524",
        isText
          ? "\(word) hides tokens of windows, and \(data) is not cut yet"
          : "\(word) hides tokens of a text, and \(data) is none",
        "write data text(\"…\") { chars 24; \(word) 15% }"
      )
    case .needsPairs(let data):
      return (
        "E0524", "\(word) numbers pairs of texts, and \(data) has none",
        "write data generated(number_names, 5k) { \(word) characters, source=16, target=32 }"
      )
    case .isText(let data):
      return (
        "E0525", "\(word) computes with numbers, but those of \(data) stand for text",
        "an embedding in the model turns tokens into numbers"
      )
    case .shortText(let part, let unit, let available, let needed):
      return (
        "E0526",
        "\(word): the \(part.rawValue) part has \(NumberText.grouped(available)) \(unit), but a window "
          + "with what comes next needs \(NumberText.grouped(needed))",
        available > 1
          ? "cut windows of at most \(NumberText.grouped(available - 1))" : "give it more text"
      )
    case .longText(let part, let row, let input, let tokens, let limit):
      return (
        "E0526",
        "\(word): row \(NumberText.grouped(row)) of \(part.rawValue) needs "
          + "\(NumberText.grouped(tokens)) tokens as `\(input)`, more than \(NumberText.grouped(limit))",
        "\(input)=\(tokens) is enough; left out, the longest text decides"
      )
    case .changedAlready:
      return (
        "E0527", "\(word): another line draws something for each batch already",
        "write it once, with all options"
      )
    case .needsPictures(let sample):
      return (
        "E0318", "\(word) moves pictures [height, width], but a sample is \(sample)",
        "write it before `flatten` or `reshape`; augment noise=… fits any shape"
      )
    case .keepsOrder(let data):
      return (
        "E0527", "\(word) would tear the text \(data) apart",
        "`train` takes windows in random order by itself"
      )
    case .noTargets(let data):
      return ("E0522", "\(word): \(data) has no targets", "table(x, y) gives data with targets")
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
    default: return ("E0999", "\(kind)", "please report this message")
    }
  }
}
