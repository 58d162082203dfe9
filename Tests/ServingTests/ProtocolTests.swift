import Data
import Engine
import Support
import Testing

@testable import Serving

@Suite struct ProtocolTests {
  private let predictor = StubPredictor()

  private func routes() -> Router {
    Router(
      HealthRoutes.all(predictor, Readiness()) + TensorFlowRoutes.all(predictor)
        + OpenInferenceRoutes.all(predictor))
  }

  /// What a route answers, computed at once.
  private func answer(
    _ method: ServedRequest.Method, _ path: String, _ body: String = "",
    headers: [(name: String, value: String)] = [], bytes: [UInt8] = []
  ) throws -> ServedResponse {
    let (route, parameters) = try routes().route(method, path).get()
    var request = ServedRequest(
      method, path, headers: headers, body: Array(body.utf8) + bytes)
    request.parameters = parameters
    switch try route.handler(request) {
    case .response(let response): return response
    case .rows(let samples, let response): return try response(predictor.answers(for: samples))
    case .turns: return ServedResponse(text: "turns")
    case .own(_, let work): return try work()
    }
  }

  private func text(_ response: ServedResponse) -> String {
    String(decoding: response.body, as: UTF8.self)
  }

  @Test func `TensorFlow Serving's requests have its answers`() throws {
    let path = "/v1/models/stub:predict"
    #expect(
      text(
        try answer(.post, path, "{\"signature_name\":\"serving_default\",\"instances\":[[1,2]]}"))
        == "{\"predictions\":[[3.0,2.0]]}")
    #expect(
      text(try answer(.post, "/v1/models/stub/versions/1:predict", "{\"inputs\":{\"x\":[[1,2]]}}"))
        == "{\"outputs\":[[3.0,2.0]]}")
    #expect(text(try answer(.post, path, "{\"inputs\":[[1,2]]}")) == "{\"outputs\":[[3.0,2.0]]}")
    let status = text(try answer(.get, "/v1/models/stub"))
    #expect(status.contains("\"state\":\"AVAILABLE\""))
  }

  /// The reader of JSON is the other source.
  @Test(arguments: [
    "1", "-0", "0.5", "-12.75e2", "1E-3", "3.14159265358979", "3.141592653589793", "0.1", "1e22",
    "1e23", "123456789012345678", "0.000000000000000000000123", "1e-400", "4.9e-324", "1e+5",
    "0.30000000000000004", "9007199254740993", "000001e1", "2.2250738585072011e-308",
  ])
  func `numbers are read quickly to the same bits as by JSON, or not at all`(_ text: String) throws
  {
    let body = Array("{ \"instances\" : [ [ \(text) ,\n\(text)], [0, 1] ] }".utf8)
    let quick = QuickInstances.tensor(of: body, shape: [2])
    let slow = try? JSON.read(body)
    guard let slow, let rows = slow["instances"] else {
      #expect(quick == nil)
      return
    }
    let tensor = try NestedNumbers.tensor(of: rows, named: "instances")
    let found = try #require(quick)
    #expect(found.shape == [2, 2])
    #expect(found.doubles.map(\.bitPattern) == tensor.doubles.map(\.bitPattern))
  }

  @Test(arguments: [
    "", "{}", "[[1,2]]", "{\"instances\":[]}", "{\"instances\":[[1]]}", "{\"instances\":[[1,2,3]]}",
    "{\"instances\":[[1,2],]}", "{\"instances\":[[1,2]]", "{\"instances\":[[1,2]]}x",
    "{\"instances\":[[1,null]]}", "{\"instances\":[[1,1.]]}", "{\"instances\":[[1,.5]]}",
    "{\"instances\":[[1,+2]]}", "{\"instances\":[[1,1e]]}", "{\"instances\":[[1,1e999]]}",
    "{\"instances\":[[1,NaN]]}", "{\"instances\":[[1,2]],\"x\":1}", "{\"inputs\":[[1,2]]}",
  ])
  func `all that is not rows of numbers is left to JSON`(_ text: String) {
    #expect(QuickInstances.tensor(of: Array(text.utf8), shape: [2]) == nil)
  }

  @Test func `the Open Inference Protocol has JSON both ways`() throws {
    let answer = text(
      try answer(
        .post, "/v2/models/stub/infer",
        "{\"id\":\"7\",\"inputs\":[{\"name\":\"x\",\"shape\":[2,2],\"datatype\":\"FP32\",\"data\":[1,2,3,4]}]}"
      ))
    #expect(
      answer
        == "{\"model_name\":\"stub\",\"model_version\":\"1\",\"id\":\"7\",\"outputs\":[{\"name\":\"y\","
        + "\"datatype\":\"FP32\",\"shape\":[2,2],\"data\":[3.0,2.0,7.0,12.0]}]}")
    #expect(
      text(try self.answer(.get, "/v2/models/stub"))
        == "{\"name\":\"stub\",\"versions\":[\"1\"],\"platform\":\"nabla\",\"inputs\":[{\"name\":\"x\","
        + "\"datatype\":\"FP32\",\"shape\":[-1,2]}],\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\","
        + "\"shape\":[-1,2]}]}")
  }

  /// 1 and 2 as little-endian FP32, as `tritonclient.http` sends them.
  @Test func `the Open Inference Protocol has bytes behind its JSON`() throws {
    let head =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\","
      + "\"parameters\":{\"binary_data_size\":8}}],"
      + "\"outputs\":[{\"name\":\"y\",\"parameters\":{\"binary_data\":true}}]}"
    let answer = try answer(
      .post, "/v2/models/stub/infer", head,
      headers: [("inference-header-content-length", "\(head.utf8.count)")],
      bytes: [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40])
    let length = try #require(
      answer.headers.first { $0.name == "inference-header-content-length" }.flatMap {
        Int($0.value)
      })
    #expect(answer.contentType == "application/octet-stream")
    #expect(text(answer).contains("\"binary_data_size\":8"))
    // 3 and 2.
    #expect(Array(answer.body[length...]) == [0, 0, 0x40, 0x40, 0, 0, 0, 0x40])
  }

  @Test(arguments: [
    "{}", "{\"inputs\":[]}", "{\"inputs\":[{}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"BYTES\",\"data\":[\"a\",\"b\"]}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[1,2]}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,-2],\"datatype\":\"FP32\",\"data\":[1,2]}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[4611686018427387904,4],\"datatype\":\"FP32\",\"data\":[]}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,1e39]}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"INT32\",\"data\":[1,2.5]}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":8}}]}",
    "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,2]}],\"outputs\":[{\"name\":\"z\"}]}",
  ])
  func `tensors that do not fit their shape or type are refused`(_ body: String) throws {
    #expect(throws: RequestProblem.self) { try answer(.post, "/v2/models/stub/infer", body) }
  }

  @Test(arguments: [("{}", "there is no list"), ("{\"inputs\":[]}", "an entry for each input")])
  func `inputs that are missing and those that are empty are told apart`(
    _ body: String, _ words: String
  ) throws {
    let problem = #expect(throws: RequestProblem.self) {
      try answer(.post, "/v2/models/stub/infer", body)
    }
    #expect(problem.map { "\($0)".contains(words) } == true)
  }

  @Test(arguments: [
    (UInt16(0x3C00), 1.0), (0xC000, -2.0), (0x3555, 0.333251953125), (0x0001, 0x1p-24),
    (0x7BFF, 65_504),
  ])
  func `numbers of half precision are read`(_ bits: UInt16, _ number: Double) {
    #expect(OpenInferenceType.half(bits) == number)
  }

  /// The format of https://prometheus.io/docs/instrumenting/exposition_formats.
  @Test func `metrics are cumulative, and each family has its type`() {
    var counts = ServerCounts()
    counts.byStatus = [200: 3, 422: 1]
    for seconds in [0.0004, 0.004, 20] { counts.latency.add(seconds) }
    counts.count(batch: 3)
    (counts.priced, counts.rows) = (3, 5)
    let text = MetricsRoute.text(
      counts, model: "m", queue: 2, price: ServingPrice(each: 0.5, .requests, currency: "$"),
      unwritten: 0)
    let lines = text.split(separator: "\n")
    for line in [
      "# TYPE nabla_requests_total counter",
      "nabla_requests_total{model=\"m\",status=\"422\"} 1",
      "nabla_request_duration_seconds_bucket{model=\"m\",le=\"0.0005\"} 1",
      "nabla_request_duration_seconds_bucket{model=\"m\",le=\"0.005\"} 2",
      "nabla_request_duration_seconds_bucket{model=\"m\",le=\"+Inf\"} 3",
      "nabla_request_duration_seconds_count{model=\"m\"} 3",
      "nabla_batch_rows_bucket{model=\"m\",le=\"4\"} 1",
      "nabla_queue_requests{model=\"m\"} 2",
      "nabla_revenue_total{model=\"m\",currency=\"$\"} 1.5",
    ] {
      #expect(lines.contains(Substring(line)), "\(line)")
    }
    #expect(text.hasSuffix("\n"))
  }

  @Test func `a share of all latencies lies in the step that holds it`() {
    var histogram = LatencyHistogram()
    #expect(histogram.quantile(0.5) == nil)
    for _ in 0..<99 { histogram.add(0.0015) }
    histogram.add(3)
    // 99 of 100 lie between 1 and 2 ms: the middle is the 50th of them.
    #expect(abs((histogram.quantile(0.5) ?? 0) - (0.001 + 0.001 * 50 / 99)) < 1e-12)
    #expect((histogram.quantile(1) ?? 0) == 5)
  }

  @Test func `no percentile of the newest times is longer than the slowest of them`() {
    var times = RecentTimes()
    #expect(times.quantile(0.5) == nil)
    times.add(0.000_733)
    for share in [0, 0.5, 0.9, 0.99, 1] { #expect(times.quantile(share) == 0.000_733) }
    times.add(0.000_356)
    #expect(times.quantile(0.5) == 0.000_356 && times.quantile(0.99) == 0.000_733)
    for place in 1...1_500 { times.add(Double(place)) }
    // 501 to 1,500 are left.
    #expect(times.quantile(0) == 501 && times.quantile(0.5) == 1_000 && times.longest == 1_500)
  }

  @Test(arguments: [
    (2.36957e-08...9.0, 0.0...9.0), (1.58425e-08...0.990000005, 0...0.99),
    (19.9999998...69.0000002, 20...69), (1e9 + 0.3...1e9 + 0.7, 1e9 + 0.3...1e9 + 0.7),
    (-3e20...3e20, -3e20...3e20), (5...5, 5...5),
  ])
  func `a range of training is told without what rounding has added`(
    range: ClosedRange<Double>, told: ClosedRange<Double>
  ) {
    #expect(ServedSignature.told(range) == told)
  }

  @Test func `seconds go on until now, with their errors`() {
    var counts = ServerCounts()
    counts.count(second: 2, took: 0.5)
    counts.countError(second: 4)
    counts.countError(second: 4)
    counts.now = 6
    let seconds = counts.everySecond
    #expect(seconds.map(\.number) == [2, 3, 4, 5, 6])
    #expect(seconds.map(\.answers) == [1, 0, 0, 0, 0] && seconds.map(\.errors) == [0, 0, 2, 0, 0])
  }

  @Test func `tokens that can be guessed are refused, and none is ever shown`() throws {
    for text in ["", "short", String(repeating: "a", count: 40), "with blanks 0123456789abcdef"] {
      #expect(throws: ServingProblem.self) { try ServingToken(text) }
    }
    let text = try ServingToken.drawn()
    let token = try ServingToken(text)
    #expect(text.utf8.count == 32)
    #expect(token.isShown(in: "Bearer \(text)"))
    #expect(token.isShown(in: "bearer \(text)"))
    for wrong in [nil, "", text, "Basic \(text)", "Bearer \(text)0", "Bearer \(text.dropLast())"] {
      #expect(!token.isShown(in: wrong))
    }
    var shown = "\(token)"
    dump(token, to: &shown)
    #expect(!shown.contains(text))
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:8080", true), ("127.0.0.1:80", true), ("[::1]:8080", true),
    ("[::1]", true), ("gpu.local", true), ("localhost.", true), ("evil.example", false),
    ("localhost.evil.example", false), ("localhost:80:80", false), ("user@localhost", false),
    ("", false), ("127.0.0.1.", true), ("localhost:x", false), ("[::1", false),
  ])
  func `a server answers to its own names alone`(_ host: String, _ isOwn: Bool) {
    #expect(ServedHosts(given: "gpu.local").accept(host) == isOwn)
  }
}
