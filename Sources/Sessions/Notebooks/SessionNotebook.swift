import Support

extension SessionDocument {
  /// The session as a notebook, from which the same session is read again, byte for byte.
  ///
  /// `drawn` has what is shown beside the text of a cell's output; both count as the cells of a session do, from
  /// 1, and its outputs from 0. Bytes that are no UTF-8 are U+FFFD there.
  package func notebook(
    drawn: (_ cell: Int, _ output: Int) -> DrawnOutput = { _, _ in DrawnOutput() }
  ) -> Notebook {
    var notebook = Notebook()
    notebook.isSession = true
    notebook.title = frontMatter.title
    notebook.hasCRLF = lineEnd.count == 2
    notebook.head = String(decoding: bytes[frontMatterRange], as: UTF8.self)
    var units = SessionUnits.of(self)
    // Blank lines that nothing stands before.
    if let first = units.first, first.bytes == nil {
      notebook.head += String(decoding: first.gap, as: UTF8.self)
      units.removeFirst()
    }
    let part = NotebookPart(lineEnd: lineEnd)
    let hasRun = cells.contains { !$0.outputs.isEmpty }
    var (names, number) = (CellNames(), 0)
    for (index, unit) in units.enumerated() {
      guard let bytes = unit.bytes else { continue }
      var cell: Notebook.Cell
      if startsCell(bytes) {
        number += 1
        let cellNumber = number
        cell = part.cell(of: bytes, number: nil) { drawn(cellNumber, $0) }
        let isRun = cells.indices.contains(number - 1) && !cells[number - 1].options.isNotRun
        if hasRun, isRun { cell.count = number }
      } else {
        cell = part.cell(of: bytes, number: nil)
      }
      let usual = index == units.count - 1 ? [] : lineEnd
      if unit.gap != usual { cell.notes.gap = String(decoding: unit.gap, as: UTF8.self) }
      cell.id = names.name(of: cell)
      notebook.cells.append(cell)
    }
    return notebook
  }

  private func startsCell(_ bytes: [UInt8]) -> Bool {
    let document = try? SessionDocument.parse(bytes, name: "", ignoresFrontMatter: true)
    return document?.cells.isEmpty == false
  }
}

/// Names of cells that stay the same as long as the cells do.
struct CellNames {
  private var taken: Set<String> = []

  /// What the author calls the cell, else a digest of what it says and how many such there were before.
  mutating func name(of cell: Notebook.Cell) -> String {
    let given = cell.notes.options.flatMap { InfoString("nabla {\($0)}").attributes.identifier }
    if let given, Self.isName(given), taken.insert(given).inserted { return given }
    let content = cell.kind.rawValue + "\n" + cell.source
    var count = 0
    while true {
      let digest = SHA256.hexadecimal(Array("\(count)\n\(content)".utf8))
      let name = String(digest.prefix(12))
      if taken.insert(name).inserted { return name }
      count += 1
    }
  }

  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
