import Data
import Engine
import Formats
import Language
import Plots
import Support

extension Problems {
  /// What to type in place of a value that has no chart.
  private static let drawable = [
    "a record":
      "a record of numbers is drawn as bars, `plot {a: 1, b: 2}`, one of series as curves; of a list of records a column: `x.a`",
    "text":
      "a text is printed, `print \"a\"`; a column of data is drawn by its name behind them: `plot d, \"age\"`",
    "a tensor without numbers": "there has to be one at least: `plot [3, 1, 2]`",
  ]

  static func worded(_ error: PlotProblem, at span: SourceSpan?) -> Diagnostic {
    if let found = wordedOfPictures(error, at: span) ?? wordedOfNets(error, at: span) {
      return found
    }
    let (message, hint): (String, String)
    switch error {
    case .nothing: (message, hint) = ("plot needs something to draw", "try `plot sigmoid, -6..6`")
    case .notDrawable(let what):
      (message, hint) = (
        "plot cannot draw \(what)",
        drawable[what]
          ?? "numbers, functions, data, models and runs are drawn: `plot [3, 1, 2]`, `plot tanh, -4..4`; `?plot` has more"
      )
    case .mixture(let first, let other):
      (message, hint) = (
        "plot cannot draw \(other) together with \(first)", "draw them one after the other"
      )
    case .textBeside(let text, let value):
      (message, hint) = (
        "\(quotedName(text)) is neither a value nor a column of \(value)",
        FileKinds.standard.canDraw(named: text)
          ? "`to=\(Sanitizer.visible(QuotedText.of(text)))` writes the chart to a file"
          : "a title is `title=\(Sanitizer.visible(QuotedText.of(text)))`; `?plot` shows what can be drawn"
      )
    case .measureBeside(let text, let run):
      let name = text.filter { $0.isLetter || $0.isNumber || $0 == "_" }
      let isField =
        !name.isEmpty && name == text && run.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      (message, hint) = (
        "\(quotedName(text)) beside a run is neither a value nor a file",
        isField
          ? "write `plot \(run).\(name)`; `\(run).` and Tab lists what it has measured"
          : "`plot r.loss` draws one measure of a run r"
      )
    case .noAttention(let model, let needsData):
      let m = Sanitizer.visible(String(model.prefix(30)))
      (message, hint) = (
        needsData
          ? "what attention looks at depends on what \(m) reads"
          : "no layer of \(m) attends to anything",
        needsData
          ? "write `plot \(m), d, kind=attention` with its data d" : "`plot \(m)` draws its layers"
      )
    case .kindOfTexts(let kind, let model, let data):
      let (m, d) = (
        Sanitizer.visible(String(model.prefix(30))), Sanitizer.visible(String(data.prefix(30)))
      )
      (message, hint) = (
        "kind=\(kind) is for tensors, not for a model that reads texts",
        "`plot \(m), \(d), kind=attention` draws what it looks at, `plot \(m), \(d), kind=network` its layers"
      )
    case .namesFirst(let names, let values):
      (message, hint) = (
        "words are no values to draw: they name positions",
        "write `plot \(Sanitizer.visible(values)), x=\(Sanitizer.visible(names)), kind=bar`"
      )
    case .alone(let name):
      (message, hint) = (
        "a report has a chart of its own, and nothing is drawn into it",
        "write `plot \(Sanitizer.visible(String(name.prefix(40))))`, and the other value in a line of its own"
      )
    case .rangeOfNumbers(let function, let low, let high):
      let (from, to) = (NumberText.general(low), NumberText.general(high))
      (message, hint) = (
        "a range is one value, not two numbers", "write `plot \(function), \(from)..\(to)`"
      )
    case .rangeOfValues(let text, let range):
      let (from, to) = (
        NumberText.general(range.lowerBound), NumberText.general(range.upperBound)
      )
      let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let isFormula = name.count < text.count && !name.isEmpty
      (message, hint) = (
        "\(Sanitizer.visible(String(text.prefix(40)))) is no function, which a range would be drawn over",
        isFormula
          ? "write `plot \(name) -> \(text), \(from)..\(to)`, or leave the range out"
          : "leave the range out: `plot \(text)`"
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
    case .kindOfOthers(let kind, let value, let name, let numbers):
      let other = numbers.map { "`plot \($0), kind=\(kind)` draws its numbers" }
      (message, hint) = (
        "kind=\(kind) is for tensors; \(value) has a chart of its own",
        "leave it out: `plot \(name)`" + (other.map { "; " + $0 } ?? "")
      )
    case .noScores(let data):
      (message, hint) = (
        "the evaluation on \(Sanitizer.visible(data)) kept no scores: there are too many of them",
        "evaluate on fewer rows, such as `evaluate m, d.test[0:10000]`"
      )
    case .needsEvaluation(let kind, let model, let data):
      let (m, d) = (
        Sanitizer.visible(String(model.prefix(30))), Sanitizer.visible(String(data.prefix(30)))
      )
      (message, hint) = (
        "kind=\(kind) is drawn of an evaluation, not of a model with its data",
        "write `e = evaluate \(m), \(d)`, then `plot e, kind=\(kind)`"
      )
    case .labels(let option, let count, let needed):
      (message, hint) = (
        "\(option) holds \(NumberText.count(count, "name")) for \(needed)",
        "give \(needed) names, or leave it out"
      )
    case .noSuchChart(let kind, let name, let kinds):
      (message, hint) = (
        "\(Sanitizer.visible(String(name.prefix(40)))) has no chart of kind=\(kind)",
        kinds.isEmpty
          ? "leave it out: `plot \(Sanitizer.visible(String(name.prefix(40))))`"
          : "it has " + list(kinds.map { "kind=\($0)" }, "and")
      )
    case .sizeWithoutFile:
      (message, hint) = (
        "size= is that of a picture in a file; on the screen a chart fits the window",
        "write `plot sigmoid, -6..6, to=\"x.svg\", size=[800, 500]`"
      )
    case .noSuchSamples, .notPictures, .noneWrong, .noBoxes, .noEmbedding, .noSounds, .noUnits:
      (message, hint) = ("plot has nothing to draw", "`?plot` shows what it can draw")
    }
    return Diagnostic.error("E0407", message, at: span, hint: hint)
  }

  static func worded(_ error: ChartFault, at span: SourceSpan?) -> Diagnostic {
    let (message, hint): (String, String)
    switch error {
    case .tooManyPictures(let number):
      (message, hint) = (
        "\(NumberText.grouped(number)) images are too many for one chart", "take a few: `d.x[0:10]`"
      )
    case .scores(let kind, let shapes):
      (message, hint) = (
        "kind=\(kind) is drawn of truths and scores, not of \(tensors(shapes))",
        "write `plot y, p, kind=\(kind)`: y holds class numbers from 0 on, p one score for each of them, or one for each class"
      )
    case .pairs(let kind, let shapes):
      (message, hint) = (
        "kind=\(kind) is drawn of true and predicted numbers, as many of each, not of \(tensors(shapes))",
        "write `plot y, p, kind=\(kind)`, or give the evaluation: `plot e, kind=\(kind)`"
      )
    case .notShares(let kind):
      (message, hint) = (
        "kind=\(kind) is drawn of probabilities, and some of these scores are below 0 or above 1",
        "`sigmoid(p)` makes probabilities of logits"
      )
    case .shape(let kind, let extents):
      (message, hint) = (
        "tensor\(Shape(extents)) cannot be drawn as \(kind)",
        kind == "scatter"
          ? "`plot x, y, kind=scatter` takes two series, `plot p, kind=scatter` points p [n, 2]"
          : "`?plot` shows the kinds"
      )
    }
    return Diagnostic.error("E0407", message, at: span, hint: hint)
  }

  /// `tensor[3] and tensor[4]`.
  private static func tensors(_ shapes: [[Int]]) -> String {
    list(shapes.prefix(3).map { "tensor\(Shape($0))" }, "and")
      + (shapes.count > 3 ? " and \(shapes.count - 3) more" : "")
  }
}
