/// The head of a request, looked at before anything of its content is taken.
struct RequestHead: Sendable {
  /// `GET`, `POST`, or another that no route has.
  let method: String
  /// What stands in the request line.
  let uri: String
  /// Whether it is HTTP/1.1, which must say `Host`.
  let isCurrent: Bool
  /// Names in lower case and values.
  let headers: [(name: String, value: String)]

  /// What a request asks for, where its head is in order.
  struct Checked: Sendable {
    let method: ServedRequest.Method?
    /// Whether the content of the answer is left out.
    let isHead: Bool
    let path: String
    let query: [(name: String, value: String)]
    /// The length that was announced; `nil` for a content in chunks.
    let length: Int?
    /// Whether the client waits for `100 Continue`.
    let expectsContinue: Bool
    /// What is wrong with the content that a POST announces; told by the route, where there is one that takes it.
    let contentProblem: RequestProblem?
  }

  func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

  /// What the head asks for; refuses what is ambiguous, so that nobody between client and server reads another
  /// request out of the same bytes.
  func checked(_ hosts: ServedHosts, _ limits: ServerLimits) throws(RequestProblem) -> Checked {
    guard uri.utf8.count <= limits.path else {
      throw RequestProblem(414, "the address has \(uri.utf8.count) bytes; at most \(limits.path)")
    }
    let (target, authority) = try origin(of: uri)
    try checkHost(hosts, authority)
    let length = try length(limits)
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let query = query(parts.count > 1 ? parts[1] : "") else {
      throw RequestProblem(400, "the query of the address has an escape that is none")
    }
    let expectation = values("expect")
    guard expectation.isEmpty || expectation == ["100-continue"] else {
      throw RequestProblem(417, "only `Expect: 100-continue` is understood")
    }
    let known = method == "HEAD" ? .get : ServedRequest.Method(rawValue: method)
    return Checked(
      method: known, isHead: method == "HEAD", path: String(parts[0]), query: query,
      length: length, expectsContinue: !expectation.isEmpty,
      contentProblem: known == .post ? contentProblem(length, path: parts[0]) : nil)
  }

  /// The path of `/path` or `http://host/path`, and the host of the latter.
  private func origin(of uri: String) throws(RequestProblem) -> (Substring, String?) {
    guard uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw RequestProblem(400, "the address has bytes that are to be escaped, such as %20")
    }
    if uri.hasPrefix("/") {
      return (uri.prefix { $0 != "#" }, nil)
    }
    for scheme in ["http://", "https://"] where uri.lowercased().hasPrefix(scheme) {
      let rest = uri.dropFirst(scheme.count)
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      let path = rest[slash...].prefix { $0 != "#" }
      return (path.isEmpty ? "/" : path, String(rest[..<slash]))
    }
    throw RequestProblem(400, "the address must begin with `/`")
  }

  private func checkHost(
    _ hosts: ServedHosts, _ authority: String?
  ) throws(RequestProblem) {
    let given = values("host")
    guard given.count <= 1, !given.isEmpty || !isCurrent else {
      throw RequestProblem(400, given.isEmpty ? "there is no Host" : "there are several Hosts")
    }
    for host in given + (authority.map { [$0] } ?? []) where !hosts.accept(host) {
      throw RequestProblem(
        421, "this server is not called \(RequestProblem.quoted(host)); ask for localhost")
    }
    for origin in values("origin") where !hosts.accept(origin: origin) {
      throw RequestProblem(
        403, "pages of \(RequestProblem.quoted(origin)) may not ask this server")
    }
  }

  /// The length that was announced, 0 without a content; `nil` for one in chunks.
  private func length(_ limits: ServerLimits) throws(RequestProblem) -> Int? {
    let (lengths, codings) = (values("content-length"), values("transfer-encoding"))
    guard codings.isEmpty else {
      guard lengths.isEmpty else {
        throw RequestProblem(400, "Content-Length and Transfer-Encoding exclude one another")
      }
      guard isCurrent, codings.map({ $0.lowercased() }) == ["chunked"] else {
        throw RequestProblem(501, "the only Transfer-Encoding is chunked")
      }
      return nil
    }
    guard let text = lengths.first else { return 0 }
    guard lengths.count == 1, !text.isEmpty,
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else {
      throw RequestProblem(400, "Content-Length must be one whole number")
    }
    guard let length = Int(text), length <= limits.body else {
      throw RequestProblem(413, "a content has at most \(limits.body) bytes")
    }
    return length
  }

  private func contentProblem(_ length: Int?, path: Substring) -> RequestProblem? {
    if length == 0, values("content-length").isEmpty {
      return RequestProblem(411, "a POST needs a content, and a Content-Length")
    }
    let codings = values("content-encoding").map { $0.lowercased() }
    guard codings.isEmpty || codings == ["identity"] else {
      return RequestProblem(415, "contents are taken as they are, without Content-Encoding")
    }
    let types = values("content-type")
    let type = types.first?.split(separator: ";", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " || $0 == "\t" } }
    let name = type?.first.map { String($0.prefix { $0 != " " && $0 != "\t" }).lowercased() }
    // Clients of the Open Inference Protocol say no type, or the second. Pages elsewhere, which could, say where they
    // are from; and the header of the bytes they may not send at all.
    let isUntyped = types.isEmpty && path.hasPrefix("/v2/") && !isOfPage
    let isOfBytes =
      name == "application/octet-stream" && !values("inference-header-content-length").isEmpty
    let isTaken = types.count < 2 && (name == "application/json" || isUntyped || isOfBytes)
    return isTaken ? nil : RequestProblem(415, "a POST needs `Content-Type: application/json`")
  }

  /// Whether a browser sends it for a page.
  private var isOfPage: Bool {
    ["origin", "referer", "sec-fetch-site", "sec-fetch-mode"].contains { !values($0).isEmpty }
  }

  /// `nil` where an escape is none.
  private func query(_ text: Substring) -> [(name: String, value: String)]? {
    var result: [(name: String, value: String)] = []
    for part in text.split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decoded(sides[0], plusIsBlank: true),
        let value = PercentCoding.decoded(sides.count > 1 ? sides[1] : "", plusIsBlank: true)
      else { return nil }
      result.append((name, value))
    }
    return result
  }
}
