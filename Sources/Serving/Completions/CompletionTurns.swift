import Engine
import Glibc
import Learning
import Support

/// The texts of one request, made in turns.
final class CompletionTurns: ServedTurns, @unchecked Sendable {
  // Sendable: made on one thread and handed to the worker, which alone uses it from then on.
  private let request: CompletionRequest
  private let texts: [WrittenText]
  private let model: String
  private let identifier: String
  private let created: Int
  private var current = 0
  private var events: [String] = []
  private var hasBegun = false
  private var isOver = false

  /// Texts that are made at once; the others of a request follow.
  private static let together = 8

  init(_ request: CompletionRequest, _ writer: TextWriter) throws(CompletionProblem) {
    (self.request, model) = (request, writer.name)
    created = time(nil)
    let number = writer.nextNumber()
    identifier = "cmpl-\(String(created, radix: 36))-\(number)"
    var texts: [WrittenText] = []
    for prompt in request.prompts {
      for _ in 0..<request.count {
        // Without a seed each request draws what none before it has drawn.
        let stream = TextWriter.stream(
          seed: request.seed ?? 0, length: request.length,
          number: request.seed == nil
            ? number * CompletionRequest.mostTexts + texts.count : texts.count)
        texts.append(try writer.text(from: prompt, request, stream))
      }
    }
    self.texts = texts
  }

  var tokens: Int { promptTokens + texts.reduce(0) { $0 + $1.count } }

  private var promptTokens: Int {
    // A prompt counts once, however many texts are made of it.
    stride(from: 0, to: texts.count, by: request.count).reduce(0) { $0 + texts[$1].promptCount }
  }

  func next() throws(RequestProblem) -> ServedTurn {
    if !events.isEmpty { return .event(events.removeFirst()) }
    if isOver { return .end }
    if !hasBegun {
      hasBegun = true
      if request.streams, request.echoes { echoPrompts() }
    }
    do throws(LearningError) {
      try advance()
    } catch {
      throw RequestProblem(
        500, "the model's scores are no numbers, so that no token can be chosen")
    }
    let isDone = texts.allSatisfy { $0.reason != nil }
    guard request.streams else {
      return isDone ? .response(ServedResponse(json: whole)) : .working
    }
    if isDone {
      // Texts of no tokens have had no turn.
      if request.length == 0 { for place in texts.indices { tell(place, "", "length") } }
      if request.tellsUsage {
        events.append(chunk(choices: [], usage: usage).description)
      }
      events.append("[DONE]")
      isOver = true
    }
    return events.isEmpty ? .working : .event(events.removeFirst())
  }

  /// One token of one text, each in its turn.
  private func advance() throws(LearningError) {
    let open = texts.indices.filter { texts[$0].reason == nil }.prefix(Self.together)
    guard !open.isEmpty else { return }
    for place in open { texts[place].begin() }
    let place = open.first { $0 >= current } ?? open[open.startIndex]
    guard try texts[place].advance() else { return }
    current = place + 1
    guard request.streams else { return }
    let piece = texts[place].piece()
    if !piece.isEmpty || texts[place].reason != nil { tell(place, piece, texts[place].reason) }
  }

  private func echoPrompts() {
    for place in texts.indices { tell(place, echo(place), nil) }
  }

  private func tell(_ place: Int, _ text: String, _ reason: String?) {
    events.append(chunk(choices: [choice(place, text, reason)], usage: nil).description)
  }

  private func choice(_ place: Int, _ text: String, _ reason: String?) -> JSON {
    [
      "text": .text(text), "index": .whole(place), "logprobs": .null,
      "finish_reason": reason.map { .text($0) } ?? .null,
    ]
  }

  private func chunk(choices: [JSON], usage: JSON?) -> JSON {
    var members: [JSON.Member] = [
      .init("id", .text(identifier)), .init("object", "text_completion"),
      .init("created", .whole(created)), .init("model", .text(model)),
      .init("choices", .list(choices)),
    ]
    if let usage {
      members.append(.init("usage", usage))
    } else if request.tellsUsage {
      members.append(.init("usage", .null))
    }
    return .object(members)
  }

  private var usage: JSON {
    let made = texts.reduce(0) { $0 + $1.count }
    return [
      "prompt_tokens": .whole(promptTokens), "completion_tokens": .whole(made),
      "total_tokens": .whole(promptTokens + made),
    ]
  }

  private var whole: JSON {
    let choices = texts.indices.map { place in
      choice(
        place, (request.echoes ? echo(place) : "") + texts[place].text.text, texts[place].reason)
    }
    return chunk(choices: choices, usage: usage)
  }

  /// The prompt of a text as it was sent.
  private func echo(_ place: Int) -> String {
    switch request.prompts[place / request.count] {
    case .text(let text): text
    case .tokens: ""
    }
  }
}
