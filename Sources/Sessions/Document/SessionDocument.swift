/// A session: Markdown with typed blocks, read from bytes that it gives back unchanged.
///
/// Parsing runs nothing. Every byte belongs to the byte-order mark, the front matter or one element,
/// so a document is always written exactly as it was read; edits replace stored outputs only.
package struct SessionDocument: Sendable {
  /// The file as the user named it, for messages.
  package let name: String
  /// The file as it was read, every byte of it.
  package let bytes: [UInt8]
  /// What its head says; the defaults where there is none.
  package let frontMatter: FrontMatter
  /// From `---` to `---`, with the byte-order mark before it; empty without front matter.
  package let frontMatterRange: Range<Int>
  /// All behind the front matter, in the order of the file, without gaps.
  package let elements: [SessionElement]
  /// The blocks that hold programs, each with what is stored for it.
  package let cells: [SessionCell]
  /// What is odd in it, in the order of its lines.
  package let warnings: [SessionWarning]
  /// Empty for a document that may be saved.
  package let readOnlyReasons: [ReadOnlyReason]
  /// How the lines of the file end, for text that is inserted.
  let lineEnd: [UInt8]

  /// Whether it must not be saved.
  package var isReadOnly: Bool { !readOnlyReasons.isEmpty }

  /// Reads a document; damage that can be lived with becomes a warning, see `readOnlyReasons`.
  ///
  /// `ignoresFrontMatter` takes the front matter as prose: the way into a file where it is broken.
  package static func parse(
    _ bytes: [UInt8], name: String, ignoresFrontMatter: Bool = false
  ) throws(SessionError) -> SessionDocument {
    var parser = SessionParser(bytes: bytes, name: name)
    try parser.run(ignoresFrontMatter: ignoresFrontMatter)
    return SessionDocument(parser)
  }

  private init(_ parser: SessionParser) {
    name = parser.name
    bytes = parser.source.bytes
    frontMatter = parser.frontMatter
    frontMatterRange = 0..<parser.frontMatterEnd
    elements = parser.elements
    lineEnd = parser.source.lineEnd
    var grouping = CellGrouping()
    for element in parser.elements {
      if case .block(let block) = element { grouping.add(block) }
    }
    cells = grouping.cells
    warnings = (parser.warnings + grouping.warnings).sorted { $0.line < $1.line }
    readOnlyReasons = parser.readOnlyReasons
  }
}
