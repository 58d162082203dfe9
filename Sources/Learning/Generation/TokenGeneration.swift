import Engine

/// Continues a sequence of tokens one by one.
package struct TokenGeneration {
  /// How the next token is chosen.
  package var sampler: TokenSampler
  /// How many tokens are added at most.
  package var length: Int
  /// Tokens that are never chosen.
  package var excluded: Set<Int> = []
  /// The token that ends the text and is no part of it.
  package var end: Int?
  /// One number for each new token, in order.
  package var stream: RandomStream
  /// Looked at between two tokens; what was made stays.
  package var isInterrupted: () -> Bool = { false }

  /// A generation without an end token and without excluded ones.
  package init(_ sampler: TokenSampler, length: Int, stream: RandomStream) {
    self.sampler = sampler
    self.length = length
    self.stream = stream
  }

  /// The tokens that follow the prompt. Of a prompt longer than the model's input its end counts.
  package func run(
    from prompt: [Int], with predictor: SequencePredictor
  ) throws(LearningError) -> (tokens: [Int], wasInterrupted: Bool) {
    var made: [Int] = []
    while made.count < length {
      if isInterrupted() { return (made, true) }
      let scores =
        if let last = made.last { try predictor.scores(appending: last) } else {
          try predictor.scores(after: prompt.suffix(predictor.length))
        }
      guard let token = try choose(from: scores, number: made.count, by: predictor.model) else {
        break
      }
      made.append(token)
    }
    return (made, false)
  }

  /// The new token of this number, from 0, by the scores of a model; `nil` where the text ends.
  package func choose(
    from scores: [Double], number: Int, by model: Model
  ) throws(LearningError) -> Int? {
    guard
      let token = sampler.choose(
        from: model.logScores(scores), without: excluded, at: stream.uniform(at: UInt64(number)))
    else { throw .training(.scoresNotFinite(model: model.name)) }
    return token == end ? nil : token
  }
}

extension Model {
  /// Outputs as logarithms of probabilities, up to a constant: those of softmax are shares, all
  /// others are taken for logits.
  func logScores(_ outputs: [Double]) -> [Double] {
    guard case .named(_ as SoftmaxActivation, _)? = outputActivation else { return outputs }
    return (try? Eager.apply(Logarithm(), to: [Tensor(outputs, [outputs.count])]))?.doubles
      ?? outputs
  }
}
