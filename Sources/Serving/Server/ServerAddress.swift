import Glibc

/// Where a server listens.
package struct ServerAddress: Equatable, Sendable {
  /// As it was given: `127.0.0.1`, `0.0.0.0`, `gpu.local`.
  package let host: String
  /// 1 to 65535; 0 has the system choose.
  package let port: Int
  /// Whether requests are encrypted.
  package let isSecure: Bool

  /// An address by its parts.
  package init(host: String, port: Int, isSecure: Bool) {
    (self.host, self.port, self.isSecure) = (host, port, isSecure)
  }

  /// What a browser takes: `http://127.0.0.1:8080`.
  package var text: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(isSecure ? "https" : "http")://\(name):\(port)"
  }

  /// The same where it says "all addresses": one of this machine, which leads there.
  package var reachable: ServerAddress {
    let own = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
    return ServerAddress(host: own, port: port, isSecure: isSecure)
  }

  /// The numeric addresses of a host; empty where it has none.
  static func numeric(_ host: String) -> [String] {
    var hints = addrinfo()
    (hints.ai_family, hints.ai_socktype) = (AF_UNSPEC, Int32(SOCK_STREAM.rawValue))
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var (found, next): ([String], UnsafeMutablePointer<addrinfo>?) = ([], list)
    while let entry = next?.pointee {
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(
        entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
        == 0
      {
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        found.append(String(decoding: bytes, as: UTF8.self))
      }
      next = entry.ai_next
    }
    return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Whether a numeric address is of this machine alone.
  static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.")
  }
}
