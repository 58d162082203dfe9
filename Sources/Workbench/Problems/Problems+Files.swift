import Data
import Engine
import Formats
import Language
import Plots
import Support

extension Problems {
  static func worded(_ error: FileError, at span: SourceSpan?) -> Diagnostic {
    let path = Sanitizer.visible(error.path)
    let hint: String
    switch error.kind {
    case .notFound where error.operation == "write" && error.path.contains("/"):
      let folder = Sanitizer.visible(
        error.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
          .joined(separator: "/"))
      hint =
        "there is no folder \"\(folder)\": make it first (`mkdir -p \(folder)` in another window), or write elsewhere"
    case .notFound: hint = "check the name; relative names start at the current folder"
    case .isDirectory: hint = "name a file inside the folder"
    case .notPermitted, .readOnly: hint = "check who may read or write it"
    case .confined:
      return Diagnostic.error(
        notPermittedCode, "\"\(path)\": \(error.reason)", at: span,
        hint: error.operation == "write"
          ? "write \"\(FreeName.like(path))\", in the session's own folder of files"
          : "name a file beside the session, or give its folder with --data")
    case .link(let folder):
      return Diagnostic.error(
        notPermittedCode, "\"\(path)\": \(error.reason)", at: span,
        hint: "remove the link \"\(Sanitizer.visible(folder))\": a folder is made in its place")
    case .foreign(let free):
      return Diagnostic.error(
        "E0529", "\"\(path)\" is not replaced: \(error.reason)", at: span,
        hint: "write \"\(Sanitizer.visible(free))\", or remove the file first")
    case .notAFile: hint = "name a file; what comes out of a pipe can be written to one first"
    case .diskFull: hint = "free some space; the old file is untouched"
    case .tooLarge: hint = "the limit guards against files that would fill the memory"
    case .notDirectory, .alreadyExists, .closedPipe, .badName, .other:
      hint = "check the file and try again"
    }
    return Diagnostic.error(
      "E0503", "cannot \(error.operation) \"\(path)\": \(error.reason)", at: span, hint: hint)
  }

  static func worded(_ error: FormatError, path: String?, at span: SourceSpan?) -> Diagnostic {
    let place: String
    switch error.place {
    case .offset(let offset): place = " at byte \(NumberText.grouped(offset))"
    case .line(let line): place = " in line \(NumberText.grouped(line))"
    case .tensor(let name): place = " in tensor `\(Sanitizer.visible(name))`"
    case .wholeFile: place = ""
    }
    if error.remedy == .empty {
      let name = path.map { quotedName($0) } ?? "the file"
      return Diagnostic.error(
        "E0504", "\(name) is empty", at: span,
        hint: "nothing was written to it, or it was not fetched to its end: write or fetch it again"
      )
    }
    let file = path.map { "\"\(Sanitizer.visible($0))\": " } ?? ""
    return Diagnostic.error(
      "E0504",
      "\(file)\(error.format)\(place): expected \(error.expected), found \(Sanitizer.visible(error.found))",
      at: span, hint: advice(error.remedy))
  }

  private static func advice(_ remedy: FormatError.Remedy?) -> String {
    switch remedy {
    case .ragged:
      "`ragged=drop` leaves rows of other lengths out, `ragged=fill` takes what is missing as gaps"
    case .fill: "`ragged=fill` takes what is missing at the end of a row as gaps"
    case .names: "the first line needs a name for each column: most rows have more fields"
    case .skip(let lines):
      "`skip=\(lines)` leaves out the \(lines == 1 ? "line" : "lines") before the table"
    case .skipLess: "leave `skip` out, or give it fewer lines"
    case .encoding:
      "`encoding=latin1` reads windows-1252, as Excel writes it; left out, the encoding is found out"
    case .duplicates: "`duplicates=rename` counts equal names: `a`, `a_2`"
    case .numbers(let words): "in Python: np.save(\"x.npy\", \(words))"
    case .words:
      "texts go into a column of a table: in Python pandas.DataFrame({\"x\": x}).to_csv(\"x.csv\", index=False), here `data csv(\"x.csv\")`"
    case .empty: "write or fetch it again"
    case nil: "the file is damaged or of another kind; fetch or write it again"
    }
  }

  /// A file that is of another kind is not called damaged.
  static func worded(_ error: ContentError, at span: SourceSpan?) -> Diagnostic {
    guard let found = error.found, error.fault.remedy != .empty else {
      return worded(error.fault, path: error.path, at: span)
    }
    let path = Sanitizer.visible(error.path)
    return Diagnostic.error(
      "E0504", "\"\(path)\" is \(found.words), not \(error.expected.words)", at: span,
      hint: found.advice(path))
  }

  static func worded(_ error: FileNameProblem, at span: SourceSpan?) -> Diagnostic {
    let path = Sanitizer.visible(error.path)
    let names = list(error.kinds.map(\.name), "and")
    let hint = "end the name with \(list(error.kinds.map(\.suffix)))"
    switch error.content {
    case .figure:
      return .error(
        "E0407", "plot writes \(names), not \"\(path)\"", at: span, hint: hint)
    case .report:
      return .error(
        "E0505", "reports are saved as \(names), not as \"\(path)\"", at: span,
        hint: FileKinds.standard.canDraw(named: error.path)
          ? "`plot e, to=\(Sanitizer.visible(QuotedText.of(error.path)))` writes its chart; \(hint)"
          : hint)
    case .data, .text, .model, .run, .session, .program, .journal, .packed, .export:
      let (value, name) = error.content == .run ? ("a run", "r") : ("a model", "m")
      if FileKinds.standard.all.contains(where: {
        $0.signature.canName(error.path) && $0.exports.contains { $0.takes == value }
      }) {
        let export = "`export \(name), \(Sanitizer.visible(QuotedText.of(error.path)))`"
        return .error(
          "E0505", "\"\(path)\" is for other programs; `save` writes for nabla", at: span,
          hint: export + "; names for `save` end with " + list(error.kinds.map(\.suffix)))
      }
      return .error(
        "E0505", "models are saved as \(names), not as \"\(path)\"", at: span,
        hint: modelFile(like: error.path).map { "\($0); \(hint) for nabla" } ?? hint)
    }
  }
}

extension Problems {
  static func worded(_ error: SavedModelProblem, at span: SourceSpan?) -> Diagnostic {
    let (code, message, hint): (String, String, String)
    switch error {
    case .notPortable(let model):
      (code, message, hint) = (
        "E0506", "\(model) uses another model, or a function that is no formula of its arguments",
        "write the function as a lambda without other names: `activation=x -> x * sigmoid(x)`"
      )
    case .noArchitecture(let path, let tensors):
      let name = Sanitizer.visible(path)
      (code, message, hint) = (
        "E0507",
        "\"\(name)\" holds tensors but not how the model is built: \(firstNames(tensors.map(Sanitizer.visible), most: 8))",
        "make the model, and give it these: load \"\(name)\", into=m"
      )
    case .notVerified(let path):
      (code, message, hint) = (
        "E0508", "\"\(Sanitizer.visible(path))\" has no checksum",
        "save the model again with `save`"
      )
    case .newerVersion(let path, let version):
      (code, message, hint) = (
        "E0509",
        "\"\(Sanitizer.visible(path))\" has format version \(Sanitizer.visible(version)), this program reads 1",
        "use the version of nabla that wrote it"
      )
    case .badArchitecture(let path):
      (code, message, hint) = (
        "E0510", "\"\(Sanitizer.visible(path))\" describes no model that this version can build",
        "the file was edited or comes from another version"
      )
    case .tensors(let path, let missing, let extra, let differing):
      let parts = [("missing", missing), ("unknown", extra), ("of another shape", differing)]
        .filter { !$0.1.isEmpty }
        .map { "\($0.0): \(firstNames($0.1.map(Sanitizer.visible)))" }
      (code, message, hint) = (
        "E0511",
        "the tensors of \"\(Sanitizer.visible(path))\" do not fit its model; \(parts.joined(separator: "; "))",
        "the file was edited; save the model again"
      )
    }
    return Diagnostic.error(code, message, at: span, hint: hint)
  }
}
