import Support

/// One part of a session as the cell of a notebook, and back.
///
/// `visible` says in the notebook's own terms what a reader is to see. Where `canonical`, the text that such a cell
/// gives, is not the part to the byte, the cell keeps the part as it stands, and a cell that nobody
/// changed gives it back.
struct NotebookPart {
  let lineEnd: [UInt8]

  /// The cell of a part; the bytes are those of one unit of a session.
  func cell(
    of bytes: [UInt8], number: Int?, drawn: (_ output: Int) -> DrawnOutput = { _ in DrawnOutput() }
  ) -> Notebook.Cell {
    var cell = visible(bytes, drawn)
    if cell.kind == .code, number != nil { cell.count = number }
    // A line that is no statement is a command of the prompt's where a notebook has it: a session's own stays.
    if canonical(cell) != bytes || cell.hasCommand {
      cell.notes.text = String(decoding: bytes, as: UTF8.self)
    }
    return cell
  }

  /// The text of a cell, with a line end behind it.
  func text(of cell: Notebook.Cell) -> [UInt8] {
    if let kept = cell.notes.text.map({ Array($0.utf8) }), isUnchanged(cell, since: kept) {
      return kept
    }
    return canonical(cell)
  }

  /// Whether a cell that knew a part still shows what is in it; outputs may have gone elsewhere.
  private func isUnchanged(_ cell: Notebook.Cell, since kept: [UInt8]) -> Bool {
    // Nothing may come in beside what the cell shows.
    guard let document = parsed(kept),
      SessionUnits.of(document).count(where: { $0.bytes != nil }) == 1
    else { return false }
    let before = visible(kept)
    return before.kind == cell.kind && before.notes.kind == cell.notes.kind
      && before.source.utf8.elementsEqual(cell.source.utf8)
      && before.storedOutputs == cell.storedOutputs
  }

  private func visible(
    _ bytes: [UInt8], _ drawn: (_ output: Int) -> DrawnOutput = { _ in DrawnOutput() }
  ) -> Notebook.Cell {
    let whole = SourceLines(bytes: bytes).text(0..<bytes.count)
    let plain = whole.hasSuffix("\n") ? String(whole.dropLast()) : whole
    var prose = Notebook.Cell(.markdown, plain)
    guard let document = parsed(bytes) else { return prose }
    switch document.elements.first {
    case .directive?: prose.notes.kind = "directive"
    case .block(let block)?:
      if block.kind == .cell, let cell = document.cells.first {
        return code(cell, drawn)
      }
      return NotebookLesson.cell(of: block) ?? prose.marked(block.kind.word)
    case .prose?, nil: break
    }
    return prose
  }

  /// The part alone. At the beginning of a file a byte-order mark would be none of its text.
  private func parsed(_ bytes: [UInt8]) -> SessionDocument? {
    let isMarked = bytes.starts(with: SourceLines.byteOrderMark)
    return try? SessionDocument.parse(
      (isMarked ? [0x0A] : []) + bytes, name: "", ignoresFrontMatter: true)
  }

  private func code(_ stored: SessionCell, _ drawn: (Int) -> DrawnOutput) -> Notebook.Cell {
    var cell = Notebook.Cell(.code, stored.source)
    cell.outputs = stored.outputs.enumerated().map { Notebook.Output($1.output, drawn($0)) }
    cell.notes.options = NotebookPart.options(stored.block.attributes)
    if stored.options.isNotRun { cell.tags.append("skip-execution") }
    if stored.options.expectedError != nil { cell.tags.append("raises-exception") }
    if stored.options.isHidden { cell.tags.append("hide-input") }
    return cell
  }

  private func canonical(_ cell: Notebook.Cell) -> [UInt8] {
    if let block = NotebookLesson.block(of: cell) {
      return SessionPart.fenced(block.info, block.body, margin: 0, lineEnd)
    }
    guard cell.kind == .code else {
      return SessionPart.prose(SessionPart.inert(cell.source), lineEnd)
    }
    let bytes = SessionPart.fenced(
      NotebookPart.info("nabla", cell.notes.options), cell.source, margin: 0, lineEnd)
    if cell.outputs.isEmpty { return bytes }
    let document = try? SessionDocument.parse(bytes, name: "", ignoresFrontMatter: true)
    let edited = try? document?.replacingOutputs([1: cell.storedOutputs])
    return edited?.bytes ?? bytes
  }

  /// What stands between the braces; `nil` for nothing.
  static func options(_ attributes: Attributes) -> String? {
    attributes.entries.isEmpty ? nil : String(attributes.text.dropFirst().dropLast())
  }

  /// The words behind a fence, whatever a notebook says the options are.
  static func info(_ word: String, _ options: String?) -> String {
    guard let options else { return word }
    let text = InfoString(word + " {\(options)}").attributes.text
    return text.isEmpty ? word : word + " " + text
  }
}

extension Notebook.Cell {
  /// Whether a line of it begins as commands of the prompt do.
  fileprivate var hasCommand: Bool {
    kind == .code
      && source.split(separator: "\n").contains { line in
        line.first { $0 != " " && $0 != "\t" }.map { ":?%".contains($0) } ?? false
      }
  }

  /// The same cell as one of another kind of block.
  fileprivate func marked(_ kind: String) -> Notebook.Cell {
    var copy = self
    copy.notes.kind = kind
    return copy
  }
}
