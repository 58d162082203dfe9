import Language
import Plots
import Support

extension Problems {
  static func worded(_ error: PlotOptionProblem, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: error), at: span)
  }

  private static func words(of error: PlotOptionProblem) -> Words {
    switch error {
    case .notPositive(let axis):
      return (
        "E0615", "no value along \(axis) is positive, and a logarithmic axis has no other ones",
        axis == "y" ? "`log=symlog` shows both signs" : "leave `log` out"
      )
    case .logarithmicRange(let axis, let from):
      return (
        "E0615", "a logarithmic axis cannot begin at \(NumberText.general(from))",
        "begin above 0: `\(axis)_range=0.001..1`"
      )
    case .counts(let option, let found, let expected, let what):
      return (
        "E0616", "`\(option)` has \(count(found, "entry", "entries")) for \(count(expected, what))",
        "give it one for each"
      )
    case .unknownMeasure(let name, let known):
      let names = list(first: 8, of: known.map(quotedName))
      return (
        "E0617", "the sweep has nothing called \(quotedName(name))",
        suggestion(name, among: known, otherwise: "there is \(names)")
      )
    case .tooManyPanels(let found, let limit):
      return (
        "E0618", "\(NumberText.grouped(found)) charts are too many side by side",
        "take at most \(limit), or draw them into one: leave `columns` out"
      )
    case .contour(let reason):
      return (
        "E0620", reason,
        "write `plot (a, b) -> a^2 + b^2, -2..2, -1..3`: a function of two numbers and its ranges"
      )
    }
  }
}
