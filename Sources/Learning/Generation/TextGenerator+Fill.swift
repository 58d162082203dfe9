import Data
import Engine

extension TextGenerator {
  /// The prompt with each mark replaced by what the model guesses from both sides.
  ///
  /// All marks are hidden at once. In a prompt longer than the model's input each mark is guessed
  /// in the window around it.
  package func filled(_ prompt: String, mark: String) throws -> Made {
    guard model.inputs.count == 1 else {
      throw GenerationError.source(
        model: model.name, inputs: model.inputs.map(\.name), isGiven: false)
    }
    guard let mask = vocabulary[.mask] else { throw GenerationError.noMask(model: model.name) }
    guard model.outputShape.rank == 2 else {
      throw GenerationError.notScores(model: model.name, output: model.outputShape)
    }
    var tokens: [Int] = []
    var marks: [Int] = []
    let texts = vocabulary.tokens(of: prompt, marked: mark)
    for token in texts {
      if token == nil { marks.append(tokens.count) }
      tokens.append(
        try token.map { (token) throws(GenerationError) in
          try number(of: token, argument: "prompt", vocabulary)
        } ?? mask)
    }
    guard !marks.isEmpty else { throw GenerationError.noMark(mark) }
    let windows = WindowPredictor(
      model, given: [], team: ThreadTeam.of(threads), filling: mask)
    var guesses: [Int] = []
    for (number, place) in marks.enumerated() {
      if isInterrupted() { break }
      let window = window(around: place, of: tokens.count)
      let output = try windows.output(Array(tokens[window]))
      let row = place - window.lowerBound
      let scores = SampleRows(output).subset(row..<row + 1).tensor.doubles
      guard
        let guess = sampler.choose(
          from: model.logScores(scores), without: excluded,
          at: stream.uniform(at: UInt64(number)))
      else { throw LearningError.training(.scoresNotFinite(model: model.name)) }
      guesses.append(guess)
    }
    return Made(
      text: text(texts, zip(marks, guesses), mark), count: guesses.count,
      wasInterrupted: guesses.count < marks.count)
  }

  private func window(around place: Int, of count: Int) -> Range<Int> {
    let length = min(model.inputs[0].shape[0], count)
    let start = max(0, min(place - length / 2, count - length))
    return start..<start + length
  }

  private func text(
    _ tokens: [String?], _ guesses: some Sequence<(Int, Int)>, _ mark: String
  ) -> String {
    var texts = tokens.map { $0 ?? mark }
    for (place, guess) in guesses { texts[place] = vocabulary.text(of: guess) ?? mark }
    return vocabulary.joined(tokens: texts)
  }
}
