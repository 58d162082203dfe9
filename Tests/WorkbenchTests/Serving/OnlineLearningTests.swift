import Serving
import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// A server that learns from rows which its clients send back with their true answers.
@Suite("Learning while serving")
struct OnlineLearningTests {
  private static let start = """
    seed 1
    x = linspace(-1, 1, 64); x = reshape(x, [64, 1])
    d = table(x, 2 * x)
    m = model 1 { dense 1 }
    train m, d, epochs=80, batch_size=16, optimizer=adam(0.05)
    """

  private struct NoServer: Error {}

  /// A session that serves `m`, and a client of it.
  private func serving(
    _ options: String, _ program: String = start, _ body: (Transcript, RawClient) throws -> Void
  ) throws {
    let transcript = Transcript()
    let told = transcript.run("\(program)\ns = serve m, port=0, learn=true, \(options)")
    guard case .server(let value)? = transcript.interpreter["s"], let server = value.server else {
      Issue.record("\(told)")
      throw NoServer()
    }
    defer { server.stop() }
    try body(transcript, try RawClient(port: server.address.port))
  }

  private func ask(_ client: RawClient, _ verb: String, _ body: String) throws -> (Int, JSON) {
    client.send(
      "POST /v1/models/m:\(verb) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    let response = try #require(client.response())
    return (response.status, try JSON.read(Array(response.body.utf8)))
  }

  /// Rows of x between -1 and 1 with what is true of them.
  private func teach(
    _ client: RawClient, from first: Int, _ count: Int, _ truth: (Double) -> Double
  ) throws -> JSON {
    let xs = (first..<first + count).map { Double($0 * 37 % 101 - 50) / 50 }
    let (status, answer) = try ask(
      client, "learn",
      "{\"instances\": [\(xs.map { "[\($0)]" }.joined(separator: ","))], "
        + "\"labels\": [\(xs.map { "\(truth($0))" }.joined(separator: ","))]}")
    #expect(status == 200, "\(answer)")
    return answer
  }

  /// What the server answers for x = 1.
  private func answer(_ client: RawClient) throws -> Double {
    let (_, body) = try ask(client, "predict", "{\"instances\": [[1]]}")
    guard case .list(let rows)? = body["predictions"] else { return .nan }
    var value = rows.first
    while case .list(let items)? = value { value = items.first }
    return value?.double ?? .nan
  }

  private func number(_ transcript: Transcript, _ field: String) -> Double {
    _ = transcript.run("learning_ = s.learning.\(field)")
    return transcript.interpreter["learning_"]?.number ?? .nan
  }

  @Test func `what has drifted is learnt, and rollback gives the bits of before`() throws {
    try serving("learning_rate=0.02") { transcript, client in
      let before = try answer(client)
      #expect(abs(before - 2) < 0.05)
      for round in 0..<20 { _ = try teach(client, from: round * 64, 64) { -$0 } }
      let after = try answer(client)
      // From 3 away to less than a tenth of that.
      #expect(abs(after + 1) < 0.3, "\(before) became \(after)")
      #expect(number(transcript, "rows") == 1280)
      #expect(number(transcript, "updates") > 5)
      #expect(number(transcript, "loss") < 0.1)
      // The session's own model stands still, and a copy has what answers.
      #expect(transcript.run("print all(predict(m, [1])[0] == \(before))").contains("true"))
      #expect(transcript.run("print all(predict(s.model, [1])[0] == \(after))").contains("true"))
      let one = try teach(client, from: 7, 64) { -$0 }
      #expect("\(one)".contains("taken"))
      _ = transcript.run("rollback s")
      #expect(try answer(client) == after)
      #expect(number(transcript, "rolled_back") == 1)
      #expect(transcript.run("s").contains("learnt from 1,344 rows"))
    }
  }

  @Test func `all the way back are the weights that were served, and then there is nothing more`()
    throws
  {
    try serving("learning_rate=0.01") { transcript, client in
      let before = try answer(client)
      for round in 0..<3 { _ = try teach(client, from: round * 48, 48) { $0 } }
      #expect(try answer(client) != before)
      let updates = Int(number(transcript, "updates"), within: 0...100)
      try #require(updates > 0)
      for _ in 0..<updates { #expect(!transcript.run("rollback s").contains("error")) }
      #expect(try answer(client) == before)
      #expect(transcript.run("rollback s").contains("error E0841"))
      let (status, problem) = try ask(client, "rollback", "{}")
      #expect(status == 409, "\(problem)")
    }
  }

  @Test func `an update that is worse on the rows held out is not taken`() throws {
    try serving("learning_rate=1") { transcript, client in
      let before = try answer(client)
      let told = try teach(client, from: 0, 64) { 2 * $0 }
      #expect("\(told)".contains("refused"))
      #expect(try answer(client) == before)
      #expect(number(transcript, "updates") == 0)
    }
  }

  @Test func `wrong labels are taken back by themselves when true ones come`() throws {
    try serving("learning_rate=0.05") { transcript, client in
      let before = try answer(client)
      for round in 0..<3 { _ = try teach(client, from: round * 64, 64) { -5 * $0 } }
      #expect(abs(try answer(client) - before) > 0.2)
      var events = ""
      for round in 0..<3 { events += "\(try teach(client, from: round * 64, 64) { 2 * $0 })" }
      #expect(events.contains("taken back"))
      #expect(abs(try answer(client) - 2) < 0.2)
      transcript.interpreter.attend()
      #expect(transcript.run("1").contains("warning W0081") || events.contains("taken back"))
    }
  }

  @Test func `fewer rows than a batch change nothing yet`() throws {
    try serving("learning_rate=0.01") { transcript, client in
      let before = try answer(client)
      let told = try teach(client, from: 0, 20) { $0 }
      #expect("\(told["updates"] ?? .null)" == "[]")
      #expect(try answer(client) == before)
      #expect(number(transcript, "held_out") == 4)
    }
  }

  @Test func `classes are learnt by name, and a wrong one is told with its place`() throws {
    let program = """
      seed 1
      d = data csv("loans.csv", target="risk")
      m = model d { dense 8, activation=relu; dense 2, activation=softmax }
      train m, d, epochs=2
      s = serve m, port=0, learn=true, learning_rate=0.02
      """
    let rows = (0..<120).map { "\(20 + $0 % 50),\($0 % 5 < 2 ? "bad" : "good")\n" }.joined()
    try ServedSession.use(["loans.csv": "age,risk\n" + rows], program) { session in
      guard case .server(let value)? = session.transcript.interpreter["s"],
        let server = value.server
      else { throw NoServer() }
      defer { server.stop() }
      let client = try RawClient(port: server.address.port)
      let ages = (0..<64).map { 20 + $0 % 50 }
      let instances = ages.map { "{\"age\": \($0)}" }.joined(separator: ",")
      let labels = ages.map { $0 < 45 ? "\"bad\"" : "\"good\"" }
      for _ in 0..<6 {
        let (status, told) = try ask(
          client, "learn",
          "{\"instances\": [\(instances)], \"labels\": [\(labels.joined(separator: ","))]}")
        #expect(status == 200, "\(told)")
      }
      #expect((value.learner?.status.updates ?? 0) > 0)
      let wrong = [
        (
          "{\"instances\": [{\"age\": 30}], \"labels\": [\"god\"]}", 422,
          "did you mean \\\"good\\\""
        ),
        ("{\"instances\": [{\"age\": 30}], \"labels\": []}", 422, "1 instances and 0 labels"),
        ("{\"instances\": [{\"age\": 30}]}", 400, "must be lists"),
        ("{\"instances\": [{\"ag\": 30}], \"labels\": [\"good\"]}", 422, "no field"),
        ("{\"instances\": [{\"age\": 30}], \"labels\": [\"good\"], \"x\": 1}", 400, "it takes"),
        ("[]", 400, "must be an object"), ("{\"instances\": [], \"labels\": []}", 422, "none"),
      ]
      for (body, status, words) in wrong {
        let (found, problem) = try ask(client, "learn", body)
        #expect(found == status, "\(body): \(problem)")
        #expect("\(problem)".contains(words), "\(problem)")
      }
    }
  }

  @Test func `a server that was made without it says so, and so do models that cannot`() throws {
    let transcript = Transcript()
    _ = transcript.run("m = model 1 { dense 1 }\ns = serve m, port=0")
    guard case .server(let value)? = transcript.interpreter["s"], let server = value.server else {
      throw NoServer()
    }
    defer { server.stop() }
    let client = try RawClient(port: server.address.port)
    let (status, problem) = try ask(client, "learn", "{\"instances\": [[1]], \"labels\": [1]}")
    #expect(status == 409)
    #expect("\(problem)".contains("without learn=true"))
    #expect(transcript.run("rollback s").contains("error E0840"))
    #expect(transcript.run("s.learning").contains("error E0"))
    let ownLoss = """
      fn off(t, p) { mean((t - p) ^ 2) }
      d = table([[1], [2]], [[1], [2]]); train m, d, epochs=1, loss=off
      """
    for line in [
      "q = quantize m; serve q, port=0, learn=true", "\(ownLoss)\nserve m, port=0, learn=true",
    ] {
      #expect(transcript.run(line).contains("error E0839"), "\(line)")
    }
  }

  @Test func `requests to learn and what became of updates stand in the ledger`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/requests.csv"
      try serving("price=1$ / 1k, learning_rate=0.01, ledger=\(QuotedText.of(path))") { _, client in
        _ = try answer(client)
        _ = try teach(client, from: 0, 64) { $0 }
      }
      let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
      let lines = text.split(separator: "\n")
      try #require(lines.count == 4, "\(text)")
      #expect(lines[1].hasSuffix(",0.001,$"))
      #expect(lines[2].contains("learn: update 1 taken (loss "), "\(text)")
      #expect(lines[3].contains("/v1/models/{name}:learn,64,") && lines[3].hasSuffix(",,"))
    }
  }

  @Test func `metrics and description tell of it`() throws {
    try serving("learning_rate=0.01") { _, client in
      _ = try teach(client, from: 0, 64) { $0 }
      client.send(Ask.get("/metrics"))
      let metrics = client.response()?.body ?? ""
      #expect(metrics.contains("nabla_learned_rows_total{model=\"m\"} 64"))
      #expect(metrics.contains("nabla_updates_total{model=\"m\",outcome=\"taken\"} 1"))
      client.send(Ask.get("/openapi.json"))
      let described = client.response()?.body ?? ""
      #expect(
        described.contains("/v1/models/m:learn") && described.contains("/v1/models/m:rollback"))
      #expect(!described.contains("securitySchemes"))
    }
  }
}
