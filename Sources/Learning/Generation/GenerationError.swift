import Data
import Engine

/// Why no text can be made; data, worded by the workbench.
package enum GenerationError: Error {
  /// The model has not been trained on text, and no data say what its numbers mean.
  case noVocabulary(model: String)
  /// The data have another number of texts than the model has inputs.
  case vocabularyCount(model: String, inputs: Int, texts: Int)
  /// Fewer outputs than tokens.
  case vocabularySize(model: String, outputs: Int, tokens: Int)
  /// Inputs that are no row of tokens.
  case notTokens(model: String, input: String, shape: Shape)
  /// An output that is not a score for each token.
  case notScores(model: String, output: Shape)
  /// A token that training has not seen.
  case unknownToken(String, argument: String, vocabulary: TokenVocabulary)
  case emptyText(argument: String)
  case tooLong(argument: String, tokens: Int, limit: Int)
  /// `fill=` for a model that was not trained with masks.
  case noMask(model: String)
  /// A model that guesses what is hidden and does not go on.
  case onlyFills(model: String)
  /// The mark to be filled stands nowhere in the prompt.
  case noMark(String)
  /// `source=` for a model of one input, or none for one of two.
  case source(model: String, inputs: [String], isGiven: Bool)
}
