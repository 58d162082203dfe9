import Catalog
import Language
import Learning
import Programs
import Support

/// Programs of Python in nabla's words, and what is told of them.
package enum ImportedProgram {
  /// More notes are no help; all stand in the text.
  private static let mostNotes = 20

  /// The text of a file in nabla's words, what is told of it, a line each, and whether nothing is left out; throws what is worded in `Problems` for a
  /// file that is no Keras program.
  package static func text(
    of bytes: [UInt8], path: String
  ) throws -> (text: String, remarks: [String], isWhole: Bool) {
    let program = try program(of: bytes, path: path, FileKinds.standard.signatures)
    // Comments alone are the program again.
    if let left = program.remarks.first(where: { $0.kind == .left }),
      program.text.split(separator: "\n").allSatisfy({ $0.hasPrefix("#") })
    {
      throw ImportProblem.unread(
        path, line: left.line, reason: left.text, told: remarks(on: program).map { $0.message })
    }
    return (program.text, remarks(on: program).map { $0.message }, program.isWhole)
  }

  /// What is told of each line of a program of which nothing is understood; nothing for other errors.
  package static func remarks(on error: any Error) -> [String] {
    guard case .unread(_, _, _, let told)? = error as? ImportProblem else { return [] }
    return told
  }

  static func program(
    of bytes: [UInt8], path: String, _ kinds: FileSignatures
  ) throws -> KerasProgram {
    guard bytes.count <= KerasProgram.longest else { throw ImportProblem.notText(path) }
    if let kind = kinds.all.first(where: { $0.isBeginning(of: bytes) }) {
      throw ImportProblem.kind(path, words: kind.words, advice: kind.advice(path))
    }
    let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    if first == UInt8(ascii: "{"), path.hasEnd(".ipynb") { throw ImportProblem.notebook(path) }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw ImportProblem.notText(path)
    }
    let program = KerasProgram.translate(text)
    guard program.usesKeras else {
      throw program.framework.map { ImportProblem.framework(path, $0) }
        ?? ImportProblem.nothing(path)
    }
    return program
  }

  /// Each remark with its line; warnings as `train` words them.
  static func remarks(on program: KerasProgram) -> [Diagnostic] {
    func note(_ text: String) -> Diagnostic { Diagnostic(.note, "", text, at: nil, hint: nil) }
    var told = program.remarks.prefix(mostNotes).map { remark -> Diagnostic in
      switch remark.kind {
      case .lint(let lint):
        var diagnostic = LintText().diagnostic(lint)
        diagnostic.message = "line \(remark.line): " + diagnostic.message
        return diagnostic
      case .left:
        return note("line \(remark.line) is not understood: \(Sanitizer.visibleLine(remark.text))")
      case .changed: return note("line \(remark.line): \(Sanitizer.visibleLine(remark.text))")
      }
    }
    let more = program.remarks.count - mostNotes
    if more > 0 {
      told.append(
        note(
          "\(NumberText.count(more, "more remark")): each line stands in the text as a comment"
        ))
    }
    let lines = program.unneededLines
    if !lines.isEmpty {
      let shown = Problems.list(first: 10, of: lines.map(String.init))
      told.append(note("not needed here: \(lines.count == 1 ? "line" : "lines") \(shown)"))
    }
    return told
  }
}
