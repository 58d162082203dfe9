extension SessionDocument {
  /// The document with other outputs stored for some cells; `outputs` is keyed by cell number.
  ///
  /// Outputs that are already stored as given keep their bytes, pictures included. New ones stand
  /// right behind their cell, or behind the outputs that it has. Nothing else changes.
  package func replacingOutputs(
    _ outputs: [Int: [StoredOutput]]
  ) throws(SessionError) -> SessionDocument {
    if isReadOnly {
      throw SessionError(name: name, line: nil, problem: .readOnly(readOnlyReasons))
    }
    var edits: [Edit] = []
    for cell in cells {
      if let wanted = outputs[cell.number] { edits += self.edits(for: cell, wanted) }
    }
    return try applying(edits)
  }

  /// Bytes that take the place of others.
  struct Edit {
    var range: Range<Int>
    var text: [UInt8]
  }

  /// The document with these bytes in place of others, read anew.
  func applying(_ edits: [Edit]) throws(SessionError) -> SessionDocument {
    if edits.isEmpty { return self }
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.text
      position = edit.range.upperBound
    }
    result += bytes[position...]
    return try SessionDocument.parse(
      result, name: name, ignoresFrontMatter: frontMatterRange.isEmpty)
  }

  private func edits(for cell: SessionCell, _ wanted: [StoredOutput]) -> [Edit] {
    var edits: [Edit] = []
    for (stored, output) in zip(cell.outputs, wanted) where !isStored(output, as: stored) {
      edits.append(
        Edit(range: stored.range, text: written(output, indentation: stored.indentation)))
      edits += stored.views.map { Edit(range: withBlankLineBefore($0), text: []) }
    }
    for stored in cell.outputs.dropFirst(wanted.count) {
      edits += ([stored.range] + stored.views).map {
        Edit(range: withBlankLineBefore($0), text: [])
      }
    }
    let added = wanted.dropFirst(cell.outputs.count)
    if !added.isEmpty {
      let last = cell.outputs.last
      let place =
        last?.views.last?.upperBound ?? last?.range.upperBound ?? cell.block.range.upperBound
      let endsLine = place > 0 && bytes[place - 1] == 0x0A
      var text: [UInt8] = endsLine ? [] : lineEnd
      for output in added {
        text += lineEnd + written(output, indentation: cell.block.indentation)
      }
      edits.append(Edit(range: place..<place, text: text))
    }
    return edits
  }

  private func isStored(_ output: StoredOutput, as stored: SessionCell.Stored) -> Bool {
    // An output without a picture says nothing about the picture in the file.
    output == stored.output || (output.view == nil && output == stored.output.withoutView)
  }

  /// The block and the empty line that parts it from what stands above.
  private func withBlankLineBefore(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    guard start > 0, bytes[start - 1] == 0x0A else { return range }
    start -= 1
    if start > 0, bytes[start - 1] == 0x0D { start -= 1 }
    return start > 0 && bytes[start - 1] == 0x0A ? start..<range.upperBound : range
  }

  private func written(_ output: StoredOutput, indentation: Int) -> [UInt8] {
    var lines = fenced(
      "nabla-out", output.kind.rawValue, output.attributes.text, body: output.body)
    if let view = output.view { lines += [""] + fenced("nabla-view", body: view) }
    let margin = [UInt8](repeating: 0x20, count: indentation)
    return lines.flatMap { line in (line.isEmpty ? [] : margin + line.utf8) + lineEnd }
  }

  private func fenced(_ info: String..., body: String) -> [String] {
    let fence = Fence.enclosing(body)
    let lines = body.isEmpty ? [] : body.split(separator: "\n", omittingEmptySubsequences: false)
    let heading = fence + info.filter { !$0.isEmpty }.joined(separator: " ")
    return [heading] + lines.map(String.init) + [fence]
  }
}
