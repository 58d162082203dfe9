/// How much of a document is read before it is refused, and how much of an output is kept.
package enum SessionLimits {
  /// Bytes of a document.
  package static let fileBytes = 16 << 20
  /// Bytes of a line.
  package static let lineBytes = 1 << 20
  /// Blocks and directives together.
  package static let blocks = 10_000
  /// Lines of front matter.
  package static let frontMatterLines = 200
  /// `key: {a: [b]}` is two deep.
  package static let frontMatterDepth = 2
  /// Lines that are kept of an output.
  package static let outputLines = 200
  /// Bytes that are kept of an output.
  package static let outputBytes = 64 << 10
  /// What a cell may print while it is replayed, before it is cut for storing.
  package static let producedBytes = 1 << 20
  /// What the charts of a cell may hold, in bytes.
  package static let chartBytes = 64 << 20
  /// The newest version of the format that this program writes.
  package static let formatVersion = 1
}
