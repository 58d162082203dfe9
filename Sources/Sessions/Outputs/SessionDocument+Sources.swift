extension SessionDocument {
  /// The document with other programs in some cells, keyed by cell number; everything else keeps its bytes.
  ///
  /// The lines of a program end as those of the document do, and are set in as far as its fence.
  package func replacingSources(_ sources: [Int: String]) throws(SessionError) -> SessionDocument {
    if isReadOnly {
      throw SessionError(name: name, line: nil, problem: .readOnly(readOnlyReasons))
    }
    var edits: [Edit] = []
    for cell in cells {
      guard let source = sources[cell.number], source != cell.source, cell.block.isClosed else {
        continue
      }
      let range = cell.block.range
      guard let first = bytes[range].firstIndex(of: 0x0A) else { continue }
      // The closing fence is the last line, which may end the file without a line end.
      let inner = bytes[range].last == 0x0A ? range.dropLast() : range
      let last = bytes[inner].lastIndex(of: 0x0A) ?? first
      let margin = [UInt8](repeating: 0x20, count: cell.block.indentation)
      let lines =
        source.isEmpty ? [] : source.split(separator: "\n", omittingEmptySubsequences: false)
      let text = lines.flatMap { ($0.isEmpty ? [] : margin + $0.utf8) + lineEnd }
      edits.append(Edit(range: (first + 1)..<(last + 1), text: text))
    }
    return try applying(edits)
  }
}
