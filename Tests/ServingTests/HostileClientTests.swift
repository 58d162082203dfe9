import TestSupport
import Testing

@testable import Serving

/// What a client may send that wants to do harm, or is broken.
@Suite struct HostileClientTests {
  private func server(_ change: (inout ServerOptions) -> Void = { _ in }) throws -> ModelServer {
    var options = ServerOptions()
    options.port = 0
    change(&options)
    return try ModelServer(StubPredictor(), options)
  }

  /// The status of each answer until the connection ends.
  private func statuses(_ server: ModelServer, _ text: String) throws -> [Int] {
    let client = try RawClient(port: server.address.port)
    client.send(text)
    client.endSending()
    var statuses: [Int] = []
    while let response = client.response() { statuses.append(response.status) }
    return statuses
  }

  private func expectHonestAnswer(_ server: ModelServer) throws {
    let client = try RawClient(port: server.address.port)
    client.send(Ask.predict("{\"instances\": [[1, 2]]}"))
    #expect(client.response()?.status == 200)
  }

  /// After PortSwigger's "HTTP Desync Attacks" and RFC 9112, 11.2: the bytes behind are never taken for a request.
  @Test(arguments: [
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
    "Content-Length: 4\r\nContent-Length: 4\r\n",
    "Content-Length: 4\r\nContent-Length: 6\r\n",
    "Content-Length: 4, 4\r\n",
    "Content-Length: +4\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 0x4\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Content-Length : 4\r\n",
    "Transfer-Encoding: xchunked\r\n",
    "Transfer-Encoding: identity\r\n",
    "Transfer-Encoding: chunked, identity\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Transfer-Encoding : chunked\r\n",
    "Transfer-Encoding:\u{0B}chunked\r\n",
    "X: y\r\n Transfer-Encoding: chunked\r\n",
    "Host: localhost\r\n",
  ])
  func `what leaves open where a request ends is refused, and nothing behind it is read`(
    _ fields: String
  ) throws {
    let server = try server()
    let found = try statuses(
      server,
      "POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\n\(fields)\r\n"
        + "0\r\n\r\nGET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(found.count == 1 && found.allSatisfy { (400..<600).contains($0) }, "\(found)")
    try expectHonestAnswer(server)
  }

  @Test(arguments: [
    ("\u{16}\u{03}\u{01}\u{02}", 400),
    ("GET\r\n\r\n", 400),
    ("BREW /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("GET /v2 HTTP/3.0\r\nHost: localhost\r\n\r\n", 400),
    ("GET /v2 HTTP/1.1\r\n\r\n", 400),
    ("GET v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("GET /v2 HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
    ("GET /v2 HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421),
    ("GET http://evil.example/v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 421),
    ("GET /v2 HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n", 403),
    ("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    ("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    ("GET /v2%2Fhealth%2Flive HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    ("DELETE /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    ("GET /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    ("GET /v1/models/other HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    ("GET /v1/models/stub/versions/2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
  ])
  func `a request that is none, or for nobody here, has its status`(
    _ request: String, _ status: Int
  ) throws {
    let server = try server()
    #expect(try statuses(server, request) == [status])
  }

  @Test(arguments: [
    ("{\"instances\": [[1, NaN]]}", 400), ("{\"instances\": [[1, Infinity]]}", 400),
    ("{\"instances\": [[1, 1e999]]}", 400), ("{\"instances\": [[1, 2]], \"instances\": 3}", 400),
    ("{\"instances\": []}", 400), ("{\"instances\": {}}", 400), ("{}", 400), ("[]", 400),
    ("", 400), ("\u{FEFF}{}", 400), ("{\"instances\": [[1, 2]]} {}", 400),
    ("{\"instances\": [[1, 2]], \"x\": 1}", 400), ("{\"instances\": [[1]]}", 400),
    (String(repeating: "[", count: 100_000), 400),
    (
      "{\"instances\": " + String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        + "}", 400
    ),
  ])
  func `a content that says nothing is refused in a sentence`(
    _ body: String, _ status: Int
  ) throws {
    let server = try server()
    let client = try RawClient(port: server.address.port)
    client.send(Ask.predict(body))
    let response = try #require(client.response())
    #expect(response.status == status)
    #expect(response.header("content-type") == "application/problem+json")
    #expect(response.body.contains("\"detail\":\""))
    // The connection goes on.
    client.send(Ask.get("/v2/health/live"))
    #expect(client.response()?.status == 200)
  }

  @Test(arguments: [
    "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp",
    "text/plain; application/json",
  ])
  func `what a page elsewhere can send without asking is refused`(_ type: String) throws {
    let server = try server()
    #expect(
      try statuses(
        server, Ask.post("/v1/models/stub:predict", "{\"instances\": [[1, 2]]}", type: type))
        == [415])
  }

  @Test func `a client of the Open Inference Protocol may say no type, a page may not`() throws {
    let server = try server()
    let body =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,2]}]}"
    func ask(_ path: String, _ field: String) throws -> [Int] {
      try statuses(
        server,
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\n\(field)Content-Length: \(body.utf8.count)\r\n\r\n"
          + body)
    }
    #expect(try ask("/v2/models/stub/infer", "") == [200])
    for field in ["Origin: http://localhost\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
      #expect(try ask("/v2/models/stub/infer", field) == [415])
    }
    #expect(try ask("/v1/models/stub:predict", "") == [415])
  }

  @Test(arguments: ["/", "/metrics", "/v2", "/v1/models/stub", "/openapi.json"])
  func `a POST where there is only a GET is told so, whatever its type`(_ path: String) throws {
    let server = try server()
    for fields in ["", "Content-Type: text/plain\r\n", "Content-Type: application/json\r\n"] {
      let ask = "POST \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)Content-Length: 2\r\n\r\n{}"
      // The server of these tests has no description and no page.
      let status = try statuses(server, ask)
      #expect(status == [405] || status == [404], "\(path) \(fields) \(status)")
    }
    #expect(try statuses(server, Ask.post("/nowhere", "{}", type: "text/plain")) == [404])
  }

  @Test func `contents with a coding, and without a length, are refused`() throws {
    let server = try server()
    #expect(
      try statuses(
        server, Ask.predict("{\"instances\": [[1, 2]]}", more: "Content-Encoding: gzip\r\n"))
        == [415])
    #expect(
      try statuses(
        server,
        "POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/json\r\n\r\n") == [411])
  }

  @Test func `a content that says it is too large is refused before it comes`() throws {
    let server = try server { $0.limits.body = 1_000 }
    let client = try RawClient(port: server.address.port)
    client.send(
      "POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n")
    #expect(client.response()?.status == 413)
  }

  @Test func `chunks without end are cut at the limit`() throws {
    let server = try server { $0.limits.body = 100_000 }
    let client = try RawClient(port: server.address.port)
    client.send(
      "POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    let chunk = "2710\r\n" + String(repeating: " ", count: 10_000) + "\r\n"
    for _ in 0..<40 where !client.send(chunk) { break }
    #expect(client.response()?.status == 413)
    try expectHonestAnswer(server)
  }

  @Test func `a header that is too long, and one of too many fields, is refused`() throws {
    let server = try server()
    let long = "X: " + String(repeating: "a", count: 20_000) + "\r\n"
    let many = (0..<200).map { "X\($0): a\r\n" }.joined()
    for fields in [long, many] {
      #expect(try statuses(server, Ask.get("/v2", more: fields)) == [431])
    }
    let path = "/" + String(repeating: "a", count: 10_000)
    #expect(try statuses(server, Ask.get(path)) == [414])
    try expectHonestAnswer(server)
  }

  @Test func `who sends half a request is told so, and whoever is honest is answered meanwhile`()
    throws
  {
    let server = try server { $0.limits.sending = 0.4 }
    let slow = try (0..<50).map { _ in try RawClient(port: server.address.port) }
    for client in slow { client.send("POST /v1/models/stub:predict HTTP/1.1\r\nHost: loc") }
    let body = try RawClient(port: server.address.port)
    body.send(
      "POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\nContent-Length: 30\r\n\r\n{\"instances\"")
    try expectHonestAnswer(server)
    for client in slow + [body] {
      let response = try #require(client.response())
      #expect(response.status == 408)
      #expect(client.rest().isEmpty)
    }
  }

  @Test func `who asks nothing is hung up on`() throws {
    let server = try server { $0.limits.idle = 0.2 }
    let client = try RawClient(port: server.address.port)
    #expect(client.rest().isEmpty)
    let second = try RawClient(port: server.address.port)
    second.send(Ask.get("/v2"))
    #expect(second.response()?.status == 200)
    #expect(second.rest().isEmpty)
  }

  @Test func `who reads no answers is hung up on, and costs little memory`() throws {
    let server = try server { $0.limits.reading = 0.5 }
    let client = try RawClient(port: server.address.port)
    let many = String(repeating: Ask.get("/metrics"), count: 200)
    var sent = 0
    // In the end nothing more is taken, and then the connection is closed.
    while sent < 2_000, client.send(many) { sent += 1 }
    #expect(sent < 2_000)
    try expectHonestAnswer(server)
  }

  @Test func `connections beyond the limit are told so`() throws {
    let server = try server { $0.limits.connections = 4 }
    let first = try (0..<4).map { _ in try RawClient(port: server.address.port) }
    for client in first {
      client.send(Ask.get("/v2"))
      #expect(client.response()?.status == 200)
    }
    let further = try RawClient(port: server.address.port)
    let response = try #require(further.response())
    #expect(response.status == 503)
    #expect(response.header("retry-after") == "1")
  }

  @Test func `requests beyond the limit are told to come again`() throws {
    let gate = Gate()
    var options = ServerOptions()
    (options.port, options.limits.requests) = (0, 3)
    let server = try ModelServer(StubPredictor(gate: gate), options)
    let waiting = try (0..<3).map { _ in try RawClient(port: server.address.port) }
    for client in waiting { client.send(Ask.predict("{\"instances\": [[1, 2]]}")) }
    while server.load.requests < 3 {}
    let further = try RawClient(port: server.address.port)
    further.send(Ask.predict("{\"instances\": [[1, 2]]}"))
    let response = try #require(further.response())
    #expect(response.status == 503)
    #expect(response.header("retry-after") == "1")
    gate.open()
    for client in waiting { #expect(client.response()?.status == 200) }
  }

  @Test func `who hangs up in the middle leaves nothing behind`() throws {
    let gate = Gate()
    var options = ServerOptions()
    options.port = 0
    let server = try ModelServer(StubPredictor(gate: gate), options)
    for _ in 0..<30 {
      let client = try RawClient(port: server.address.port)
      client.send(Ask.predict("{\"instances\": [[1, 2]]}"))
      let half = try RawClient(port: server.address.port)
      half.send("POST /v1/models/stub:predict HTTP/1.1\r\nHost: localhost\r\nContent-Len")
    }
    gate.open()
    while server.load.connections > 0 || server.load.requests > 0 {}
    try expectHonestAnswer(server)
  }
}
