import Glibc

/// A socket that sends exactly the bytes that a test says.
package final class RawClient {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// A connection to a port of this machine.
  package init(port: Int, address: String = "127.0.0.1") throws {
    if address.contains(":") {
      descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = UInt16(port).bigEndian
      inet_pton(AF_INET6, address, &place.sin6_addr)
      try Self.connect(descriptor, &place)
    } else {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_port = UInt16(port).bigEndian
      inet_pton(AF_INET, address, &place.sin_addr)
      try Self.connect(descriptor, &place)
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var one: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func connect<Place>(_ descriptor: Int32, _ place: inout Place) throws {
    let size = socklen_t(MemoryLayout<Place>.size)
    let status = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, size)
      }
    }
    guard status == 0 else { throw Refused(code: errno) }
  }

  /// Nobody listens there.
  package struct Refused: Error {
    /// The system's number.
    package let code: Int32
  }

  deinit { close(descriptor) }

  /// Sends it; `false` where the other side takes nothing more.
  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// The same for bytes.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Ends its own side; the other may still answer.
  package func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads more; `false` at the end.
  private func read() -> Bool {
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &part, part.count, 0)
    guard count > 0 else { return false }
    buffer += part[..<count]
    return true
  }

  /// All that comes until the other side ends.
  package func rest() -> String {
    while read() {}
    defer { buffer = [] }
    return String(decoding: buffer, as: UTF8.self)
  }

  /// One response.
  package struct Response {
    /// Of the status line.
    package let status: Int
    /// The status line and the fields.
    package let head: String
    /// The content.
    package let body: String

    /// The value of a field, named in lower case; `nil` without it.
    package func header(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name + ":") }
        .map { $0.drop { $0 != ":" }.dropFirst().drop { $0 == " " } }.map(String.init)
    }
  }

  /// One response with its Content-Length; `nil` where the connection ends before.
  package func response(isHead: Bool = false) -> Response? {
    let mark = Array("\r\n\r\n".utf8)
    var end: Int?
    while true {
      end = buffer.indices.first {
        $0 + 4 <= buffer.count && Array(buffer[$0..<($0 + 4)]) == mark
      }
      if end != nil { break }
      guard read() else { return nil }
    }
    guard let end else { return nil }
    let head = String(decoding: buffer[..<end], as: UTF8.self)
    let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let length =
      head.lowercased().split(separator: "\r\n")
      .first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) } ?? 0
    let size = isHead || status == 100 ? 0 : length
    while buffer.count < end + 4 + size { guard read() else { return nil } }
    let body = String(decoding: buffer[(end + 4)..<(end + 4 + size)], as: UTF8.self)
    buffer.removeFirst(end + 4 + size)
    return Response(status: status, head: head, body: body)
  }
}

/// Requests as text.
package enum Ask {
  /// A `POST` with a content and its length.
  package static func post(
    _ path: String, _ body: String, type: String = "application/json", more: String = ""
  ) -> String {
    "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\n\(more)"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  /// A question to a model, in the form of TensorFlow Serving.
  package static func predict(
    _ body: String, of model: String = "stub", more: String = ""
  ) -> String {
    post("/v1/models/\(model):predict", body, more: more)
  }

  /// A `GET`.
  package static func get(_ path: String, host: String = "localhost", more: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\(more)\r\n"
  }
}
