import Serving
import Support

/// A token that stands in a file, so that no input, journal or list of processes shows it.
package enum TokenFile {
  /// Reads the token of a file that only its owner can read; where nothing is, draws one of 128 bits and writes it there.
  ///
  /// Answers also whether it is new.
  package static func token(at path: String) throws -> (token: ServingToken, isNew: Bool) {
    guard InputFile.exists(path) else {
      // A token that was typed instead of a file's name must not become one.
      guard path.contains(".") || path.contains("/") else { throw ServeProblem.tokenIsNoFile }
      let text = try ServingToken.drawn()
      try AtomicFile.write(Array((text + "\n").utf8), to: path, permissions: 0o600)
      return (try ServingToken(text), true)
    }
    let bytes = try InputFile.read(path, limit: 4_096)
    let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard text.count == 1 else { throw ServeProblem.tokenFile(path) }
    return (try ServingToken(String(text[0])), false)
  }

  /// The one in `NABLA_TOKEN`; `nil` where it is not set.
  package static func ofEnvironment() throws(ServingProblem) -> ServingToken? {
    guard let text = Environment.value("NABLA_TOKEN"), !text.isEmpty else { return nil }
    return try ServingToken(text)
  }
}

/// A mistake about serving that no server made; data, worded in `Problems`.
package enum ServeProblem: Error {
  /// `token=` looks like a token instead of the name of a file.
  case tokenIsNoFile
  /// The file holds no token, or more than one word.
  case tokenFile(String)
  /// What the file gave is no model.
  case noModel(String)
  /// The price is no amount of money.
  case price(String)
}
