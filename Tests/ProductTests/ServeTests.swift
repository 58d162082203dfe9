import Glibc
import Support
import Testing
import TestSupport

/// `nabla serve` as the system and its clients see it.
@Suite(.enabled(if: Product.isThere, Product.skipReason), .serialized)
struct ServeTests {
  private static let question = Ask.predict("{\"instances\": [[1, 2]]}", of: "m")

  /// A folder with `m.safetensors` in it.
  private func inFolder(_ body: (String) throws -> Void) throws {
    try TemporaryFolder.use { folder in
      let made = try Product.run(
        ["-c", "m = model 2 { dense 1 }; save m, \(QuotedText.of(folder + "/m.safetensors"))"])
      #expect(made.status == 0, "\(made.error)")
      try body(folder)
    }
  }

  @Test func `a file is served until SIGTERM, which ends it well`() throws {
    try inFolder { folder in
      let (terminal, port) = try Product.serve(folder)
      for address in ["127.0.0.1", "::1"] {
        let client = try RawClient(port: port, address: address)
        client.send(Self.question)
        let response = try #require(client.response())
        #expect(response.status == 200)
        #expect(response.body.hasPrefix("{\"predictions\":["))
      }
      terminal.signal(SIGTERM)
      try terminal.wait(forText: "\"requests\":2")
      #expect(terminal.exitStatus() == 0)
      #expect(throws: RawClient.Refused.self) { try RawClient(port: port) }
    }
  }

  @Test func `a program that serves says that its server ends with it, and what does not`() throws {
    let line = "m = model 2 { dense 1 }\ns = serve m, port=0\n"
    for (arguments, input) in [(["-c", line], ""), (["-"], line), ([], line)] {
      let ran = try Product.run(arguments, input: input)
      #expect(ran.status == 0, "\(ran.error)")
      #expect(ran.error.contains("its server with it"), "\(arguments): \(ran.error)")
      #expect(ran.error.contains("`nabla serve m.safetensors`"), "\(arguments): \(ran.error)")
    }
    let stopped = try Product.run(["-c", line + "stop s"])
    #expect(!stopped.error.contains("nabla serve"), "\(stopped.error)")
  }

  @Test func `half a request at SIGTERM may still be sent, and a second SIGTERM waits for nobody`()
    throws
  {
    try inFolder { folder in
      let (terminal, port) = try Product.serve(folder)
      let client = try RawClient(port: port)
      let half = Self.question.index(Self.question.startIndex, offsetBy: 40)
      client.send(String(Self.question[..<half]))
      // What was sent is there when what was sent later is answered.
      let other = try RawClient(port: port)
      other.send(Ask.get("/v2"))
      #expect(other.response()?.status == 200)
      terminal.signal(SIGTERM)
      #expect(other.rest().isEmpty)
      client.send(String(Self.question[half...]))
      let response = try #require(client.response())
      #expect(response.status == 200)
      #expect(response.header("connection") == "close")
      #expect(terminal.exitStatus() == 0)

      let (second, secondPort) = try Product.serve(folder)
      let slow = try RawClient(port: secondPort)
      slow.send("GET ")
      let witness = try RawClient(port: secondPort)
      witness.send(Ask.get("/v2"))
      #expect(witness.response()?.status == 200)
      second.signal(SIGTERM)
      #expect(witness.rest().isEmpty)
      second.signal(SIGTERM)
      #expect(second.exitStatus() == ExitStatus.interrupted.code)
    }
  }

  @Test func `a ledger has whole lines after kill -9, and is gone on with`() throws {
    try inFolder { folder in
      let path = folder + "/requests.csv"
      for round in 1...2 {
        let (terminal, port) = try Product.serve(
          folder, ["--price", "0.02$ / 1k", "--ledger", path])
        let client = try RawClient(port: port)
        for _ in 0..<20 {
          client.send(Self.question)
          #expect(client.response()?.status == 200)
        }
        terminal.signal(SIGKILL)
        _ = terminal.exitStatus()
        let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(text.hasSuffix("\n"))
        #expect(lines.count == 1 + 20 * round)
        #expect(lines.allSatisfy { $0.count { $0 == "," } == 8 })
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",2e-05,$") })
      }
    }
  }

  @Test func `a token comes from a file or the environment and is shown nowhere`() throws {
    try inFolder { folder in
      let path = folder + "/token.txt"
      let (terminal, port) = try Product.serve(
        folder, ["--host", "127.0.0.1", "--token", path, "--access-log", "-"])
      let token = String(decoding: try InputFile.read(path, limit: 100), as: UTF8.self)
        .filter { !$0.isWhitespace }
      let client = try RawClient(port: port)
      client.send(Self.question)
      #expect(client.response()?.status == 401)
      client.send(
        Ask.predict(
          "{\"instances\": [[1, 2]]}", of: "m", more: "Authorization: Bearer \(token)\r\n"))
      #expect(client.response()?.status == 200)
      try terminal.wait(forText: " 200 /v1/models/{name}:predict")
      terminal.signal(SIGINT)
      #expect(terminal.exitStatus() == 0)
      #expect(!String(decoding: terminal.output, as: UTF8.self).contains(token))
      var mode = stat()
      #expect(stat(path, &mode) == 0 && mode.st_mode & 0o777 == 0o600)
      let weak = try Product.run(
        ["serve", folder + "/m.safetensors", "--host", "0.0.0.0", "--port", "0"],
        environment: ["NABLA_TOKEN": "secret-of-mine"])
      #expect(weak.status == 1)
      #expect(weak.error.contains("E0804"))
      #expect(!weak.error.contains("secret-of-mine"))
    }
  }

  @Test func `what cannot be served is told on standard error`() throws {
    try inFolder { folder in
      let model = folder + "/m.safetensors"
      for (arguments, code) in [
        ([folder + "/none.safetensors"], "E05"), ([model, "--host", "0.0.0.0"], "E0803"),
        ([model, "--price", "5"], "E0811"), ([model, "--ledger", model], "E0807"),
        ([model, "--tls-cert", model, "--tls-key", model], "E0808"),
      ] {
        let outcome = try Product.run(["serve", "--port", "0"] + arguments)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.contains("error \(code)"), "\(outcome.error)")
      }
      for arguments in [["--port", "70000"], ["--tls-cert", "a"], ["--max-batch", "0"]] {
        #expect(try Product.run(["serve", model] + arguments).status == ExitStatus.usage.code)
      }
    }
  }
}
