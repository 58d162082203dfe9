import Language
import Learning
import Support

extension Problems {
  static func worded(_ error: GenerationError, at span: SourceSpan?) -> Diagnostic {
    let (code, message, hint) = words(of: error)
    return Diagnostic.error(code, message, at: span, hint: hint)
  }

  private static func words(of error: GenerationError) -> (String, String, String) {
    switch error {
    case .noVocabulary(let model):
      return (
        "E0610", "\(model) does not know what its numbers mean: it was not trained on text",
        "train it on text first, or name the data: generate \(model), prompt=\"…\", data=d"
      )
    case .vocabularyCount(let model, let inputs, let texts):
      return (
        "E0611", "\(model) has \(count(inputs, "input")), the data have \(count(texts, "text"))",
        "name the data that the model was trained on: data=d"
      )
    case .vocabularySize(let model, let outputs, let tokens):
      return (
        "E0611",
        "\(model) gives \(count(outputs, "score")) for a vocabulary of \(NumberText.grouped(tokens))",
        "end the model with `dense d.vocab`"
      )
    case .notTokens(let model, let input, let shape):
      return (
        "E0611", "input `\(input)` of \(model) takes \(batched(shape)), not a row of tokens",
        "begin with `model [32] { embedding d.vocab, 16; … }`"
      )
    case .notScores(let model, let output):
      return (
        "E0611", "\(model) ends with \(batched(output)), not with a score for each token",
        "end the model with `dense d.vocab`"
      )
    case .unknownToken(let token, let argument, let vocabulary):
      let known = vocabulary.listing
      let shown = known.count > 80 ? String(known.prefix(80)) + "…" : known
      return (
        "E0413",
        "\(argument)= has \"\(Sanitizer.visible(token))\", which the training text has not",
        "it knows \(vocabulary.unitName): \(Sanitizer.visible(shown))"
      )
    case .emptyText(let argument):
      return (
        "E0412", "\(argument)= is empty: the model needs something to go on from",
        "write at least one character: \(argument)=\"The \""
      )
    case .tooLong(let argument, let tokens, let limit):
      return (
        "E0412",
        "\(argument)= has \(count(tokens, "token")), the model's input holds \(NumberText.grouped(limit))",
        "use a shorter text"
      )
    case .noMask(let model):
      return (
        "E0612",
        "\(model) was not trained with masks, so there is nothing that fill= could stand for",
        "train it on masked text: data text(\"…\") { chars 24; mask 15% }"
      )
    case .onlyFills(let model):
      return (
        "E0612", "\(model) was trained to guess what is hidden, not to go on",
        "mark what it shall guess: generate \(model), prompt=\"a?c\", fill=\"?\""
      )
    case .noMark(let mark):
      return (
        "E0412", "the prompt has no \"\(Sanitizer.visible(mark))\" to fill",
        "put the mark where a guess shall stand"
      )
    case .source(let model, let inputs, let isGiven):
      return isGiven
        ? (
          "E0613", "\(model) has one input, so there is no source to translate",
          "write prompt=\"…\" instead of source="
        )
        : (
          "E0613", "\(model) has \(count(inputs.count, "input")): \(list(inputs, "and"))",
          inputs.count == 2
            ? "write source=\"…\"; prompt= is the beginning of its answer"
            : "text is made by models of one or two inputs"
        )
    }
  }
}
