/// What is wrong with a request: told to who sent it, with a status of HTTP (RFC 9110) and problem+json (RFC 9457).
package struct RequestProblem: Error, Equatable, Sendable {
  /// The status line's number.
  package let status: Int
  /// One sentence: what is wrong, where in the request, and what would be right. Foreign text in it is cut and made printable.
  package let detail: String

  /// A problem with its status and sentence.
  package init(_ status: Int, _ detail: String) {
    self.status = status
    self.detail = detail
  }
}
