import Support
import Testing
import WorkbenchTestSupport

@testable import Serving
@testable import Workbench

@Suite("Texts of a served model")
struct CompletionTests {
  private static let lines = """
    seed 2
    d = data text("t.txt") { chars 8 }
    m = model [8] { embedding d.vocab, 8; position_embedding
    residual { multi_head_attention 2, 4, use_causal_mask=true }; dense d.vocab }
    train m, d, epochs=2, batch_size=16, optimizer=adam(0.02), loss=sparse_categorical_crossentropy
    """

  private func withText(
    _ program: String = CompletionTests.lines,
    _ text: String = String(repeating: "abcd e", count: 30),
    _ body: (ServedSession, TextWriter) throws -> Void
  ) throws {
    try ServedSession.use(["t.txt": text], program) { session in
      try body(session, try #require(TextWriter(session.model())))
    }
  }

  private func turns(_ content: String, _ writer: TextWriter) throws -> CompletionTurns {
    try CompletionTurns(
      CompletionRequest(try JSON.read(Array(content.utf8)), model: "m"), writer)
  }

  /// The whole answer.
  private func answer(_ content: String, _ writer: TextWriter) throws -> JSON {
    let turns = try self.turns(content, writer)
    while true {
      switch try turns.next() {
      case .working: continue
      case .response(let response): return try JSON.read(response.body)
      case .event, .end: throw ServedSession.Missing(name: "a stream")
      }
    }
  }

  private func texts(_ answer: JSON) -> [String] {
    answer["choices"]?.items { $0["text"]?.string } ?? []
  }

  /// The events of a stream.
  private func events(_ turns: CompletionTurns) throws -> [String] {
    var events: [String] = []
    while true {
      switch try turns.next() {
      case .working: continue
      case .event(let text): events.append(text)
      case .end: return events
      case .response: throw ServedSession.Missing(name: "no stream")
      }
    }
  }

  private func generated(_ session: ServedSession, _ options: String, seed: Int) -> String {
    session.transcript.run("seed \(seed)\nprint generate(m, \(options))")
  }

  @Test(arguments: [0, 7, 123_456])
  func `a completion is what generate makes at the same seed, also beyond the window`(seed: Int)
    throws
  {
    try withText { session, writer in
      for (prompt, length) in [("ab", 5), ("abcd eabcd e", 20), ("a", 1)] {
        let said = generated(session, "prompt=\"\(prompt)\", length=\(length)", seed: seed)
        let made = try answer(
          #"{"model": "m", "prompt": "\#(prompt)", "max_tokens": \#(length), "seed": \#(seed)}"#,
          writer)
        #expect(prompt + texts(made)[0] == said)
        #expect(made["usage"]?["completion_tokens"] == .whole(length))
        #expect(made["usage"]?["prompt_tokens"] == .whole(prompt.count))
      }
      let cold = generated(
        session, "prompt=\"ab\", length=9, temperature=0.5, top_p=0.8", seed: seed)
      let other = try answer(
        #"{"model": "m", "prompt": "ab", "max_tokens": 9, "seed": \#(seed), "temperature": 0.5, "top_p": 0.8}"#,
        writer)
      #expect("ab" + texts(other)[0] == cold)
    }
  }

  @Test func `words have their blanks`() throws {
    try withText(
      """
      seed 2
      d = data text("t.txt") { words 4 }
      m = model [4] { embedding d.vocab, 8; lstm 8, return_sequences=true; dense d.vocab }
      train m, d, epochs=2, batch_size=8, loss=sparse_categorical_crossentropy
      """, String(repeating: "one two, three. ", count: 20)
    ) { session, writer in
      let said = generated(session, "prompt=\"one two\", length=9", seed: 4)
      let made = try answer(
        #"{"model": "m", "prompt": "one two", "max_tokens": 9, "seed": 4}"#, writer)
      #expect("one two" + texts(made)[0] == said)
      let blank = try answer(
        #"{"model": "m", "prompt": "one two ", "max_tokens": 9, "seed": 4}"#, writer)
      #expect(("one two " + texts(blank)[0]).filter { $0 != " " } == said.filter { $0 != " " })
    }
  }

  @Test func `a stream has the same text in pieces, then usage and the end`() throws {
    try withText { _, writer in
      let content = #"{"model": "m", "prompt": "ab", "max_tokens": 12, "seed": 3"#
      let whole = texts(try answer(content + "}", writer))
      let events = try self.events(
        turns(content + #", "stream": true, "stream_options": {"include_usage": true}}"#, writer))
      #expect(events.last == "[DONE]")
      let chunks = try events.dropLast().map { try JSON.read(Array($0.utf8)) }
      #expect(chunks.flatMap { texts($0) }.joined() == whole[0])
      #expect(chunks.last?["usage"]?["total_tokens"] == 14)
      #expect(chunks.dropLast().last?["choices"]?.items { $0["finish_reason"] } == ["length"])
      #expect(chunks.count == 13)
    }
  }

  @Test func `a stop ends a text, and none of it is sent`() throws {
    try withText { _, writer in
      let content = #"{"model": "m", "prompt": "ab", "max_tokens": 60, "seed": 3"#
      let whole = texts(try answer(content + "}", writer))[0]
      let stop = String(whole.dropFirst(20).prefix(3))
      let first = try #require(whole.range(of: stop))
      let stopped = try answer(content + #", "stop": ["zzz", "\#(stop)"]}"#, writer)
      #expect(texts(stopped) == [String(whole[..<first.lowerBound])])
      #expect(stopped["choices"]?.items { $0["finish_reason"] } == ["stop"])
      let events = try self.events(
        turns(content + #", "stop": "\#(stop)", "stream": true}"#, writer))
      let pieces = try events.dropLast().map { try JSON.read(Array($0.utf8)) }.flatMap(texts)
      #expect(pieces.joined() == whole[..<first.lowerBound])
    }
  }

  @Test func `requests that take turns get what each gets alone`() throws {
    try withText { _, writer in
      let contents = (0..<9).map {
        #"{"model": "m", "prompt": "\#("abcd e".prefix(1 + $0 % 5))", "max_tokens": \#(3 + 2 * $0), "seed": \#($0), "n": \#(1 + $0 % 2)}"#
      }
      let alone = try contents.map { texts(try answer($0, writer)) }
      var open = try contents.map { try turns($0, writer) as CompletionTurns? }
      var found = contents.map { _ in [String]() }
      while open.contains(where: { $0 != nil }) {
        for (place, turns) in open.enumerated() {
          guard let turns, case .response(let response) = try turns.next() else { continue }
          found[place] = texts(try JSON.read(response.body))
          open[place] = nil
        }
      }
      #expect(found == alone)
      #expect(alone[1][0] != alone[1][1])
    }
  }

  @Test func `several prompts, echo and no tokens at all`() throws {
    try withText { _, writer in
      let both = try answer(
        #"{"model": "m", "prompt": ["ab", "cd"], "max_tokens": 0, "echo": true}"#, writer)
      #expect(texts(both) == ["ab", "cd"])
      #expect(both["usage"]?["total_tokens"] == 4)
      let nothing = try self.events(
        turns(#"{"model": "m", "prompt": "ab", "max_tokens": 0, "stream": true}"#, writer))
      #expect(nothing.count == 2)
      let numbers = try answer(
        #"{"model": "m", "prompt": [1, 2], "max_tokens": 2, "seed": null}"#, writer)
      #expect(texts(numbers)[0].count == 2)
    }
  }

  private static let mistakes: [(content: String, parameter: String?, status: Int)] = [
    (#"{"prompt": "ab"}"#, "model", 400), (#"{"model": "x", "prompt": "ab"}"#, "model", 404),
    (#"{"model": "m"}"#, "prompt", 400), (#"{"model": "m", "prompt": "xyz"}"#, "prompt", 400),
    (#"{"model": "m", "prompt": ""}"#, "prompt", 400),
    (#"{"model": "m", "prompt": [9999]}"#, "prompt", 400),
    (#"{"model": "m", "prompt": "a", "max_tokens": -1}"#, "max_tokens", 400),
    (#"{"model": "m", "prompt": "a", "max_tokens": 1.5}"#, "max_tokens", 400),
    (#"{"model": "m", "prompt": "a", "temperature": 3}"#, "temperature", 400),
    (#"{"model": "m", "prompt": "a", "temperature": "hot"}"#, "temperature", 400),
    (#"{"model": "m", "prompt": "a", "stop": [""]}"#, "stop", 400),
    (#"{"model": "m", "prompt": "a", "stream": 1}"#, "stream", 400),
    (#"{"model": "m", "prompt": "a", "max_token": 1}"#, "max_token", 400),
    (#"{"model": "m", "prompt": "a", "n": 0}"#, "n", 400), ("[]", nil, 400),
  ]

  @Test(arguments: mistakes)
  func `what is wrong is told as OpenAI's clients expect it`(
    content: String, parameter: String?, status: Int
  ) throws {
    try withText { _, writer in
      do {
        _ = try turns(content, writer)
        Issue.record("\(content) was taken")
      } catch let problem as CompletionProblem {
        #expect(problem.parameter == parameter && problem.status == status, "\(problem)")
        let body = try JSON.read(problem.response.body)
        #expect(body["error"]?["message"]?.string == problem.message)
        #expect(body["error"]?["type"] == "invalid_request_error")
      }
    }
  }

  @Test func `a seed that is too large is a whole number, but too large`() throws {
    try withText { _, writer in
      let problem = #expect(throws: CompletionProblem.self) {
        _ = try turns(
          #"{"model": "m", "prompt": "a", "seed": 12345678901234567890}"#, writer)
      }
      #expect(problem?.message.contains("is not between") == true, "\(problem?.message ?? "")")
    }
  }

  @Test func `a model that writes no texts has no completions`() throws {
    try ServedSession.use([:], "m = model [2] { dense 1 }") { session in
      let model = try session.model()
      #expect(TextWriter(model) == nil)
    }
  }
}

extension String {
  /// Where a text stands first.
  fileprivate func range(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}
