/// Paths that a route answers: `/v1/models/{name}:predict`.
///
/// Segments stand between `/`. `{word}` takes one or more characters of a segment but `:`, up to what follows it there.
/// Escapes (`%20`) are resolved in a segment, never before it is one: an escaped `/` begins no segment.
package struct RoutePattern: Sendable, CustomStringConvertible {
  /// As it was written.
  package let description: String
  private let segments: [Segment]

  private struct Segment {
    let prefix: String
    let parameter: String?
    let suffix: String
  }

  /// A pattern; each segment has at most one `{word}`.
  package init(_ text: String) {
    description = text
    segments = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      guard let open = $0.firstIndex(of: "{"), let close = $0[open...].firstIndex(of: "}") else {
        return Segment(prefix: String($0), parameter: nil, suffix: "")
      }
      return Segment(
        prefix: String($0[..<open]), parameter: String($0[$0.index(after: open)..<close]),
        suffix: String($0[$0.index(after: close)...]))
    }
  }

  /// What stands at the words of the pattern, without escapes; `nil` where the path is another.
  package func parameters(of path: String) -> [String: String]? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard path.hasPrefix("/"), parts.count == segments.count else { return nil }
    var parameters: [String: String] = [:]
    for (segment, part) in zip(segments, parts) {
      guard let text = PercentCoding.decoded(part) else { return nil }
      guard let name = segment.parameter else {
        guard text == segment.prefix else { return nil }
        continue
      }
      guard text.hasPrefix(segment.prefix), text.hasSuffix(segment.suffix),
        text.utf8.count > segment.prefix.utf8.count + segment.suffix.utf8.count
      else { return nil }
      let value = String(text.dropFirst(segment.prefix.count).dropLast(segment.suffix.count))
      // What stands behind `:` is a verb of the path and belongs to no name.
      guard !value.contains(":") else { return nil }
      parameters[name] = value
    }
    return parameters
  }
}

/// Escapes of addresses (RFC 3986, 2.1).
enum PercentCoding {
  /// The text that is meant; `nil` where an escape is none, or the bytes are no UTF-8.
  static func decoded(_ text: Substring, plusIsBlank: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
          return nil
        }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
