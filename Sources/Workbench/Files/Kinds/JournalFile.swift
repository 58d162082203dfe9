import Catalog

/// What a session leaves while it runs, one line for each input.
package enum JournalFile {
  /// How they are known.
  package static let signature = FileSignature(
    "journal", "the journal of a session", suffixes: [".jsonl"], holds: [.journal],
    advice: { _ in "`nabla recover` brings lost sessions back" },
    begins: { $0.starts(with: opening) })

  /// The first line tells how the session began.
  private static let opening = Array("{\"kind\":\"begin\"".utf8)

  /// What a journal's name ends with until its first line is whole.
  package static let newSuffix = signature.suffix + ".new"

  static let kind = FileKind(signature: signature)
}
