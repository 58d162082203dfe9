import Data
import Engine
import Support

/// Reads texts as rows of token numbers, for a model that was trained on tokens of text.
struct TextReading {
  let vocabulary: TokenVocabulary
  /// Tokens of a row.
  let length: Int
  let dtype: DType

  /// One row a text: as many tokens as the model's input has, or fewer where the vocabulary can fill it up.
  func tensor(of instances: [JSON]) throws(RequestProblem) -> Tensor {
    var numbers: [Double] = []
    for (index, instance) in instances.enumerated() {
      let place = "instances[\(index)]"
      guard let text = instance.string else {
        throw RequestProblem(
          422, "\(place): \(RequestWords.kind(of: instance)), but the model takes a text")
      }
      let tokens = vocabulary.tokens(of: text)
      let padding = vocabulary[.padding]
      guard tokens.count == length || padding != nil && tokens.count < length else {
        throw RequestProblem(
          422,
          "\(place): \(tokens.count) \(vocabulary.unitName), but the model takes \(padding == nil ? "" : "at most ")\(length)"
        )
      }
      for token in tokens {
        guard let number = vocabulary.number(of: token) ?? vocabulary[.unknown] else {
          throw RequestProblem(
            422,
            "\(place): \(RequestWords.name(token)) is none of the \(vocabulary.texts.count) \(vocabulary.unitName) of training"
          )
        }
        numbers.append(Double(number))
      }
      numbers += [Double](repeating: Double(padding ?? 0), count: length - tokens.count)
    }
    return Tensor(numbers, [instances.count, length], dtype)
  }
}
