import Support
import TestSupport
import Testing

@testable import Serving

/// A server in this process at a port that the system chooses.
@Suite struct ServerTests {
  private func server(
    _ predictor: StubPredictor = StubPredictor(), _ change: (inout ServerOptions) -> Void = { _ in }
  ) throws -> ModelServer {
    var options = ServerOptions()
    options.port = 0
    change(&options)
    return try ModelServer(predictor, options)
  }

  @Test func `a row is answered over IPv4 and IPv6 at the same port`() throws {
    let server = try server()
    for address in ["127.0.0.1", "::1"] {
      let client = try RawClient(port: server.address.port, address: address)
      client.send(Ask.predict("{\"instances\": [[1, 2], [3, 4]]}"))
      let response = try #require(client.response())
      #expect(response.status == 200)
      #expect(response.body == "{\"predictions\":[[3.0,2.0],[7.0,12.0]]}")
      #expect(response.header("content-type") == "application/json")
    }
    #expect(server.counts.requests == 2)
    #expect(server.counts.rows == 4)
  }

  @Test func `one connection answers many requests, also such as come together, in their order`()
    throws
  {
    let server = try server()
    let client = try RawClient(port: server.address.port)
    let asked = (0..<50).map { Ask.predict("{\"instances\": [[\($0), 1]]}") }.joined()
    client.send(asked)
    for number in 0..<50 {
      #expect(client.response()?.body == "{\"predictions\":[[\(number + 1).0,\(number).0]]}")
    }
    client.send(Ask.get("/v2/health/live"))
    #expect(client.response()?.body == "{\"live\":true}")
  }

  @Test func `a request in single bytes, and one in chunks, are whole requests`() throws {
    let server = try server()
    let client = try RawClient(port: server.address.port)
    for byte in Ask.predict("{\"instances\": [[1, 2]]}").utf8 { client.send([byte]) }
    #expect(client.response()?.body == "{\"predictions\":[[3.0,2.0]]}")
    client.send(
      "POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "10\r\n{\"instances\": [[\r\n7\r\n5, 6]]}\r\n0\r\n\r\n")
    #expect(client.response()?.body == "{\"predictions\":[[11.0,30.0]]}")
  }

  @Test func `whoever ends its own side is answered, then the connection ends`() throws {
    let server = try server()
    let client = try RawClient(port: server.address.port)
    client.send(Ask.predict("{\"instances\": [[1, 2]]}"))
    client.endSending()
    #expect(client.response()?.status == 200)
    #expect(client.rest().isEmpty)
  }

  @Test func `a client waits for 100 Continue and then sends`() throws {
    let server = try server()
    let client = try RawClient(port: server.address.port)
    let body = "{\"instances\": [[1, 2]]}"
    client.send(
      "POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
    #expect(client.response()?.status == 100)
    client.send(body)
    #expect(client.response()?.status == 200)
  }

  @Test func `HEAD has the head of GET, and nothing behind it`() throws {
    let server = try server()
    let client = try RawClient(port: server.address.port)
    client.send("HEAD /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let head = try #require(client.response(isHead: true))
    client.send(Ask.get("/v2"))
    let whole = try #require(client.response())
    #expect(head.status == 200)
    #expect(head.header("content-length") == "\(whole.body.utf8.count)")
  }

  @Test func `requests that wait together are computed together, and each gets its own answer`()
    throws
  {
    let gate = Gate()
    let predictor = StubPredictor(gate: gate)
    let server = try server(predictor)
    let clients = try (0..<20).map { _ in try RawClient(port: server.address.port) }
    for (number, client) in clients.enumerated() {
      client.send(Ask.predict("{\"instances\": [[\(number), 2]]}"))
    }
    // All of them have come when twenty are in work.
    while server.load.requests < 20 {}
    gate.open()
    for (number, client) in clients.enumerated() {
      #expect(
        client.response()?.body == "{\"predictions\":[[\(number + 2).0,\(2 * number).0]]}")
    }
    #expect(predictor.batches.count < 10)
    #expect(server.counts.batchRows == 20)
  }

  @Test func `what is wrong with one row of a batch concerns nobody else`() throws {
    let gate = Gate()
    let server = try server(StubPredictor(gate: gate))
    let clients = try (0..<8).map { _ in try RawClient(port: server.address.port) }
    for (number, client) in clients.enumerated() {
      client.send(Ask.predict("{\"instances\": [[\(number == 5 ? 666 : number), 2]]}"))
    }
    while server.load.requests < 8 {}
    gate.open()
    let statuses = clients.map { $0.response()?.status }
    #expect(statuses == [200, 200, 200, 200, 200, 422, 200, 200])
  }

  @Test func `a request of many rows is computed in pieces of a batch`() throws {
    let predictor = StubPredictor()
    let server = try server(predictor) { $0.mostRows = 16 }
    let client = try RawClient(port: server.address.port)
    let rows = (0..<100).map { "[\($0), 1]" }.joined(separator: ",")
    client.send(Ask.predict("{\"instances\": [\(rows)]}"))
    let response = try #require(client.response())
    #expect(
      response.body == "{\"predictions\":["
        + (0..<100).map { "[\($0 + 1).0,\($0).0]" }.joined(separator: ",") + "]}")
    #expect(predictor.batches.allSatisfy { $0 <= 16 })
  }

  @Test func `a stopped server has answered what it had accepted, and takes nothing more`() throws {
    let gate = Gate()
    let server = try server(StubPredictor(gate: gate))
    let (port, waiting) = (server.address.port, try RawClient(port: server.address.port))
    let idle = try RawClient(port: port)
    waiting.send(Ask.predict("{\"instances\": [[1, 2]]}"))
    while server.load.requests < 1 {}
    server.beginStop()
    while server.isRunning {}
    #expect(idle.rest().isEmpty)
    gate.open()
    let response = try #require(waiting.response())
    #expect(response.body == "{\"predictions\":[[3.0,2.0]]}")
    #expect(response.header("connection") == "close")
    server.stop()
    #expect(!server.isAlive)
    #expect(throws: RawClient.Refused.self) { try RawClient(port: port) }
  }

  @Test func `a port that is taken is said to be`() throws {
    let first = try server()
    #expect(throws: ServingProblem.portInUse(first.address.port)) {
      try server { $0.port = first.address.port }
    }
  }

  @Test func `a certificate that is not there is told as such`() {
    #expect(
      throws: ServingProblem.certificate(path: "/nowhere/c.pem", reason: "there is no such file")
    ) {
      _ = try ServerSecurity(chain: "/nowhere/c.pem", key: "/nowhere/k.pem")
    }
  }

  @Test func `others than this machine are listened to with a token alone`() throws {
    #expect(throws: ServingProblem.tokenMissing(host: "0.0.0.0")) {
      try server { $0.host = "0.0.0.0" }
    }
    let text = "0123456789abcdefghijkl"
    let token = try ServingToken(text)
    // An address for examples, which no machine has (RFC 5737).
    #expect(
      throws: ServingProblem.badHost("192.0.2.1", reason: "it is no address of this machine")
    ) {
      try server { ($0.host, $0.token) = ("192.0.2.1", token) }
    }
    let open = try server { ($0.host, $0.token) = ("0.0.0.0", token) }
    let client = try RawClient(port: open.address.port)
    client.send(Ask.predict("{\"instances\": [[1, 2]]}"))
    let refused = try #require(client.response())
    #expect(refused.status == 401)
    #expect(refused.body.contains("this server needs its token"), "\(refused.body)")
    #expect(refused.header("www-authenticate") == "Bearer")
    client.send(
      Ask.predict("{\"instances\": [[1, 2]]}", more: "Authorization: Bearer \(text)x\r\n"))
    let other = try #require(client.response())
    #expect(other.status == 401)
    #expect(other.body.contains("this is not the token of this server"), "\(other.body)")
    client.send(
      Ask.predict("{\"instances\": [[1, 2]]}", more: "Authorization: Bearer \(text)\r\n"))
    #expect(client.response()?.status == 200)
    // Who watches machines needs none.
    client.send(Ask.get("/v2/health/ready"))
    #expect(client.response()?.status == 200)
  }
}
