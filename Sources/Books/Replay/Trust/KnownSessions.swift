import Sessions
import Support

/// Which sessions somebody has run here before, by the digests of their bytes: `known-sessions` in the folder of
/// states, a line each, the newest last. Only those of which a long training was asked about are in it.
package struct KnownSessions {
  private let path: String
  private static let most = 1000
  private static let bytes = 1 << 17

  /// Those of this user.
  package init(path: String? = nil) { self.path = path ?? Directories.state + "/known-sessions" }

  /// Whether the same bytes have been agreed to.
  package func contains(_ document: SessionDocument) -> Bool {
    digests.contains(SHA256.hexadecimal(document.bytes))
  }

  /// Notes that somebody has agreed to a session. What cannot be written is asked about again.
  package func add(_ document: SessionDocument) {
    let digest = SHA256.hexadecimal(document.bytes)
    let kept = digests.filter { $0 != digest }.suffix(Self.most - 1) + [digest]
    let text = kept.map { $0 + "\n" }.joined()
    do {
      try Directories.make(SessionPath.folder(of: path))
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      return
    }
  }

  /// What is no digest is no line of this file.
  private var digests: [String] {
    guard let bytes = try? InputFile.read(path, limit: Self.bytes) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) }
  }
}
