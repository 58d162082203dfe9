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
    case .noSuchSeries(let name, let run, let known):
      let names = list(first: 8, of: known.map(quotedName))
      return (
        "E0594", "the run \(run) has measured nothing called \(quotedName(name))",
        suggestion(name, among: known, otherwise: "there is \(names)")
      )
    case .nothingSpread:
      return (
        "E0595", "one training has no spread",
        "take several: `plot [r, s, t], kind=spread`, or a sweep with `seeds=3`"
      )
    case .fewKept(let run, _, let again?):
      let line = again.isEmpty ? "train m, d, epochs=10" : Sanitizer.visible(again)
      return (
        "E0596",
        "\(run) is one of many trainings: it keeps its curves, and no weights of its steps",
        "train it by itself: `r = \(line)`, then `plot r, kind=ridge`"
      )
    case .fewKept(let run, let steps, nil):
      return (
        "E0596",
        "of the run \(run) the weights of \(count(steps, "step")) are kept: too few to be held against one another",
        "weights are kept while a run trains in this session: train it for some epochs here"
      )
    case .noGradients(let reason, let run, let weight):
      return ("E0599", words(of: reason, run, weight), weights(of: run, weight))
    case .kindOverPositions(let kind, let option):
      return (
        "E0619", "kind=\(kind) is not drawn over positions: `\(option)=` means nothing for it",
        "leave `\(option)=` out; over positions there are kind=line, scatter, band, bar and stacked_bar"
      )
    case .runContour(let reason):
      return (
        "E0597", reason,
        "`plot r, kind=contour` draws the plane of the way; two weights are named: "
          + "`plot r, \"dense.kernel[0, 0]\", \"dense.bias[0]\", kind=contour`"
      )
    case .noForecast(let reason):
      return (
        "E0598", reason,
        "`windows 12` or `lag` in the block of the data makes a series of its rows; `kind=residuals` holds answers "
          + "against what is true"
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

  private static func weights(of run: String, _ weight: String) -> String {
    let run = Sanitizer.visible(String(run.prefix(30)))
    return
      "its weights are drawn: `plot \(run), \(Sanitizer.visible(QuotedText.of(weight))), kind=ridge`"
  }

  private static func words(
    of reason: PlotOptionProblem.NoGradients, _ run: String, _ weight: String
  ) -> String {
    switch reason {
    case .privacy: "gradients of \(run) are shown to nobody: it is a private training"
    case .severalSteps:
      "\(run) has no gradient of one loss: it trains several models, or in several steps"
    case .frozen: "no gradient reaches `\(weight)`: it stays as it is"
    case .tooLarge: "the gradients of \(run) need too much memory"
    }
  }
}
