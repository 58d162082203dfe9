import Catalog
import Engine
import Language
import Learning
import Plots
import Support

/// `plot …`: chooses the chart that fits the values and hands it to the host or writes it to a file.
enum PlotVerb: Verb {
  private static let kinds = ["line", "scatter", "heat", "image", "histogram", "confusion"]

  static let signature = Signature(
    "plot", .verb, "draws functions, runs, tensors, images, confusion and decision boundaries",
    example: "plot sigmoid, tanh, -6..6",
    [
      ParameterDescription(
        "values", "Functions with a range, runs, series, tensors, a model with its data.",
        expected: "something to draw", isVariadic: true),
      ParameterDescription(
        "title", "The title.", expected: "text in quotes", default: "none"),
      ParameterDescription(
        "kind", "The kind of chart, where the values leave a choice.",
        expected: "a kind of chart", default: "none", words: kinds),
      ParameterDescription(
        "to", "Writes an SVG picture to this file.", expected: "a file name in quotes",
        default: "none"),
    ],
    details: """
      plot f, g, -6..6     functions over a range        plot r          the curves of a run
      plot r.loss, s.loss  series in one chart           plot m, d       decision boundary
      plot e.confusion     true against predicted        plot d.x[0]     an image
      """)

  static func perform(_ call: VerbCall) throws -> Value {
    var plot = try PlotChoice(call).plot()
    if case .text(let title)? = call.arguments["title"] { plot.title = title }
    if let target = call.arguments["to"] {
      guard case .text(let path) = target else {
        throw call.wrongType("to", "a file name in quotes")
      }
      try write(plot, to: path, call)
    } else {
      call.interpreter.host.emit(.plot(plot))
    }
    return .none
  }

  private static func write(_ plot: Plot, to path: String, _ call: VerbCall) throws {
    guard path.hasSuffix(".svg") else { throw PlotProblem.fileKind(path) }
    let picture = SVG.render(plot, width: 100, height: 30)
    guard call.interpreter.writesFiles else { return }
    let mark = picture.hasSuffix("\n") ? OutputFile.pictureMark : "\n" + OutputFile.pictureMark
    try call.interpreter.outputFile(path).write(Array((picture + mark).utf8))
    call.interpreter.note("wrote \(path)")
  }
}

/// What cannot be drawn; data, worded in `Problems`.
enum PlotProblem: Error {
  case nothing
  case notDrawable(String)
  case mixture(String, String)
  /// `plot(relu, -6, 6)`: the ends of a range as two numbers.
  case rangeOfNumbers(String, from: Double, to: Double)
  case twoInputs(model: String, inputs: Shape)
  case notFinite(String)
  case notOneNumber(function: String, shape: Shape)
  case fileKind(String)
  case tooManyImages(Int)
  case wrongKind(String, shape: Shape)
}
