/// One kind of request that a server answers.
package struct Route: Sendable {
  /// What a route does with a request: whatever takes time with the model is handed back to be computed.
  package typealias Handler =
    @Sendable (ServedRequest) throws(RequestProblem) -> ServedAnswer

  /// `GET` or `POST`.
  package let method: ServedRequest.Method
  /// The paths.
  package let pattern: RoutePattern
  /// Whether it is answered without the token, as probes of health are.
  package let isOpen: Bool
  /// How its clients expect to be told what is wrong; problem+json where nothing else is said.
  package let problem: @Sendable (RequestProblem) -> ServedResponse
  /// Called on a thread that reads requests, never on one of the network.
  package let handler: Handler

  /// A route by its parts.
  package init(
    _ method: ServedRequest.Method, _ pattern: String, isOpen: Bool = false,
    problem: @escaping @Sendable (RequestProblem) -> ServedResponse = { ServedResponse($0) },
    _ handler: @escaping Handler
  ) {
    (self.method, self.pattern, self.isOpen) = (method, RoutePattern(pattern), isOpen)
    (self.problem, self.handler) = (problem, handler)
  }
}
