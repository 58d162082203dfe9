import Sessions

/// The version of the arithmetic: equal versions and types give equal bits on every machine.
///
/// It changes with any change of a kernel, a random stream or the order of a sum that moves a bit.
package enum ArithmeticVersion {
  /// What sessions are recorded with.
  package static let current = "m2"
  /// Of the program that recorded a session; numbers do not depend on it.
  static let program = "0.1"

  /// `m2-f32`: what stands before a digest.
  static func fingerprint(_ type: FrontMatter.FloatType) -> String {
    current + (type == .float32 ? "-f32" : "-f64")
  }

  /// What `recorded` of the front matter says.
  static var record: [(key: String, value: String)] { [("engine", program), ("math", current)] }
}
