/// What stands in the braces of an info string: `{#xor timeout=60s volatile}`.
package struct Attributes: Equatable, Sendable {
  /// One word of the braces.
  package enum Entry: Equatable, Sendable {
    case identifier(String)
    case pair(key: String, value: String)
    case flag(String)
  }

  /// As they stand, one behind the other.
  package private(set) var entries: [Entry]

  /// Attributes in the order in which they are to be written.
  package init(_ entries: [Entry] = []) { self.entries = entries }

  /// The first `#identifier`, without its sign.
  package var identifier: String? {
    for case .identifier(let identifier) in entries { return identifier }
    return nil
  }

  /// The value of the first pair with that key.
  package subscript(key: String) -> String? {
    for case .pair(key, let value) in entries { return value }
    return nil
  }

  /// Whether the word stands there by itself: `volatile`.
  package func has(_ flag: String) -> Bool { entries.contains(.flag(flag)) }

  /// Puts a value in place of an earlier one, or behind the rest; `nil` takes the key away.
  package mutating func set(_ key: String, _ value: String?) {
    let isSame: (Entry) -> Bool = {
      if case .pair(key, _) = $0 { return true }
      return false
    }
    let place = entries.firstIndex(where: isSame)
    entries.removeAll(where: isSame)
    if let value { entries.insert(.pair(key: key, value: value), at: place ?? entries.count) }
  }

  /// Keys and flags, in order.
  var names: [String] {
    entries.compactMap {
      switch $0 {
      case .identifier: nil
      case .pair(let key, _): key
      case .flag(let flag): flag
      }
    }
  }

  /// The text between the braces, braces included; empty without entries.
  package var text: String {
    if entries.isEmpty { return "" }
    let words = entries.map { entry in
      switch entry {
      case .identifier(let identifier): "#" + identifier
      case .flag(let flag): flag
      case .pair(let key, let value): "\(key)=\(Attributes.written(value))"
      }
    }
    return "{" + words.joined(separator: " ") + "}"
  }

  private static func written(_ value: String) -> String {
    let isBare =
      !value.isEmpty && value.unicodeScalars.allSatisfy { isBareScalar($0) && $0 != "`" }
    if isBare { return value }
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      // A backtick may not stand in an info string, a line end would end it.
      case "`", "\u{0}"..<"\u{20}": result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// What may stand in a key, a flag, an identifier or a value without quotes.
func isBareScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case " ", "\t", "\"", "{", "}", "=", "#": false
  default: scalar.value >= 0x20 && scalar.value != 0x7F
  }
}
