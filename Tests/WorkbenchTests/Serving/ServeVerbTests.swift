import Serving
import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

@Suite("serve")
struct ServeVerbTests {
  private static let start = """
    seed 1
    m = model 2 { dense 3, tanh; dense 1 }
    """

  /// The port of a server that a session has.
  private func port(_ transcript: Transcript, _ name: String = "s") throws -> Int {
    guard case .server(let value)? = transcript.interpreter[name] else {
      throw NoServer()
    }
    return try #require(value.server?.address.port)
  }

  private struct NoServer: Error {}

  /// The first number of the first prediction.
  private func number(_ response: RawClient.Response?) throws -> Double {
    let body = try JSON.read(Array(try #require(response).body.utf8))
    guard case .list(let rows)? = body["predictions"] else { return .nan }
    var value = rows.first
    while case .list(let items)? = value { value = items.first }
    return value?.double ?? .nan
  }

  @Test func `a served model answers with the bits of predict while the prompt goes on`() throws {
    let transcript = Transcript()
    let told = transcript.run("\(Self.start)\ns = serve m, port=0")
    #expect(told.contains("m is served at http://127.0.0.1:"))
    let client = try RawClient(port: port(transcript))
    client.send(Ask.predict("{\"instances\": [[0.5, -2]]}", of: "m"))
    let answer = try number(client.response())
    #expect(transcript.run("print all(predict(m, [0.5, -2])[0] == \(answer))").contains("true"))
    #expect(transcript.run("print s.requests, s.errors, s.rows").contains("1 0 1"))
    #expect(transcript.run("s").contains("server m at http://127.0.0.1:"))
  }

  @Test func `training after serving changes no answer until the model is served again`() throws {
    let transcript = Transcript()
    _ = transcript.run(
      "\(Self.start)\nd = table([[0, 1], [1, 0]], [[1], [2]])\ns = serve m, port=0")
    let client = try RawClient(port: port(transcript))
    let question = Ask.predict("{\"instances\": [[0.5, -2]]}", of: "m")
    client.send(question)
    let before = try number(client.response())
    _ = transcript.run("train m, d, epochs=3")
    client.send(question)
    #expect(try number(client.response()) == before)
    _ = transcript.run("t = serve m, port=0")
    let second = try RawClient(port: port(transcript, "t"))
    second.send(question)
    #expect(try number(second.response()) != before)
  }

  @Test func `stop ends a server, and what it has done stays to be read`() throws {
    let transcript = Transcript()
    _ = transcript.run("\(Self.start)\ns = serve m, port=0, price=0.5$ / 1")
    let port = try port(transcript)
    let client = try RawClient(port: port)
    client.send(Ask.predict("{\"instances\": [[0.5, -2], [1, 1]]}", of: "m"))
    #expect(client.response()?.status == 200)
    #expect(transcript.run("stop s").contains("1 request, p50"))
    #expect(throws: RawClient.Refused.self) { try RawClient(port: port) }
    #expect(transcript.run("print s.requests, s.revenue").contains("1 $0.5"))
    #expect(transcript.run("s").hasSuffix("stopped"))
  }

  @Test func `serving at the same port again takes the place of the server before`() throws {
    let transcript = Transcript()
    _ = transcript.run("\(Self.start)\ns = serve m, port=0")
    let port = try port(transcript)
    let told = transcript.run("s = serve m, port=\(port)")
    #expect(told.contains("was stopped for it"))
    #expect(!told.contains("error"))
    let client = try RawClient(port: port)
    client.send(Ask.get("/v2/health/ready"))
    #expect(client.response()?.status == 200)
  }

  @Test func `a server goes on where what was to take its place could not start`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("\(Self.start)\ns = serve m, port=0")
      let port = try port(transcript)
      for (more, code) in [
        ("host=\"0.0.0.0\"", "E0803"), ("host=\"192.0.2.1\", token=\"t.txt\"", "E0802"),
        ("ledger=\"none/x.csv\"", "E0806"),
      ] {
        let told = transcript.run("t = serve m, port=\(port), \(more)")
        #expect(told.contains(code), "\(told)")
        #expect(!told.contains("was stopped for it"), "\(told)")
        let client = try RawClient(port: port)
        client.send(Ask.get("/v2/health/ready"))
        #expect(client.response()?.status == 200)
      }
      let ledger = transcript.run("s = serve m, port=\(port), ledger=\"x.csv\"")
      #expect(ledger.contains("was stopped for it"), "\(ledger)")
    }
  }

  @Test func `tokens of a model that writes texts have their price on every way`() throws {
    try ServedSession.use(
      ["t.txt": String(repeating: "abcd", count: 30)],
      """
      d = data text("t.txt") { chars 4 }
      m = model [4] { embedding d.vocab, 4; multi_head_attention 1, 4, use_causal_mask=true; dense d.vocab }
      train m, d, epochs=1, loss=sparse_categorical_crossentropy(from_logits=true)
      s = serve m, port=0, price=0.02$ / 1k
      """
    ) { session in
      let client = try RawClient(port: try port(session.transcript))
      client.send(Ask.predict("{\"instances\": [\"abcd\", \"bcda\"]}", of: "m"))
      #expect(client.response()?.status == 200)
      #expect(session.transcript.run("print s.tokens, s.revenue / 1$") == "8 0.00016")
      _ = session.transcript.run("stop s")
    }
  }

  @Test func `servers are listed by what stops them`() throws {
    let transcript = Transcript()
    _ = transcript.run("\(Self.start)\ns = [serve(m, port=0)]")
    #expect(transcript.interpreter.serverRows.map(\.label) == ["s"])
    #expect(transcript.interpreter.serverRows.first?.isNamed == true)
    _ = transcript.run("stop s[0]")
    #expect(transcript.interpreter.serverRows.isEmpty)
  }

  @Test func `a server that was taken back, or whose name has another value, is stopped`() throws {
    let transcript = Transcript()
    _ = transcript.run("\(Self.start)\ns = serve m, port=0\nt = serve m, port=0")
    let (first, second) = (try port(transcript), try port(transcript, "t"))
    transcript.interpreter.attend()
    #expect(throws: Never.self) { try RawClient(port: first) }
    _ = transcript.run("s = 5")
    transcript.interpreter.attend()
    #expect(throws: RawClient.Refused.self) { try RawClient(port: first) }
    #expect(throws: Never.self) { try RawClient(port: second) }
    #expect(transcript.interpreter.undo() && transcript.interpreter.undo())
    transcript.interpreter.attend()
    #expect(throws: RawClient.Refused.self) { try RawClient(port: second) }
  }

  @Test func `a port that another has is told with one that works`() throws {
    let (first, second) = (Transcript(), Transcript())
    _ = first.run("\(Self.start)\ns = serve m, port=0")
    let port = try port(first)
    let told = second.run("\(Self.start)\ns = serve m, port=\(port)")
    #expect(told.contains("error E0800"))
    #expect(told.contains("serve m, port=\(port + 1)"))
  }

  @Test(arguments: [
    ("serve m, port=70000", "E0401"), ("serve m, host=\"0.0.0.0\", port=0", "E0803"),
    ("serve m, host=\"0.0.0.0\", port=0, token=\"0123456789abcdefghij\"", "E0805"),
    ("serve m, port=0, ledger=\"/nowhere/requests.csv\"", "E0806"),
    ("serve m, port=0, price=5", "E0"), ("serve 3", "E0"), ("stop m", "E0"),
    ("s = serve m, port=0; s.nothing", "E0"),
    ("s = serve m, port=0; stop s, interrupted=true", "E0600"),
  ])
  func `a mistake is told with a line to type`(_ line: String, _ code: String) {
    let told = Transcript().run("\(Self.start)\n\(line)")
    #expect(told.contains("error \(code)"), "\(told)")
    #expect(told.contains("hint:"))
  }

  @Test(arguments: [
    ("serve \"loan.safetensors\"", "`m = load \"loan.safetensors\"`"),
    ("compare m, m", "`compare [big, small], d.test`"),
    ("cost m, device=\"a100\"", "`device(a100)`"), ("cost m, device=a100", "`device(a100)`"),
  ])
  func `what was meant is told`(line: String, hint: String) {
    let told = Transcript().run("\(Self.start)\n\(line)")
    #expect(told.contains(hint), "\(told)")
  }

  @Test func `a server that nobody has asked has no latency`() {
    let told = Transcript().run(
      "\(Self.start)\ns = serve m, port=0\nprint s.latency.p50 == none\nstop s")
    #expect(told.contains("true") && !told.contains("nan"), "\(told)")
  }

  @Test func `a token stands in a file of its own and in nothing that is told`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/token.txt"
      let transcript = Transcript()
      var told = transcript.run(
        "\(Self.start)\ns = serve m, host=\"0.0.0.0\", port=0, token=\(QuotedText.of(path))")
      told += transcript.run("s") + transcript.run("describe m")
      let bytes = try InputFile.read(path, limit: 100)
      let token = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
      #expect(token.utf8.count == 32)
      #expect(!told.contains(token))
      let client = try RawClient(port: port(transcript))
      let body = "{\"instances\": [[0.5, -2]]}"
      client.send(Ask.predict(body, of: "m"))
      #expect(client.response()?.status == 401)
      client.send(Ask.predict(body, of: "m", more: "Authorization: Bearer \(token)\r\n"))
      #expect(client.response()?.status == 200)
    }
  }

  @Test func `nothing listens where a session is done again`() throws {
    var options = Interpreter.Options()
    options.isConfined = true
    let host = RecordingHost()
    let interpreter = Interpreter(options: options, host: host)
    interpreter.run(
      "\(Self.start)\ns = serve m, port=80, host=\"0.0.0.0\", token=\"t.txt\"\nstop s")
    guard case .server(let value)? = interpreter["s"] else {
      Issue.record("no server")
      return
    }
    #expect(value.server == nil)
    #expect(value.address == "http://0.0.0.0:80")
  }

  @Test func `a chart shows the requests of each second and the slowest of them`() throws {
    let transcript = Transcript()
    _ = transcript.run("\(Self.start)\ns = serve m, port=0")
    let client = try RawClient(port: port(transcript))
    client.send(Ask.predict("{\"instances\": [[0.5, -2]]}", of: "m"))
    #expect(client.response()?.status == 200)
    let told = transcript.run("plot s")
    #expect(told.hasPrefix("plot: server m at http://127.0.0.1:"), "\(told)")
  }
}
