import Data
import Engine
import Learning
import Synchronization

/// A model that writes texts, as a server asks it: those of several requests take their steps together.
///
/// It lives on the worker's thread; requests are numbered on any.
final class TextWriter: @unchecked Sendable {
  // Sendable: the pool is the worker's alone, the rest are values and a counter.
  let name: String
  private let model: Model
  private let threads: Int
  private let pool: SequencePool
  private let requests = Atomic<Int>(0)

  /// `nil` for a model that writes no texts.
  init?(_ served: ServedModel) {
    let model = served.model
    guard
      let generator = try? TextGenerator(
        model, model.vocabularies, .greedy, stream: Self.stream(seed: 0, length: 1, number: 0)),
      (try? generator.requireContinuing()) != nil,
      let pool = try? SequencePool(model, threads: served.threads)
    else { return nil }
    (name, self.model, threads, self.pool) = (served.name, model, served.threads, pool)
  }

  /// What the model's numbers stand for.
  var vocabulary: TokenVocabulary { model.vocabularies[model.vocabularies.count - 1] }

  /// How many tokens there are; a prompt may name them by their numbers, from 0.
  var tokenCount: Int { min(model.outputShape.extents.last ?? 0, vocabulary.count) }

  /// A number of its own for each request.
  func nextNumber() -> Int { requests.wrappingAdd(1, ordering: .relaxed).newValue }

  /// What a text draws from: that of `seed …; generate m, …, length=…`, the first, second, … of them.
  static func stream(seed: UInt64, length: Int, number: Int) -> RandomStream {
    RandomStream(
      seed: seed, purpose: .sample, name: "text of \(length) tokens", occurrence: number)
  }

  /// A text that is made token by token.
  func text(
    from prompt: CompletionRequest.Prompt, _ request: CompletionRequest, _ stream: RandomStream
  ) throws(CompletionProblem) -> WrittenText {
    let sampler = TokenSampler(temperature: request.temperature, topP: request.topP)
    do throws(GenerationError) {
      let generator = try TextGenerator(
        model, model.vocabularies, sampler, stream: stream, threads: threads)
      let tokens: [Int]
      var written: String?
      switch prompt {
      case .text(let text):
        tokens = try generator.tokens(continuing: text)
        written = text
      case .tokens(let numbers):
        guard !numbers.isEmpty, numbers.allSatisfy({ (0..<tokenCount).contains($0) }) else {
          throw GenerationError.emptyText(argument: "prompt")
        }
        tokens = numbers
      }
      return WrittenText(
        pool, generator.generation(request.length), tokens,
        CompletionText(vocabulary, stops: request.stops, behind: tokens, written))
    } catch {
      throw Self.problem(error, vocabulary)
    }
  }

  private static func problem(
    _ error: GenerationError, _ vocabulary: TokenVocabulary
  ) -> CompletionProblem {
    switch error {
    case .unknownToken(let token, _, _):
      CompletionProblem(
        "prompt: \(RequestWords.name(token)) is none of the \(vocabulary.texts.count) \(vocabulary.unitName) "
          + "of training", "prompt", code: "unknown_token")
    case .emptyText:
      CompletionProblem("prompt: a text of at least one token of training is needed", "prompt")
    default: CompletionProblem("the model does not go on from such a prompt", "prompt")
    }
  }
}

/// One text that is being made.
final class WrittenText {
  private let pool: SequencePool
  private let generation: TokenGeneration
  private var seat: SequencePool.Seat?
  /// How many tokens the prompt has.
  let promptCount: Int
  /// The tokens of the prompt.
  let prompt: [Int]
  /// How many tokens were chosen.
  private(set) var count = 0
  private(set) var text: CompletionText
  /// `stop` or `length`; `nil` while it goes on.
  private(set) var reason: String?

  init(
    _ pool: SequencePool, _ generation: TokenGeneration, _ prompt: [Int], _ text: CompletionText
  ) {
    (self.pool, self.generation, self.prompt, self.text) = (pool, generation, prompt, text)
    promptCount = prompt.count
    if generation.length == 0 { reason = "length" }
  }

  /// Takes its place among those that are computed.
  func begin() { if reason == nil, seat == nil { seat = pool.seat(for: prompt) } }

  /// One step; whether a token came of it, or the end.
  func advance() throws(LearningError) -> Bool {
    begin()
    guard let seat, reason == nil, let scores = try pool.scores(of: seat) else {
      return reason != nil
    }
    guard let token = try generation.choose(from: scores, number: count, by: pool.model) else {
      end("stop")
      return true
    }
    count += 1
    text.append(token)
    if text.isStopped {
      end("stop")
    } else if count == generation.length {
      end("length")
    } else {
      pool.append(token, to: seat)
    }
    return true
  }

  private func end(_ reason: String) {
    self.reason = reason
    seat = nil
  }

  /// What can be sent now.
  func piece() -> String { text.piece(isEnd: reason != nil) }
}
