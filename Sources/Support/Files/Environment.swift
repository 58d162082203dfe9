import Glibc

/// The variables of the surroundings.
package enum Environment {
  /// The value of a variable; `nil` where it is unset, and where it is empty.
  package static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Whether a variable is set to anything but nothing: the rule of `NO_COLOR`.
  package static func isSet(_ name: String) -> Bool { value(name) != nil }
}
