import Data
import Glibc
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Serving
@testable import Workbench

/// The other side's own programs ask a server that runs in this process.
@Suite("Other programs ask a served model")
struct ServedPeerTests {
  private static let text = """
    seed 2
    d = data text("t.txt") { chars 8 }
    m = model [8] { embedding d.vocab, 8; position_embedding
    residual { multi_head_attention 2, 4, use_causal_mask=true }; dense d.vocab }
    train m, d, epochs=1, batch_size=16, loss=sparse_categorical_crossentropy
    """
  private static let loans = """
    seed 1
    d = data csv("loans.csv", target="risk")
    m = model d { dense 8, activation=relu; dense 2, activation=softmax }
    train m, d, epochs=3
    """
  private static let files: [String: String] = [
    "t.txt": String(repeating: "abcd e", count: 30),
    "loans.csv": "age,income,purpose,owner,risk\n"
      + (0..<120).map { (row: Int) -> String in
        let income = row % 7 == 0 ? "" : "\(1000 + row * 37 % 900)"
        return
          "\(20 + row % 50),\(income),\(["car", "home", "study"][row % 3]),\(row % 4 == 0),\(row % 5 < 2 ? "bad" : "good")\n"
      }.joined(),
  ]

  /// A server of `m` while the body runs.
  private func serving(
    _ program: String, _ body: (ServedSession, ServedModel, ModelServer, String) throws -> Void
  ) throws {
    try ServedSession.use(Self.files, program) { session in
      let model = try session.model()
      var options = ServerOptions()
      options.port = 0
      let server = try ModelServer(model, options, routes: ServedRoutes.all(of: model))
      defer { server.stop() }
      try body(session, model, server, session.transcript.interpreter.options.folder)
    }
  }

  private func address(_ server: ModelServer) -> String {
    "http://127.0.0.1:\(server.address.port)"
  }

  @Test(.enabled(if: Peers.have("openai"), Peers.lack("openai")))
  func `OpenAI's client gets the text of generate, whole and in pieces`() throws {
    try serving(Self.text) { session, _, server, folder in
      let expected = session.transcript.run("seed 5\nprint generate(m, prompt=\"abc\", length=20)")
      let said = try Peers.run(
        "serving_openai.py", [address(server), "abc", "20", "5"], in: folder)
      let told = try JSON.read(Array(said.utf8))
      #expect(told["models"] == ["m"])
      #expect("abc" + (told["text"]?.string ?? "") == expected)
      #expect(told["streamed"] == told["text"] && told["pieces"] == 20)
      #expect(told["reason"] == "length" && told["usage"] == 23 && told["streamedUsage"] == 23)
      #expect(told["noModel"] == ["NotFoundError", "model", "model_not_found"])
      #expect(told["noToken"] == ["BadRequestError", "prompt", "unknown_token"])
      #expect(told["tooHot"] == ["BadRequestError", "temperature", .null])
    }
  }

  @Test(.enabled(if: Peers.have("tritonclient"), Peers.lack("tritonclient")))
  func `Triton's client gets the numbers of predict`() throws {
    try serving("seed 1; m = model [3] { dense 4, activation=tanh; dense 2 }") {
      session, model, server, folder in
      let rows = "[[1, 2, 3], [0.5, -1, 2]]"
      let said = try Peers.run(
        "serving_triton.py",
        ["127.0.0.1:\(server.address.port)", "m", "input", model.signature.output.name, rows],
        in: folder)
      let told = try JSON.read(Array(said.utf8))
      #expect(told["live"] == true && told["ready"] == true && told["same"] == true)
      let expected = try session.tensor("predict m, \(rows)").doubles
      #expect(told["numbers"]?.items { $0.double } == expected)
    }
  }

  @Test(
    .enabled(if: Peers.have("schemathesis"), Peers.lack("schemathesis")),
    arguments: [
      loans, "seed 1; m = model [2, 3] { flatten; dense 2, activation=tanh }",
      "seed 1; m = model a=[2], b=[1] { concatenate { path { from a }; path { from b } }; dense 3 }",
    ])
  func `nothing is answered that the description does not promise`(program: String) throws {
    try serving(program) { _, _, server, folder in
      let said = try Peers.run(
        "serving_schema.py", [address(server), "--max-examples", "40"], in: folder)
      #expect(!said.contains("FAILURES"), "\(said)")
      #expect(server.counts.requests > 100, "\(said)")
    }
  }

  @Test(.enabled(if: Peers.have("schemathesis"), Peers.lack("schemathesis")))
  func `a request for texts that the description refuses is refused`() throws {
    try serving(Self.text) { _, _, server, folder in
      let said = try Peers.run(
        "serving_schema.py",
        [
          address(server), "--max-examples", "60", "--mode", "negative", "--include-path",
          "/v1/completions",
        ],
        in: folder)
      #expect(!said.contains("FAILURES"), "\(said)")
    }
  }

  @Test(.enabled(if: Peers.have("prometheus_client"), Peers.lack("prometheus_client")))
  func `Prometheus reads the counts`() throws {
    try serving("m = model [2] { dense 1 }") { _, _, server, folder in
      let client = try RawClient(port: server.address.port)
      client.send(Ask.predict("{\"instances\": [[1, 2]]}", of: "m"))
      #expect(client.response()?.status == 200)
      let said = try Peers.run("serving_metrics.py", [address(server)], in: folder)
      #expect(said.contains("nabla_requests counter 1"), "\(said)")
      #expect(said.contains("nabla_request_duration_seconds histogram"), "\(said)")
    }
  }

  /// The page once a mark stands on it: a browser's virtual clock may run out while a stream is still coming.
  private func page(
    _ server: ModelServer, _ question: String, _ folder: String, _ options: [String] = [],
    having mark: String
  ) throws -> String {
    var said = ""
    for _ in 0..<6 where !said.contains(mark) {
      said = try page(server, question, folder, options)
    }
    return said
  }

  /// What stands on the page after a question that a link holds.
  private func page(
    _ server: ModelServer, _ question: String, _ folder: String, _ options: [String] = []
  ) throws -> String {
    let encoded = question.utf8.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
    let said = folder + "/page"
    // What a program says is put behind what stands in the file.
    unlink(said)
    let status = try ChildProcess.run(
      [
        "/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu",
        "--user-data-dir=\(folder)/profile", "--virtual-time-budget=8000",
      ] + options + ["--dump-dom", "\(address(server))/#ask=\(encoded)"],
      environment: ["HOME=\(folder)"], output: said)
    #expect(status == 0)
    return String(decoding: try InputFile.read(said, limit: 1 << 22), as: UTF8.self)
  }

  @Test(
    .enabled(
      if: InputFile.exists("/usr/bin/chromium") && Peers.areThere, "there is no browser"))
  func `a browser fills the form and shows what the model says`() throws {
    try serving(Self.loans) { session, _, server, folder in
      let said = try page(
        server, #"{"age": 41, "income": null, "purpose": "car", "owner": "true"}"#, folder,
        having: "class=\"big\"")
      let expected = session.transcript.run(
        "print predict(m, {age: 41, income: none, purpose: \"car\", owner: true}).class")
      #expect(said.contains("<p class=\"big\">\(expected)</p>"), "\(said)")
      #expect(said.contains("in training 20 to 69"), "\(said)")
      let wrong = try page(
        server, #"{"age": null, "income": null, "purpose": "car", "owner": "true"}"#, folder)
      #expect(!wrong.contains("class=\"big\""), "\(wrong)")
    }
    try serving(Self.text) { session, _, server, folder in
      let expected = session.transcript.run("seed 5\nprint generate(m, prompt=\"abc\", length=20)")
      let said = try page(
        server, #"{"prompt": "abc", "max_tokens": 20, "seed": 5}"#, folder,
        ["--window-size=400,800", "--force-dark-mode"], having: "ended by")
      #expect(said.contains("<div class=\"text\">\(expected)</div>"), "\(said)")
      #expect(said.contains("ended by length"), "\(said)")
    }
  }

  @Test(
    .enabled(
      if: InputFile.exists("/usr/bin/chromium") && Peers.areThere, "there is no browser"))
  func `a browser asks a model that looks back with rows, oldest first`() throws {
    let program = """
      seed 1
      d = data csv("loans.csv", target="risk") { select age, risk; lag "age" 1 }
      m = model d { dense 4, activation=relu; dense 2, activation=softmax }
      train m, d, epochs=2
      """
    try serving(program) { _, _, server, folder in
      let rows = "[{\"age\": 41}, {\"age\": 22}]"
      let client = try RawClient(port: server.address.port)
      client.send(Ask.predict("{\"instances\": \(rows)}", of: "m"))
      let answer = client.response()?.body ?? ""
      let name = answer.split(separator: "\"class\":\"").last?.prefix { $0 != "\"" } ?? ""
      let said = try page(server, rows, folder)
      #expect(said.contains("<p class=\"big\">\(name)</p>"), "\(answer)\n\(said)")
      let few = try page(server, "[{\"age\": 41}]", folder)
      #expect(few.contains("one answer needs 2 rows in order"), "\(few)")
    }
  }
}
