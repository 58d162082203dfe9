/// The names under which a server may be asked.
///
/// A page of the web can have its own name point at this machine (DNS rebinding); its requests still say that name in
/// `Host`, and are refused.
package struct ServedHosts: Equatable, Sendable {
  private let names: Set<String>
  private let takesAll: Bool

  /// This machine's own names, and the one that was given, if any. Where every address of the machine is listened to,
  /// it has names that nobody knows here; the token then does what the names do elsewhere.
  package init(given host: String?) {
    var names: Set = ["localhost", "127.0.0.1", "[::1]"]
    if let host { names.insert(Self.name(host.contains(":") ? "[\(host)]" : host)) }
    self.names = names
    takesAll = host == "0.0.0.0" || host == "::"
  }

  /// Whether a request with this `Host` is meant for the server: any port, as one may be forwarded.
  package func accept(_ host: String) -> Bool {
    guard let name = Self.withoutPort(host) else { return false }
    return takesAll || names.contains(Self.name(name))
  }

  /// Whether a page from this `Origin` may ask: one that the server itself gave.
  package func accept(origin: String) -> Bool {
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      return accept(String(origin.dropFirst(scheme.count)))
    }
    return false
  }

  private static func name(_ text: String) -> String {
    let lower = text.lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  /// `nil` for what is no host with or without a port.
  private static func withoutPort(_ host: String) -> String? {
    guard !host.isEmpty, host.utf8.count <= 255,
      host.utf8.allSatisfy({
        $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "@")
      })
    else { return nil }
    let end: String.Index
    if host.hasPrefix("[") {
      guard let close = host.firstIndex(of: "]") else { return nil }
      end = host.index(after: close)
    } else {
      end = host.firstIndex(of: ":") ?? host.endIndex
    }
    let rest = host[end...]
    guard rest.isEmpty || rest.hasPrefix(":") && rest.dropFirst().allSatisfy(\.isWholeNumber) else {
      return nil
    }
    return String(host[..<end])
  }
}
