import Catalog
import Language
import Sessions
import Support

extension ConversionProblem {
  /// The problem as the user reads it; it speaks of no place in a program.
  package var diagnostic: Diagnostic {
    switch self {
    case .notebook(let path, let problem):
      let (text, hint) = problem.words
      return .error("E0675", "\(Self.quoted(path)) \(text)", at: nil, hint: hint)
    case .unknownInput(let path):
      return .error(
        "E0676", "what \(Self.quoted(path)) is, neither its name nor its content tells", at: nil,
        hint: "say it: `--from notebook`, `--from session`, `--from onnx`")
    case .unknownOutput(let path, let kinds):
      return .error(
        "E0676", "the name \(Self.quoted(path)) says no kind of file that can be written", at: nil,
        hint: "end it with \(Problems.list(kinds.map(\.suffix))), or say it with `--to`")
    case .unknownDocument(let path, let kinds):
      let suffixes = Problems.list(kinds.map(\.suffix))
      return .error(
        "E0676", "a session is not written as \(Self.quoted(path))", at: nil,
        hint: path.hasEnd(".pdf")
          ? "`export session, \(Sanitizer.visible(QuotedText.of(String(path.dropLast(4)) + ".html")))` makes a page, "
            + "which every browser prints as PDF; others end with \(suffixes)"
          : "end the name with \(suffixes)")
    case .unknownKind(let word, let option, let kinds):
      let words = kinds.map { String($0.suffix.dropFirst()) }
      return .error(
        "E0676", "\(option) \(Self.quoted(word)) names no kind of file", at: nil,
        hint: "there are \(Problems.list(words, "and"))")
    case .noWay(let path, let from, let to, let instead):
      let hint =
        instead.isEmpty
        ? "\(from.advice(Sanitizer.visible(path)))"
        : "it can be made \(Problems.list(instead.map { "\($0.words) (\($0.suffix))" }))"
      return .error(
        "E0677", "\(Self.quoted(path)) is \(from.words): no way leads from there to \(to.words)",
        at: nil, hint: hint)
    case .severalFiles(let count, let to):
      return .error(
        "E0678",
        "\(to.words) stands in \(NumberText.grouped(count)) files: there is a place for one",
        at: nil,
        hint: "name a file whose name ends with \(to.suffix), and leave `--replace` out")
    case .sameFile(let path):
      return .error(
        "E0678", "\(Self.quoted(path)) is read and would be written, too", at: nil,
        hint: "give the new file another name")
    case .noSession(let path):
      return .error(
        "E0679", "there is no session here to be written to \(Self.quoted(path))", at: nil,
        hint:
          "at the prompt there is one; `nabla convert` makes a notebook or a page of a session's file"
      )
    case .idleOption(let option, let from, let to):
      return .error(
        "E0679", "`\(option)` means nothing from \(from.words) to \(to.words)", at: nil,
        hint: "leave it out")
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(Sanitizer.visible(text))\"" }
}

extension NotebookProblem {
  /// What is wrong, behind the name of the file, and what to do.
  fileprivate var words: (String, hint: String) {
    switch self {
    case .noJSON(let line, let expected, let found):
      (
        "is no whole notebook: in line \(NumberText.grouped(line)) \(expected) is missing, "
          + "\(Sanitizer.visible(found)) stands there",
        "fetch or save it again; a notebook is JSON"
      )
    case .noCells:
      (
        "is JSON, and not that of a notebook: it has no cells",
        "notebooks are saved by Jupyter as .ipynb"
      )
    case .version(let version):
      (
        "is a notebook of format \(version); formats 3 and 4 are read",
        "`jupyter nbconvert --to notebook` writes format 4"
      )
    case .badCell(let number, let part, let expected):
      (
        "is damaged: `\(part)` of cell \(NumberText.grouped(number)) is not \(expected)",
        "open and save it in Jupyter, or mend it in an editor"
      )
    case .tooLong(let limit):
      (
        "has more than \(NumberText.grouped(limit)) bytes of text, pictures aside",
        "clear its outputs first: `jupyter nbconvert --clear-output`"
      )
    case .tooManyValues(let limit):
      (
        "has more than \(NumberText.grouped(limit)) values",
        "clear its outputs first: `jupyter nbconvert --clear-output`"
      )
    case .tooManyCells(let limit):
      ("has more than \(NumberText.grouped(limit)) cells", "split the notebook")
    }
  }
}

extension NotebookLeftOut {
  /// What was left out, a few words each; empty where nothing was.
  package var words: [String] {
    var words: [String] = []
    if media > 0 {
      words.append(
        "\(NumberText.count(media, "picture or page", "pictures or pages")) among the outputs")
    }
    if attachments > 0 {
      words.append("\(NumberText.count(attachments, "picture")) attached to prose")
    }
    if longTexts > 0 {
      words.append("\(NumberText.count(longTexts, "text")) of more than a megabyte")
    }
    if unknown > 0 {
      words.append("\(NumberText.count(unknown, "part")) of a kind that is not known")
    }
    if changedQuestions > 0 {
      words.append(
        "the answers of \(NumberText.count(changedQuestions, "question")) that changed in the notebook, prose now"
      )
    }
    return words
  }
}
