import NIOCore
import NIOHTTP1

// How a request comes in.
extension ConnectionHandler {
  func begin(_ head: HTTPRequestHead) {
    guard case .idle = state else { return }
    isCurrent = head.version.minor >= 1
    closes = !head.isKeepAlive || isEnding
    isHead = head.method == .HEAD
    let read = RequestHead(
      method: head.method.rawValue, uri: head.uri, isCurrent: isCurrent,
      headers: head.headers.map { ($0.name.lowercased(), $0.value) })
    do throws(RequestProblem) {
      try begin(read)
    } catch {
      refuseAtOnce(error)
    }
  }

  private func begin(_ head: RequestHead) throws(RequestProblem) {
    let checked = try head.checked(service.hosts, service.limits)
    switch service.router.route(checked.method, checked.path) {
    case .failure(let misdirection):
      var response = ServedResponse(misdirection.problem)
      if let allow = misdirection.allow { response.headers.append(("allow", allow)) }
      refuse(response, checked)
    case .success(let (route, parameters)):
      if let token = service.token, !route.isOpen,
        !token.isShown(in: head.values("authorization").first)
      {
        let words =
          head.values("authorization").isEmpty
          ? "this server needs its token" : "this is not the token of this server"
        var response = route.problem(
          RequestProblem(401, words + ": `Authorization: Bearer …`"))
        response.headers.append(("www-authenticate", "Bearer"))
        return refuse(response, checked)
      }
      if let problem = checked.contentProblem { return refuseAtOnce(route.problem(problem)) }
      if let length = checked.length { try reserve(length) }
      if checked.expectsContinue, checked.length != 0 {
        write(.head(HTTPResponseHead(version: .http1_1, status: .continue)))
        context?.flush()
      }
      var request = ServedRequest(
        route.method, checked.path, query: checked.query, headers: head.headers)
      request.parameters = parameters
      var body: [UInt8] = []
      body.reserveCapacity(min(checked.length ?? 0, Self.smallBody))
      state = .reading(checked, route, request, body: body)
    }
  }

  /// Room among the contents of all requests.
  private func reserve(_ bytes: Int) throws(RequestProblem) {
    guard service.reserve(bytes) else {
      throw RequestProblem(503, "the server has as many requests as it takes; try again")
    }
    reserved += bytes
  }

  func release() {
    service.release(reserved)
    reserved = 0
  }

  func take(_ bytes: ByteBuffer) {
    guard case .reading(let checked, let route, let request, var body) = state else { return }
    // The buffer must have one owner, or it would be copied each time.
    state = .idle
    do throws(RequestProblem) {
      guard body.count + bytes.readableBytes <= service.limits.body else {
        throw RequestProblem(413, "a content has at most \(service.limits.body) bytes")
      }
      if checked.length == nil { try reserve(bytes.readableBytes) }
      body.append(contentsOf: bytes.readableBytesView)
      state = .reading(checked, route, request, body: body)
    } catch {
      refuseAtOnce(error)
    }
  }

  func finishRequest() {
    switch state {
    case .reading(_, let route, let request, let body):
      state = .idle
      answer(request.with(body: body), by: route)
    case .discarding(let response):
      let reply = makeReply(route: "refused", bytes: 0)
      state = .answering(reply)
      gate.enter(.answering)
      service.accounts.answer(reply, response)
    case .idle, .answering, .streaming, .ended: break
    }
  }

  private func answer(_ request: ServedRequest, by route: Route) {
    let hasRoom = service.enter()
    let reply = makeReply(
      route: route.pattern.description, bytes: request.body.count, problem: route.problem,
      ended: service.leave)
    state = .answering(reply)
    gate.enter(.answering)
    guard hasRoom else {
      return service.accounts.answer(
        reply,
        route.problem(
          RequestProblem(503, "the server has as many requests as it takes; try again")))
    }
    service.readers.submit(request, route, reply)
  }

  private func makeReply(
    route: String, bytes: Int,
    problem: @escaping @Sendable (RequestProblem) -> ServedResponse = { ServedResponse($0) },
    ended: @escaping @Sendable () -> Void = {}
  ) -> Reply {
    guard let loop = context?.eventLoop else {
      return Reply(route: route, bytes: bytes, problem: problem, ended: ended) { _ in }
    }
    let handler = NIOLoopBound(self, eventLoop: loop)
    return Reply(route: route, bytes: bytes, problem: problem, ended: ended) { part in
      loop.execute { handler.value.deliver(part) }
    }
  }

  /// Answers when the content has come, which is thrown away; a large one is not waited for.
  private func refuse(_ response: ServedResponse, _ checked: RequestHead.Checked) {
    guard let length = checked.length, length <= Self.smallBody, !checked.expectsContinue else {
      return refuseAtOnce(response)
    }
    state = .discarding(response)
  }

  func refuseAtOnce(_ problem: RequestProblem) { refuseAtOnce(ServedResponse(problem)) }

  /// Answers, and ends the connection: what follows may be anything.
  private func refuseAtOnce(_ response: ServedResponse) {
    closes = true
    service.accounts.answer(Reply(route: "refused", bytes: 0) { _ in }, response)
    write(response)
  }
}

extension ServedRequest {
  /// The same request with its content.
  func with(body: [UInt8]) -> ServedRequest {
    var request = ServedRequest(method, path, query: query, headers: headers, body: body)
    request.parameters = parameters
    return request
  }
}
