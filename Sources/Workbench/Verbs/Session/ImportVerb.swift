import Catalog
import Data
import Programs
import Support

/// `import "program.py"`: a Keras program in nabla's words. It shows the lines, or writes them; nothing runs.
enum ImportVerb: Verb {
  private static let file = Parameter<String>.file(
    "file", "The program, ending in .py.", files: [.export])
  private static let target = Parameter<String>.file(
    "to", "Writes the lines to this file, a program (.nabla) or a session (.nabla.md).",
    shown: .nothing, files: [.program, .session])

  static let signature = Signature(
    "import", .verb, "reads a Keras program and gives its lines in nabla's words",
    example: "import \"program.py\"", [file.description, target.description],
    details: """
      Models of layers, Sequential or called one on another, compile, fit with its callbacks, evaluate, predict, data of Keras,
      NumPy, pandas and scikit-learn, functions that build models, loops that are written out, and what is printed. What is not
      understood stays as a comment and is named with its line; a training whose loss is not understood stays one, with the line
      to type. Nothing of the program is run, and nothing of its lines:
      `import "program.py", to="program.nabla"` writes them, and `:load program.nabla` runs them. Data that nabla does not have
      are fetched by a line of Python that stands above them.
      """, effects: .shows)

  static func perform(_ call: VerbCall) throws -> Value {
    let path = try call[file]
    let target = try call.optional(target)
    if let target, !isProgram(target), !isSession(target) { throw ImportProblem.target(target) }
    let program = try translated(path, call)
    try Interrupt.check()
    if let target {
      guard call.interpreter.writesFiles else { return .none }
      let name = String(path.split(separator: "/").last ?? "program")
      let text = isSession(target) ? program.session(titled: name) : program.text
      try call.interpreter.outputFile(target).write(Array(text.utf8))
    } else {
      call.interpreter.host.emit(
        .text(program.text.hasSuffix("\n") ? String(program.text.dropLast()) : program.text))
    }
    tell(program, call)
    let next =
      target.map {
        isSession($0) ? "wrote \($0); `:open \($0)` shows it" : "wrote \($0); `:load \($0)` runs it"
      }
      ?? "nothing has run; import \(QuotedText.of(path)), to=\(QuotedText.of(stem(path) + ".nabla")) writes these lines"
    if let target {
      call.interpreter.noteWritten(next, [target])
    } else {
      call.interpreter.note(next)
    }
    return .none
  }

  private static func isProgram(_ path: String) -> Bool { ProgramFile.signature.canName(path) }
  private static func isSession(_ path: String) -> Bool { SessionFile.signature.canName(path) }
  private static func stem(_ path: String) -> String {
    path.hasEnd(".py") ? String(path.dropLast(3)) : path
  }

  private static func translated(_ path: String, _ call: VerbCall) throws -> KerasProgram {
    let file = try call.interpreter.readFile(path, limit: KerasProgram.longest)
    return try ImportedProgram.program(
      of: file.bytes, path: path, call.interpreter.vocabulary.files.signatures)
  }

  /// Each remark with its line; warnings as `train` words them.
  private static func tell(_ program: KerasProgram, _ call: VerbCall) {
    for diagnostic in ImportedProgram.remarks(on: program) { call.interpreter.report(diagnostic) }
  }
}

/// Why a file is no Keras program; data, worded in `Problems`.
enum ImportProblem: Error {
  case framework(String, ForeignFramework)
  case nothing(String)
  /// Keras stands in it, and no statement is understood; why the first one is not, and what is told of all.
  case unread(String, line: Int, reason: String, told: [String])
  case notText(String)
  case notebook(String)
  case kind(String, words: String, advice: String)
  case target(String)
}
