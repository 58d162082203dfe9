import Support

extension Notebook {
  /// The notebook as a session's file.
  ///
  /// One that a session was written into gives that session; what was changed in the notebook is changed in
  /// it. Prose of other notebooks stays prose, and so does code of other languages, in fenced blocks, which
  /// nothing runs. `translate` gives lines of nabla for the cells of Python in their order, where it understands them.
  package func session(
    name: String, translate: ([String]) -> [String?] = { _ in [] }
  ) -> (bytes: [UInt8], changedQuestions: Int) {
    let lineEnd: [UInt8] = hasCRLF ? [0x0D, 0x0A] : [0x0A]
    let part = NotebookPart(lineEnd: lineEnd)
    var result = headBytes(name, lineEnd)
    var changedQuestions = 0
    let isForeign = language != "nabla" && !isSession
    let code = cells.filter { $0.kind == .code }.map(\.source)
    var translated = (isForeign && language == "python" ? translate(code) : [])[...]
    for (index, cell) in cells.enumerated() {
      let isLast = index == cells.count - 1
      var text: [UInt8]
      if cell.kind == .code, isForeign {
        let lines = translated.popFirst() ?? nil
        text = ForeignCell(cell: cell, language: language, translation: lines).bytes(lineEnd)
      } else if cell.kind == .raw, !isSession {
        text = SessionPart.fenced("text", cell.source, margin: 0, lineEnd)
      } else {
        text = part.text(of: cell)
        if cell.notes.kind == SessionBlock.Kind.quiz.word, !text.starts(with: cell.quizFence) {
          changedQuestions += 1
        }
      }
      if text.isEmpty { continue }
      if !isLast, text.last != 0x0A { text += lineEnd }
      result += text
      let gap = cell.notes.gap.map { Array($0.utf8) } ?? (isLast ? [] : lineEnd)
      result += gap.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) ? gap : lineEnd
    }
    return (result, changedQuestions)
  }

  /// The front matter of the session, or one that says what is known.
  private func headBytes(_ name: String, _ lineEnd: [UInt8]) -> [UInt8] {
    if isSession {
      let bytes = Array(head.utf8)
      let document = try? SessionDocument.parse(bytes, name: name)
      // Nothing but front matter and blank lines may come in so.
      let isHead = document.map { document in
        document.elements.allSatisfy { element in
          if case .prose(let prose) = element {
            return trimmed(prose.text.filter { $0 != "\n" }).isEmpty
          }
          return false
        }
      }
      if isHead == true { return bytes }
    }
    let title = title.map { Sanitizer.visibleLine($0) } ?? ""
    let lines =
      ["---", "nabla: 1"] + (title.isEmpty ? [] : ["title: " + QuotedText.of(title)]) + ["---"]
    return lines.flatMap { Array($0.utf8) + lineEnd }
  }
}

extension Notebook.Cell {
  /// How the fence of a question begins, where it is still one.
  fileprivate var quizFence: [UInt8] {
    let text = notes.text ?? ""
    return Array(text.utf8.prefix { $0 != 0x0A })
  }
}

/// A code cell of another language: shown, and never run.
private struct ForeignCell {
  let cell: Notebook.Cell
  let language: String
  let translation: String?

  /// The code in a fenced block, the lines of nabla that say the same, and what it printed.
  func bytes(_ lineEnd: [UInt8]) -> [UInt8] {
    var blocks: [[UInt8]] = []
    if !trimmed(cell.source.filter { $0 != "\n" }).isEmpty {
      blocks.append(SessionPart.fenced(language, cell.source, margin: 0, lineEnd))
    }
    if let translation {
      blocks.append(SessionPart.fenced("nabla {norun}", translation, margin: 0, lineEnd))
    }
    let printed = cell.outputs.map { StoredOutput($0).body }.filter { !$0.isEmpty }
    if !printed.isEmpty {
      let text = OutputText(printed.joined(separator: "\n")).text
      blocks.append(SessionPart.fenced("text", text, margin: 0, lineEnd))
    }
    return Array(blocks.joined(separator: lineEnd))
  }
}
