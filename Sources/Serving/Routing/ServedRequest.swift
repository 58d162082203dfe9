import Support

/// One request of HTTP, whole: what a route answers.
package struct ServedRequest: Sendable {
  /// Of the two that routes know; `HEAD` is answered as `GET`, without the content.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// What it asks for.
  package let method: Method
  /// The path as it was sent, still with its `%` escapes, without the query: `/v1/models/m:predict`.
  package let path: String
  /// Names and values of the query, in their order, without escapes.
  package let query: [(name: String, value: String)]
  /// Names in lower case and values of the header, in their order.
  package let headers: [(name: String, value: String)]
  /// The content; empty for `GET`.
  package let body: [UInt8]
  /// What stood at the `{…}` of the route's pattern, without escapes.
  package internal(set) var parameters: [String: String] = [:]

  /// The deepest nesting of lists and objects in a content.
  package static let depthLimit = 64

  /// A request by its parts.
  package init(
    _ method: Method, _ path: String, query: [(name: String, value: String)] = [],
    headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    (self.method, self.path, self.query) = (method, path, query)
    (self.headers, self.body) = (headers, body)
  }

  /// The first value of a header, named in lower case; `nil` where it was not sent.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// The content as JSON.
  ///
  /// Refused with 400 are: no JSON, names that stand twice in an object, more than 64 levels, and numbers that no
  /// `Double` holds; JSON has no words for NaN and infinity.
  package func json() throws(RequestProblem) -> JSON {
    guard !body.isEmpty else {
      throw RequestProblem(
        400, "the content is empty: send JSON, such as {\"instances\": [[1, 2]]}")
    }
    do throws(JSON.Fault) {
      return try JSON.read(body, depthLimit: Self.depthLimit, named: "content")
    } catch {
      throw RequestProblem(
        400,
        "the content is no JSON at byte \(error.offset): expected \(error.expected), found "
          + RequestProblem.quoted(error.found))
    }
  }
}

extension RequestProblem {
  /// Foreign text as a sentence may hold it: one line, printable, at most 80 characters.
  package static func quoted(_ text: String) -> String {
    let start = text.prefix(80)
    let line = Sanitizer.visibleLine(String(start))
    return start.endIndex == text.endIndex ? line : line + "…"
  }
}
