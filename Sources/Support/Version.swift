/// The number that `--version`, the prompt and notebooks show.
package enum Version {
  /// Name and number: `nabla 1.2.3`.
  package static let text = "nabla 0.1.0"
  /// The number alone.
  package static var number: String { String(text.drop { $0 != " " }.dropFirst()) }
}
