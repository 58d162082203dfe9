import Language
import Support

/// Relative names of files in a program that is saved into another folder.
///
/// At the prompt they start at the current folder, in a saved program at its own.
struct MovedPaths {
  /// The folder that the names start from now, and the one that the program is saved into.
  private let current: String
  private let target: String

  /// `nil` where both are the same.
  init?(to path: String) {
    let folder = SessionPath.folder(of: path)
    guard let current = RealPath.of("."), let target = RealPath.of(folder), current != target else {
      return nil
    }
    (self.current, self.target) = (current, target)
  }

  /// The text with each name of a file that is there written as it is found from the new folder.
  func text(_ source: String) -> String {
    let bytes = Array(source.utf8)
    var result = ""
    var position = 0
    for token in Lexer.tokenize(source).tokens {
      guard case .string(let name) = token.kind, let moved = moved(name) else { continue }
      result += String(decoding: bytes[position..<token.span.start], as: UTF8.self)
      let escaped = moved.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      result += "\"\(escaped)\""
      position = token.span.end
    }
    return result + String(decoding: bytes[position...], as: UTF8.self)
  }

  private func moved(_ name: String) -> String? {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.hasPrefix("~"), InputFile.exists(name),
      let whole = RealPath.of(name)
    else { return nil }
    let inside = target.hasSuffix("/") ? target : target + "/"
    if whole.hasPrefix(inside) { return String(whole.dropFirst(inside.count)) }
    var up = target.split(separator: "/")[...]
    var steps = whole.split(separator: "/")[...]
    while let own = up.first, own == steps.first, steps.count > 1 {
      up.removeFirst()
      steps.removeFirst()
    }
    return (up.map { _ in ".." } + steps.map(String.init)).joined(separator: "/")
  }
}
