import Language
import Support

/// How it is worded that the command line, the prompt or the notebook cannot do something.
extension TerminalProblem {
  /// The problem as the user reads it; it speaks of no place in a program.
  package var diagnostic: Diagnostic {
    switch self {
    case .program(let error):
      cannot("read", error, hint: Self.hint(for: error.kind))
    case .loadedProgram(let error):
      cannot("read", error, hint: error.kind == .notAFile ? "name a file" : "check the name")
    case .programIsNoText(let path):
      .error("E0520", "\"\(path)\" is not UTF-8 text", at: nil, hint: "save it as UTF-8")
    case .pythonProgram(let path):
      .error(
        "E0693", "\"\(Sanitizer.visible(path))\" is a program of Python, which does not run here",
        at: nil,
        hint:
          "at the prompt: import \(Sanitizer.visible(QuotedText.of(path))) shows a Keras program in nabla's words"
      )
    case .notebook(let path):
      .error(
        "E0693", "\"\(Sanitizer.visible(path))\" is a Jupyter notebook, which does not run here",
        at: nil, hint: NotebookFile.signature.advice(Sanitizer.visible(path)))
    case .inputsNotSaved(let error): cannot("write", error, hint: "choose another name")
    case .inputsNotReplaced(let path):
      .error(
        "E0529", "\"\(path)\" is there, and not from this session", at: nil,
        hint: "`:save! \(path)`")
    case .inputTooLong(let limit):
      .error(
        "E0901",
        "an input is longer than the limit of \(NumberText.grouped(limit)) bytes and was left out; "
          + "the values are as before", at: nil,
        hint: "put data into a file: `data csv(\"file.csv\")`")
    case .noSession(let path):
      .error(
        "E0503", "there is no file \"\(path)\"", at: nil,
        hint: "a new session is named something.nabla.md")
    case .notebookNotSaved(let error): cannot("write", error, hint: nil)
    case .cannotFillScreen:
      .error(
        "E0708", "a notebook needs a terminal that can place its cursor", at: nil,
        hint: "`nabla run` runs a session anywhere, and `nabla walk` walks through it")
    case .journal(let error):
      cannot("read", error, hint: "`nabla recover --list` shows the others")
    case .sessionInUse(let time):
      .error(
        "E0646", "the session of \(time) is on, or is being recovered", at: nil,
        hint: "`nabla recover --list` shows the others")
    case .folderGone(let path, let reason):
      Diagnostic(
        .warning, "W0029", "the session's folder \(path) is not there: \(reason)", at: nil,
        hint: nil)
    }
  }

  private func cannot(_ act: String, _ error: FileError, hint: String?) -> Diagnostic {
    Diagnostic(
      .error, "E0503", "cannot \(act) \"\(error.path)\": \(error.reason)", at: nil, hint: hint)
  }

  private static func hint(for kind: FileError.Kind) -> String {
    switch kind {
    case .isDirectory: "name a file in it; `nabla verify` takes whole folders"
    case .notAFile: "name a file; `nabla -` reads a program from a pipe"
    case .notFound, .notDirectory, .notPermitted, .alreadyExists, .diskFull, .readOnly,
      .closedPipe, .tooLarge, .confined, .link, .foreign, .badName, .other:
      "check the name; `nabla --help` shows what can be run"
    }
  }
}
