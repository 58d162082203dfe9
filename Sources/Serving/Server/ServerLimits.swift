/// What one client may ask of a server.
package struct ServerLimits: Equatable, Sendable {
  /// Names and values of a header, in bytes.
  package var header = 16_384
  /// Fields of a header.
  package var headerFields = 100
  /// A path with its query, in bytes.
  package var path = 8_192
  /// The content of a request, in bytes.
  package var body = 16_000_000
  /// Contents of all requests that are in work, in bytes.
  package var bodies = 64_000_000
  /// Connections at a time.
  package var connections = 1_024
  /// Requests that wait or are computed.
  package var requests = 512
  /// Time to send a request, from its first byte, in seconds.
  package var sending = 10.0
  /// Time to read an answer, or the next part of a stream, in seconds.
  package var reading = 60.0
  /// Time without a request, in seconds.
  package var idle = 60.0
  /// Time that accepted requests have at the end, in seconds.
  package var ending = 5.0

  /// What a server has unless tests ask for less.
  package init() {}
}
