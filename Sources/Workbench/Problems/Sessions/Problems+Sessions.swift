import Language
import Sessions
import Support

extension Problems {
  /// The code of refusals that a trusted session would not meet.
  package static let notPermittedCode = "E0521"
}

extension SessionFileError {
  /// The error as the user reads it.
  package var diagnostic: Diagnostic {
    switch self {
    case .file(let error): Problems.diagnostic(for: error, at: nil)
    case .session(let error): Problems.worded(error)
    case .changedMeanwhile(let path):
      Diagnostic.error(
        "E0706", "\(Sanitizer.visible(path)) was changed while it was being verified", at: nil,
        hint: "nothing was written; run the command again")
    case .notebook(let path): TerminalProblem.notebook(path: path).diagnostic
    case .notFormatted(let path):
      Diagnostic.error(
        "E0669", "\(Sanitizer.visible(path)) cannot be read as a program, and stays as it is",
        at: nil,
        hint: "`nabla \(Sanitizer.visible(path))` says what is wrong with it")
    case .undecidedMerge(let path, let count):
      Diagnostic.error(
        "E0652",
        "both sides of \(NumberText.count(count, "open merge")) of \(Sanitizer.visible(path)) mean something, and nobody "
          + "is here to choose", at: nil,
        hint:
          "`nabla merge` at a terminal shows both; `--take mine` and `--take theirs` choose a side")
    case .tooManyFolders(let folder, let limit):
      Diagnostic.error(
        "E0587",
        "\(Sanitizer.visible(folder)) has more than \(NumberText.grouped(limit)) folders in it",
        at: nil, hint: "name the folder that the sessions are in; nothing was run or changed")
    case .noSessions(let folder):
      Diagnostic.error(
        "E0707", "there is no session below \(Sanitizer.visible(folder))", at: nil,
        hint: "sessions are files whose names end with `\(SessionFile.signature.suffix)`")
    }
  }
}

extension Problems {
  static func worded(_ error: SessionError) -> Diagnostic {
    let place = Sanitizer.visible(error.name) + (error.line.map { ", line \($0)" } ?? "")
    let (code, text, hint) = worded(error.problem)
    return Diagnostic.error(code, "\(place): \(Sanitizer.visible(text))", at: nil, hint: hint)
  }

  private static func worded(_ problem: SessionError.Problem) -> (String, String, String) {
    switch problem {
    case .fileTooLong(let bytes, let limit):
      (
        "E0701",
        "the file has \(NumberText.grouped(bytes)) bytes, the limit is \(NumberText.grouped(limit))",
        "split the session, and keep data in files of its own"
      )
    case .lineTooLong(let bytes, let limit):
      (
        "E0701",
        "the line has \(NumberText.grouped(bytes)) bytes, the limit is \(NumberText.grouped(limit))",
        "break the line, or read the values from a file"
      )
    case .tooManyBlocks(let limit):
      (
        "E0701", "more than \(NumberText.grouped(limit)) blocks", "split the session"
      )
    case .zeroByte(let offset):
      (
        "E0702", "a zero byte at offset \(NumberText.grouped(offset)): this is no text",
        "sessions are Markdown files in UTF-8"
      )
    case .unclosedFrontMatter(let limit):
      (
        "E0703", "the front matter is never closed",
        "close it with a line `---`, at most \(limit) lines below the first"
      )
    case .frontMatter(let problem):
      ("E0703", "front matter: \(worded(problem))", "allowed are key: value, [a, b] and {a: b}")
    case .readOnly(let reasons):
      (
        "E0704", "cannot be saved without loss: \(reasons.map(worded).joined(separator: "; "))",
        "mend the file in an editor first"
      )
    }
  }

  private static func worded(_ problem: FrontMatterProblem) -> String {
    switch problem {
    case .unsupported(let feature, let text): "\(feature) is not supported: \(text)"
    case .notAKey(let text): "expected `key: value`, found: \(text)"
    case .tooDeep(let limit): "brackets nested deeper than \(limit)"
    case .unclosed(let bracket): "`\(bracket)` is never closed"
    case .unclosedText: "a text is never closed"
    case .unexpected(let text): "unexpected: \(text)"
    case .badValue(let key, let expected, let found): "\(key) must be \(expected), found: \(found)"
    }
  }

  private static func worded(_ reason: ReadOnlyReason) -> String {
    switch reason {
    case .invalidText(let offset, let line):
      "line \(line) is no UTF-8 (byte \(NumberText.grouped(offset)))"
    case .unclosedBlock(let line, let fence): "the block of line \(line) is not closed (\(fence))"
    case .conflictMarkers(let line): "line \(line) has the marks of an unfinished merge"
    case .newerVersion(let found, let known):
      "it is of version \(found), this program knows \(known)"
    }
  }
}
