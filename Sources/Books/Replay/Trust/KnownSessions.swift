import Sessions
import Support

/// Which sessions somebody has agreed to before, by the digests of their programs: `known-sessions` in the folder of
/// states, a line each, the newest last. Other prose and other outputs do not make another session of one.
package struct KnownSessions {
  private let path: String
  private static let most = 1000
  private static let bytes = 1 << 17

  /// Those of this user.
  package init(path: String? = nil) { self.path = path ?? Directories.state + "/known-sessions" }

  /// Whether the same programs have been agreed to.
  package func contains(_ document: SessionDocument) -> Bool {
    digests.contains(digest(of: document))
  }

  /// Notes that somebody has agreed to a session. What cannot be written is asked about again.
  package func add(_ document: SessionDocument) {
    let digest = digest(of: document)
    let kept = digests.filter { $0 != digest }.suffix(Self.most - 1) + [digest]
    let text = kept.map { $0 + "\n" }.joined()
    do {
      try Directories.make(SessionPath.folder(of: path))
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      return
    }
  }

  private func digest(of document: SessionDocument) -> String {
    var programs: [UInt8] = []
    for case .block(let block) in document.elements
    where [.cell, .exercise, .solution].contains(block.kind) {
      programs += Array(block.body.utf8) + [0]
    }
    return SHA256.hexadecimal(programs)
  }

  /// What is no digest is no line of this file.
  private var digests: [String] {
    guard let bytes = try? InputFile.read(path, limit: Self.bytes) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) }
  }
}
