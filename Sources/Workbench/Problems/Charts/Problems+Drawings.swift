import Formats
import Language

extension Problems {
  static func worded(_ error: DrawingProblem, at span: SourceSpan?) -> Diagnostic {
    switch error.error {
    case .missing(let library):
      .error(
        "E0648",
        "charts become \(error.format) by the library of the package \(library.rawValue), which this machine lacks",
        at: span,
        hint: "install it (`apt install \(library.rawValue)`), or end the name with .svg or .html")
    case .failed(let reason):
      .error(
        "E0649", "the chart did not become \(error.format): \(reason)", at: span,
        hint: "end the name with .svg, or ask for a smaller size=")
    }
  }
}
