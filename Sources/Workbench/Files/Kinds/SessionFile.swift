import Catalog
import Support

/// Sessions: Markdown with cells and what they gave.
package enum SessionFile {
  /// How they are known. A session says so in its front matter; one without is known by its name.
  package static let signature = FileSignature(
    "session", "a session", suffixes: [".nabla.md"], otherSuffixes: [".md"], holds: [.session],
    advice: { "`nabla run \"\($0)\"` runs it, `nabla open \"\($0)\"` shows it" },
    mayBeginOtherwise: true,
    begins: { head in
      let lines = head.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
        String(decoding: line, as: UTF8.self).filter { $0 != "\r" && $0 != "\u{FEFF}" }
      }
      return lines.first == "---"
        && lines.dropFirst().prefix { $0 != "---" }.contains { $0.hasPrefix("nabla:") }
    })

  /// Whether a file says that it is a session, whatever its name, or has the name of one.
  package static func isSession(_ path: String) -> Bool {
    signature.suffix(of: path) != nil
      || signature.isBeginning(of: InputFile.head(of: path, FileSignature.headBytes) ?? [])
  }

  static let kind = FileKind(signature: signature)
}
