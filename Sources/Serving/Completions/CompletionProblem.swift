import Support

/// What is wrong with a request for a text, as clients of OpenAI's interface expect to be told.
struct CompletionProblem: Error, Equatable {
  /// The status line's number.
  let status: Int
  /// One sentence.
  let message: String
  /// Which parameter of the request it is about.
  let parameter: String?
  /// A word for programs: `model_not_found`.
  let code: String?

  init(_ message: String, _ parameter: String? = nil, status: Int = 400, code: String? = nil) {
    (self.message, self.parameter) = (message, parameter)
    (self.status, self.code) = (status, code)
  }

  /// A problem that was found before the content was read.
  init(_ problem: RequestProblem) { self.init(problem.detail, status: problem.status) }

  /// `{"error": {"message", "type", "param", "code"}}`.
  var response: ServedResponse {
    let type =
      switch status {
      case 401, 403: "authentication_error"
      case 500...: "server_error"
      default: "invalid_request_error"
      }
    return ServedResponse(
      status,
      json: [
        "error": [
          "message": .text(message), "type": .text(type),
          "param": parameter.map { .text($0) } ?? .null, "code": code.map { .text($0) } ?? .null,
        ]
      ])
  }
}
