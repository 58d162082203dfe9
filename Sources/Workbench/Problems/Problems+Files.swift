import Formats
import Language
import Support

extension Problems {
  static func worded(_ error: FileError, at span: SourceSpan?) -> Diagnostic {
    let path = Sanitizer.visible(error.path)
    let hint: String
    switch error.kind {
    case .missing: hint = "check the name; relative names start at the current folder"
    case .isDirectory: hint = "name a file inside the folder"
    case .permission: hint = "check who may read or write it"
    case .full: hint = "free some space; the old file is untouched"
    case .tooLarge: hint = "the limit guards against files that would fill the memory"
    default: hint = "check the file and try again"
    }
    return Diagnostic("E0503", "cannot \(error.operation) \"\(path)\": \(error.reason)", at: span, hint: hint)
  }

  static func worded(_ error: PlotProblem, at span: SourceSpan?) -> Diagnostic {
    let (message, hint): (String, String)
    switch error {
    case .nothing: (message, hint) = ("plot needs something to draw", "try `plot sigmoid, -6..6`")
    case .notDrawable(let what):
      (message, hint) = ("plot cannot draw \(what)", "`?plot` shows what it can draw")
    case .mixture(let first, let other):
      (message, hint) = (
        "plot cannot draw \(other) together with \(first)", "draw them one after the other"
      )
    case .twoInputs(let model, let inputs):
      (message, hint) = (
        "the decision boundary needs a model of two inputs; \(model) takes \(batched(inputs))",
        "`summary m` shows the model, `plot e.confusion` its mistakes"
      )
    case .notFinite(let what):
      (message, hint) = ("\(what) must go from a lower to a higher number", "write `-6..6`")
    case .notOneNumber(let function, let shape):
      (message, hint) = (
        "`\(function)` gives tensor\(shape) for 481 numbers", "plot functions of one number"
      )
    case .fileKind(let path):
      (message, hint) = (
        "plot writes SVG pictures, not \"\(Sanitizer.visible(path))\"", "end the name with .svg"
      )
    case .tooManyImages(let number):
      (message, hint) = (
        "\(NumberText.grouped(number)) images are too many for one chart", "take a few: `d.x[0:10]`"
      )
    case .wrongKind(let kind, let shape):
      (message, hint) = ("tensor\(shape) cannot be drawn as \(kind)", "`?plot` shows the kinds")
    }
    return Diagnostic("E0407", message, at: span, hint: hint)
  }
}
