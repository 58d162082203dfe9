import Language
import Sessions
import Support

/// Programs and sessions: the same statements, with prose as comments.
enum ProgramSession {
  /// The statements of a session's cells in their order, each cell parted from the next by a blank line. Prose
  /// becomes comments, and so do cells that are not run or are meant to fail.
  static func program(of document: SessionDocument) -> String {
    var blocks: [String] = []
    var settings: [String] = []
    if let seed = document.frontMatter.seed { settings.append("seed \(seed)") }
    if document.frontMatter.floatType == .float64 { settings.append("set dtype=float64") }
    if !settings.isEmpty { blocks.append(settings.joined(separator: "\n")) }
    var cells = document.cells[...]
    for element in document.elements {
      switch element {
      case .prose(let prose):
        let text = comment(prose.text)
        if !text.isEmpty { blocks.append(text) }
      case .block(let block) where block.kind == .cell:
        guard let cell = cells.popFirst() else { continue }
        let isShown = cell.options.isNotRun || cell.options.expectedError != nil
        blocks.append(isShown ? comment(cell.source) : cell.source)
      case .block, .directive: break
      }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// A session of a program: comments that stand alone are prose, and statements between blank lines are a cell.
  static func session(of program: String, name: String) -> [UInt8] {
    var session = EditableSession(
      name: name, frontMatter: ["nabla: 1", "title: " + SessionPath.title(of: name)])
    for block in blocks(of: program) {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.allSatisfy({ $0.drop { $0 == " " }.first == "#" }) {
        let prose = lines.map { line -> Substring in
          let text = line.drop { $0 == " " }.dropFirst()
          return text.first == " " ? text.dropFirst() : text
        }
        session.insert(
          .prose, SessionPart.inert(prose.joined(separator: "\n")), at: session.parts.count)
      } else {
        session.insert(.cell, block, at: session.parts.count)
      }
    }
    return session.bytes
  }

  /// Cut at blank lines that stand inside of no bracket.
  private static func blocks(of program: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring] = []
    let text = program.replacing("\r\n", with: "\n")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy { $0 == " " || $0 == "\t" }
      if isBlank, lines.isEmpty { continue }
      if isBlank, lines.count > 400 || Completeness.of(lines.joined(separator: "\n")) == .complete {
        blocks.append(lines.joined(separator: "\n"))
        lines = []
      } else {
        lines.append(line)
      }
    }
    if !lines.isEmpty { blocks.append(lines.joined(separator: "\n")) }
    return blocks
  }

  private static func comment(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " || $0 == "\t" } }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    return lines.map { isBlank($0) ? "#" : "# " + $0 }.joined(separator: "\n")
  }
}
