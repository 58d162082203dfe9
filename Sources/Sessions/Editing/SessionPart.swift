/// One part of a session: a cell with its stored outputs, prose, or a block of another kind.
package struct SessionPart: Sendable, Equatable {
  /// What can be done with a part.
  package enum Kind: Sendable, Equatable {
    case prose, cell
    /// Exercises, questions, directives: kept as they stand.
    case other
  }

  /// Stays the same wherever the part is moved.
  package let id: Int
  /// What it is; follows from its bytes.
  package private(set) var kind = Kind.prose
  /// The program of a cell, otherwise the lines as they stand, without blank ones around them.
  package private(set) var text = ""
  /// Of a cell: what is stored for it.
  package private(set) var outputs: [StoredOutput] = []
  /// Of a cell: what its author asks, such as `timeout=60s`.
  package private(set) var options = CellOptions()
  /// The first word of a block of another kind: `nabla-quiz`.
  package private(set) var word = ""
  /// As it stands in the file, and the blank lines behind it.
  private(set) var bytes: [UInt8]
  var gap: [UInt8]

  init(id: Int, bytes: [UInt8], gap: [UInt8]) {
    (self.id, self.bytes, self.gap) = (id, bytes, gap)
    interpret()
  }

  mutating func setBytes(_ bytes: [UInt8]) {
    self.bytes = bytes
    interpret()
  }

  mutating func endLine(_ lineEnd: [UInt8]) { bytes += lineEnd }

  /// The cell with the same options and outputs and another program.
  mutating func setSource(_ source: String, _ lineEnd: [UInt8]) {
    guard let block = firstBlock else { return }
    let opening = bytes[block.range].prefix { $0 != 0x0A && $0 != 0x0D }
    let info = Fence(opening: opening)?.info ?? "nabla"
    let written = SessionPart.fenced(info, source, margin: block.indentation, lineEnd)
    setBytes(Array(bytes[..<block.range.lowerBound]) + written + bytes[block.range.upperBound...])
  }

  private var firstBlock: SessionBlock? {
    let document = try? SessionDocument.parse(bytes, name: "", ignoresFrontMatter: true)
    for case .block(let block) in document?.elements ?? [] { return block }
    return nil
  }

  private mutating func interpret() {
    (kind, outputs, options, word) = (.prose, [], CellOptions(), "")
    text = SessionPart.trimmedLines(SourceLines(bytes: bytes).text(0..<bytes.count))
    guard let document = try? SessionDocument.parse(bytes, name: "", ignoresFrontMatter: true),
      let first = document.elements.first
    else { return }
    switch first {
    case .prose: break
    case .directive(let directive): (kind, word) = (.other, directive.name)
    case .block(let block):
      guard block.kind == .cell, let cell = document.cells.first else {
        (kind, word) = (.other, block.kind.word)
        return
      }
      (kind, text) = (.cell, cell.source)
      (outputs, options) = (cell.outputs.map(\.output), cell.options)
    }
  }
}

// Writing.
extension SessionPart {
  static func cell(_ source: String, _ lineEnd: [UInt8], _ options: String = "") -> [UInt8] {
    fenced(options.isEmpty ? "nabla" : "nabla {\(options)}", source, margin: 0, lineEnd)
  }

  static func prose(_ text: String, _ lineEnd: [UInt8]) -> [UInt8] {
    lines(trimmedLines(text)).flatMap { Array($0.utf8) + lineEnd }
  }

  static func fenced(
    _ info: String, _ body: String, margin: Int, _ lineEnd: [UInt8]
  ) -> [UInt8] {
    let fence = Fence.enclosing(body)
    let all = [fence + info] + (body.isEmpty ? [] : lines(body)) + [fence]
    let spaces = [UInt8](repeating: 0x20, count: margin)
    return all.flatMap { ($0.isEmpty ? [] : spaces + Array($0.utf8)) + lineEnd }
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  static func trimmedLines(_ text: String) -> String {
    var rest = lines(text)[...]
    while let line = rest.first, trimmed(line).isEmpty { rest.removeFirst() }
    while let line = rest.last, trimmed(line).isEmpty { rest.removeLast() }
    return rest.joined(separator: "\n")
  }

  /// Prose behind which a cell is still a cell: an open code block or comment is closed.
  static func closed(_ text: String) -> String {
    for end in ["", "\n```", "\n~~~", "\n-->", "\n````````"] where isClosed(text + end) {
      return text + end
    }
    // Markdown takes lines that are set in this far as they are.
    return lines(text).map { "    " + $0 }.joined(separator: "\n")
  }

  /// Prose in which nothing is a cell, an exercise or a question: code that a notebook's text or a program's comments
  /// show is code to look at. A block of a session's own word becomes one of plain text; all else stays.
  package static func inert(_ text: String) -> String {
    let closed = closed(text)
    let bytes = Array(closed.utf8)
    guard let document = try? SessionDocument.parse(bytes, name: "", ignoresFrontMatter: true)
    else { return closed }
    var (result, position): ([UInt8], Int) = ([], 0)
    for case .block(let block) in document.elements {
      let line = bytes[block.range].prefix { $0 != 0x0A && $0 != 0x0D }
      guard let fence = Fence(opening: line) else { continue }
      let opening = String(repeating: " ", count: fence.indentation) + fence.text + "text"
      result += bytes[position..<line.startIndex] + Array(opening.utf8)
      position = line.endIndex
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
  }

  private static func isClosed(_ text: String) -> Bool {
    let probe = Array((text + "\n\n```nabla {#end-of-the-probe}\n```\n").utf8)
    guard let document = try? SessionDocument.parse(probe, name: "", ignoresFrontMatter: true)
    else { return false }
    return document.cells.last?.identifier == "end-of-the-probe" && !document.isReadOnly
  }
}
