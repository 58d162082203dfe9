import Data
import Engine

/// Makes text with a model that was trained on text.
package struct TextGenerator {
  /// A text, and how much of it is new.
  package struct Made {
    /// The prompt and what follows it.
    package let text: String
    /// How many tokens were chosen.
    package let count: Int
    /// Whether it was ended before its length.
    package let wasInterrupted: Bool
  }

  let model: Model
  /// What the numbers of each input stand for; the last is that of the output too.
  let vocabularies: [TokenVocabulary]
  let sampler: TokenSampler
  /// One number for each token that is chosen, in order.
  let stream: RandomStream
  let threads: Int
  let isInterrupted: () -> Bool

  /// Throws where the model does not read tokens of these vocabularies, or does not give a score
  /// for each.
  package init(
    _ model: Model, _ vocabularies: [TokenVocabulary], _ sampler: TokenSampler,
    stream: RandomStream, threads: Int = 1, isInterrupted: @escaping () -> Bool = { false }
  ) throws(GenerationError) {
    guard let vocabulary = vocabularies.last else { throw .noVocabulary(model: model.name) }
    guard vocabularies.count == model.inputs.count else {
      throw .vocabularyCount(
        model: model.name, inputs: model.inputs.count, texts: vocabularies.count)
    }
    for input in model.inputs where input.shape.rank != 1 {
      throw .notTokens(model: model.name, input: input.name, shape: input.shape)
    }
    guard let outputs = model.outputShape.extents.last, model.outputShape.rank <= 2 else {
      throw .notScores(model: model.name, output: model.outputShape)
    }
    guard outputs >= vocabulary.count else {
      throw .vocabularySize(model: model.name, outputs: outputs, tokens: vocabulary.count)
    }
    self.model = model
    self.vocabularies = vocabularies
    self.sampler = sampler
    self.stream = stream
    self.threads = threads
    self.isInterrupted = isInterrupted
  }

  /// What the numbers of the output stand for.
  package var vocabulary: TokenVocabulary { vocabularies[vocabularies.count - 1] }

  /// The prompt and what follows it: at most `length` tokens.
  package func continued(_ prompt: String, length: Int) throws -> Made {
    let tokens = try tokens(continuing: prompt)
    let predictor = try SequencePredictor(model, threads: threads)
    let made = try generation(length).run(from: tokens, with: predictor)
    let isWords = vocabulary.unit == .words
    return Made(
      text: isWords
        ? vocabulary.joined(tokens + made.tokens) : prompt + vocabulary.joined(made.tokens),
      count: made.tokens.count, wasInterrupted: made.wasInterrupted)
  }

  /// The tokens of a text that the model can go on from, a number in front of it where the vocabulary has one.
  package func tokens(continuing prompt: String) throws(GenerationError) -> [Int] {
    try requireContinuing()
    let tokens = try start + numbers(of: prompt, argument: "prompt", vocabulary)
    guard !tokens.isEmpty else { throw .emptyText(argument: "prompt") }
    return tokens
  }

  /// Throws where the model does not go on from a text: it translates, or fills.
  package func requireContinuing() throws(GenerationError) {
    guard model.inputs.count == 1 else {
      throw .source(model: model.name, inputs: model.inputs.map(\.name), isGiven: false)
    }
    guard vocabulary[.mask] == nil else { throw .onlyFills(model: model.name) }
  }

  /// What the model makes of a source: at most `length` tokens, and no more than its target holds.
  package func translated(_ source: String, prompt: String = "", length: Int?) throws -> Made {
    guard model.inputs.count == 2 else {
      throw GenerationError.source(
        model: model.name, inputs: model.inputs.map(\.name), isGiven: true)
    }
    let given = try numbers(of: source, argument: "source", vocabularies[0])
    let room = model.inputs[0].shape[0]
    guard !given.isEmpty else { throw GenerationError.emptyText(argument: "source") }
    guard given.count <= room else {
      throw GenerationError.tooLong(argument: "source", tokens: given.count, limit: room)
    }
    let padding = [Int](
      repeating: vocabularies[0][.padding] ?? 0, count: room - given.count)
    let tokens = try start + numbers(of: prompt, argument: "prompt", vocabulary)
    guard !tokens.isEmpty else { throw GenerationError.emptyText(argument: "prompt") }
    let target = model.inputs[1].shape[0]
    guard tokens.count <= target else {
      throw GenerationError.tooLong(argument: "prompt", tokens: tokens.count, limit: target)
    }
    let predictor = try SequencePredictor(
      model, given: [Tensor((given + padding).map(Int32.init), [1, room])], threads: threads)
    // The last place of the target may still say what comes next.
    let made = try generation(min(length ?? target, target - tokens.count + 1))
      .run(from: tokens, with: predictor)
    return Made(
      text: vocabulary.joined(tokens + made.tokens), count: made.tokens.count,
      wasInterrupted: made.wasInterrupted)
  }

  /// The number in front of a text, where the vocabulary has one.
  private var start: [Int] { vocabulary[.start].map { [$0] } ?? [] }

  /// How tokens are chosen one after the other, at most so many.
  package func generation(_ length: Int) -> TokenGeneration {
    var generation = TokenGeneration(sampler, length: length, stream: stream)
    generation.end = vocabulary[.end]
    generation.excluded = excluded
    if let end = generation.end { generation.excluded.remove(end) }
    generation.isInterrupted = isInterrupted
    return generation
  }

  /// Numbers that stand for no text.
  var excluded: Set<Int> {
    let outputs = model.outputShape.extents.last ?? 0
    return Set((0..<outputs).filter { vocabulary.text(of: $0) == nil })
  }

  /// The tokens of a text; all must have been seen in training.
  func numbers(
    of text: String, argument: String, _ vocabulary: TokenVocabulary
  ) throws(GenerationError) -> [Int] {
    try vocabulary.tokens(of: text).map { (token) throws(GenerationError) in
      try number(of: token, argument: argument, vocabulary)
    }
  }

  /// The number of one token, which must have been seen in training.
  func number(
    of token: String, argument: String, _ vocabulary: TokenVocabulary
  ) throws(GenerationError) -> Int {
    guard let number = vocabulary.number(of: token) else {
      throw .unknownToken(token, argument: argument, vocabulary: vocabulary)
    }
    return number
  }
}
