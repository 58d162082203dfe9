/// Finds the route of a request.
package struct Router: Sendable {
  /// In the order in which they are tried.
  package let routes: [Route]

  /// The routes of a server.
  package init(_ routes: [Route]) { self.routes = routes }

  /// The route of a path and what stands at its words.
  ///
  /// 404 where no route has the path, 405 where one has it for another method; `allowed` are then the methods.
  package func route(
    _ method: ServedRequest.Method?, _ path: String
  ) -> Result<(route: Route, parameters: [String: String]), Misdirection> {
    var allowed: [ServedRequest.Method] = []
    for route in routes {
      guard let parameters = route.pattern.parameters(of: path) else { continue }
      if route.method == method { return .success((route, parameters)) }
      if !allowed.contains(route.method) { allowed.append(route.method) }
    }
    guard !allowed.isEmpty else {
      return .failure(
        Misdirection(
          problem: RequestProblem(
            404, "nothing is at \(RequestProblem.quoted(path)); GET /openapi.json lists what is"),
          allowed: []))
    }
    let words = allowed.map(\.rawValue).joined(separator: " or ")
    return .failure(
      Misdirection(
        problem: RequestProblem(405, "\(RequestProblem.quoted(path)) takes \(words)"),
        allowed: allowed))
  }

  /// Why a request has no route.
  package struct Misdirection: Error {
    /// 404 or 405.
    package let problem: RequestProblem
    /// The methods that the path takes.
    package let allowed: [ServedRequest.Method]

    /// For the header `Allow`: where `GET` is, `HEAD` is.
    var allow: String? {
      guard !allowed.isEmpty else { return nil }
      return allowed.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }
        .joined(separator: ", ")
    }
  }
}
