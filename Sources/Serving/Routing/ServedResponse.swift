import Support

/// One whole response of HTTP.
package struct ServedResponse: Equatable, Sendable {
  /// The status line's number.
  package var status: Int
  /// `application/json`, `text/html; charset=utf-8`.
  package var contentType: String
  /// The content.
  package var body: [UInt8]
  /// What else stands in the header, names in lower case; length, date and connection are added by the server.
  package var headers: [(name: String, value: String)] = []

  /// A response by its parts.
  package init(_ status: Int = 200, contentType: String, _ body: [UInt8]) {
    (self.status, self.contentType, self.body) = (status, contentType, body)
  }

  /// A value as JSON.
  package init(json value: JSON, status: Int = 200) {
    self.init(status, contentType: "application/json", Array(value.description.utf8))
  }

  /// The same with its status first.
  package init(_ status: Int, json value: JSON) { self.init(json: value, status: status) }

  /// Text in UTF-8.
  package init(_ status: Int = 200, text: String, contentType: String = "text/plain; charset=utf-8")
  {
    self.init(status, contentType: contentType, Array(text.utf8))
  }

  /// What is wrong, as problem+json (RFC 9457): status, its title, the sentence.
  package init(_ problem: RequestProblem) {
    let value: JSON = [
      "type": "about:blank", "title": .text(StatusWords.of(problem.status)),
      "status": .whole(problem.status), "detail": .text(problem.detail),
    ]
    self.init(
      problem.status, contentType: "application/problem+json", Array(value.description.utf8))
    if problem.status == 503 || problem.status == 429 { headers.append(("retry-after", "1")) }
  }

  /// All parts are the same, fields of the header in their order.
  package static func == (a: ServedResponse, b: ServedResponse) -> Bool {
    a.status == b.status && a.contentType == b.contentType && a.body == b.body
      && a.headers.map(\.name) == b.headers.map(\.name)
      && a.headers.map(\.value) == b.headers.map(\.value)
  }
}

/// What the statuses of RFC 9110 that a server sends are called there.
enum StatusWords {
  static func of(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 411: "Length Required"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: status < 400 ? "OK" : "Error"
    }
  }
}
