import Glibc
import Support
import TestSupport
import Testing

/// `nabla serve` over TLS, and beside a file that changes.
@Suite(.enabled(if: Product.isThere, Product.skipReason), .serialized)
struct ServeSecurelyTests {
  private static var hasTools: Bool {
    InputFile.exists("/usr/bin/openssl") && InputFile.exists("/usr/bin/curl")
  }

  private struct Said {
    let status: Int32
    let output: String
  }

  /// What another program says, and how it ends.
  private func run(_ arguments: [String], in folder: String) throws -> Said {
    let output = folder + "/said.txt"
    unlink(output)
    let status = try ChildProcess.run(arguments, output: output)
    return Said(
      status: status,
      output: String(decoding: try InputFile.read(output, limit: 1 << 20), as: UTF8.self))
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    try TemporaryFolder.use { folder in
      let made = try Product.run(
        [
          "-c",
          "m = model 2 { dense 1, kernel_initializer=ones }; save m, \(QuotedText.of(folder + "/m.safetensors"))",
        ])
      #expect(made.status == 0, "\(made.error)")
      try body(folder)
    }
  }

  @Test(.enabled(if: hasTools, "openssl and curl are not here"))
  func `a request over TLS is answered, one without it is not`() throws {
    try inFolder { folder in
      let made = try run(
        [
          "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
          "ec_paramgen_curve:prime256v1",
          "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
          "subjectAltName=DNS:localhost",
          "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem",
        ], in: folder)
      #expect(made.status == 0, "\(made.output)")
      let (terminal, port) = try Product.serve(
        folder, ["--tls-cert", folder + "/cert.pem", "--tls-key", folder + "/key.pem"])
      let question = [
        "-s", "-m", "20", "--noproxy", "*", "-d", "{\"instances\": [[1, 2]]}", "-H",
        "Content-Type: application/json",
      ]
      let address = "localhost:\(port)/v1/models/m:predict"
      let answer = try run(
        ["/usr/bin/curl"] + question + ["--cacert", folder + "/cert.pem", "https://" + address],
        in: folder)
      #expect(answer.status == 0 && answer.output.contains("[[3"), "\(answer)")
      let stranger = try run(
        ["/usr/bin/curl"] + question + ["https://" + address], in: folder)
      #expect(stranger.status != 0, "a certificate that nobody has signed is trusted")
      let plain = try run(
        ["/usr/bin/curl"] + question + ["http://" + address], in: folder)
      #expect(!plain.output.contains("predictions"), "\(plain)")
      let again = try run(
        ["/usr/bin/curl"] + question + ["--cacert", folder + "/cert.pem", "https://" + address],
        in: folder)
      #expect(again.output.contains("[[3"), "\(again)")
      terminal.signal(SIGTERM)
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `a file that is written over while it is served changes no answer`() throws {
    try inFolder { folder in
      let (terminal, port) = try Product.serve(folder)
      let question = Ask.predict("{\"instances\": [[1, 2]]}", of: "m")
      let client = try RawClient(port: port)
      client.send(question)
      let first = try #require(client.response())
      #expect(first.body.contains("[[3"), "\(first.body)")
      for content in ["", "no model", String(repeating: "x", count: 1 << 16)] {
        let file = try #require(fopen(folder + "/m.safetensors", "w"))
        fputs(content, file)
        fclose(file)
        client.send(question)
        #expect(client.response()?.body == first.body)
      }
      unlink(folder + "/m.safetensors")
      client.send(question)
      #expect(client.response()?.body == first.body)
      terminal.signal(SIGTERM)
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `a thousand connections that come and go leave an honest one its answers`() throws {
    try inFolder { folder in
      let (terminal, port) = try Product.serve(folder)
      let question = Ask.predict("{\"instances\": [[1, 2]]}", of: "m")
      let honest = try RawClient(port: port)
      honest.send(question)
      let first = try #require(honest.response()?.body)
      for round in 0..<1000 {
        let other = try RawClient(port: port)
        // Some say nothing, some half of something, some all of it and do not listen.
        if round % 3 == 1 { other.send("POST /v1/models/m:predict HTTP/1.1\r\nHost: a\r\nConte") }
        if round % 3 == 2 { other.send(question) }
        if round % 100 == 0 {
          honest.send(question)
          #expect(honest.response()?.body == first)
        }
      }
      honest.send(question)
      #expect(honest.response()?.body == first)
      terminal.signal(SIGTERM)
      #expect(terminal.exitStatus() == 0)
    }
  }
}
