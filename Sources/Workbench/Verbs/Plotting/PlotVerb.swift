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
    "plot", .verb,
    "draws functions, runs, tensors, images, confusion, boundaries and fitted curves",
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
      ParameterDescription(
        "size", "Width and height of that picture in pixels, 160 to 4000 each.",
        expected: "a list [width, height]", default: "[800, 500]"),
    ],
    details: """
      plot f, g, -6..6     functions over a range
      plot r               the curves of a run
      plot r.loss, s.loss  series in one chart
      plot m, d            what m makes of d
      plot e.confusion     true against predicted
      plot d.x[0]          an image

      `plot m, d` of a model that chooses among classes draws the regions of two inputs. Of one that
      predicts numbers it draws the points with the fitted curve (one input), bands of the predicted
      value with the points in the band of their true value (two inputs), or the predicted against
      the true values (more inputs). `to="x.svg"` writes a picture of 800 × 500 pixels to a file;
      `size=[400, 300]` makes it smaller.
      """, effects: .shows)

  static func perform(_ call: VerbCall) throws -> Value {
    var plot = try PlotChoice(call).plot()
    if case .text(let title)? = call.arguments["title"] { plot.title = title }
    try Interrupt.check()
    if let target = call.arguments["to"] {
      guard case .text(let path) = target else {
        throw call.wrongType("to", "a file name in quotes")
      }
      try write(plot, to: path, call)
    } else if call.value("size") != nil {
      throw PlotProblem.sizeWithoutFile
    } else {
      call.interpreter.host.emit(.plot(plot))
    }
    return .none
  }

  /// The picture's size in pixels, checked; its text takes about four bytes a pixel at worst.
  private static func size(_ call: VerbCall) throws -> (width: Int, height: Int) {
    guard let value = call.value("size") else { return (800, 500) }
    let numbers: [Double]
    switch value {
    case .list(let items): numbers = items.map { $0.number ?? .nan }
    case .tensor(let tensor): numbers = tensor.known?.doubles ?? []
    default: numbers = []
    }
    guard numbers.count == 2 else { throw call.wrongType("size", "a list [width, height]") }
    let sides = numbers.compactMap { Int(whole: $0) }.filter { (160...4000).contains($0) }
    guard sides.count == 2 else {
      throw ArgumentError.outOfRange(
        parameter: "size", of: signature.name, rule: "two whole numbers from 160 to 4000",
        found: "[\(numbers.map { NumberText.general($0) }.joined(separator: ", "))]",
        at: .named("size"))
    }
    try MemoryBudget.current.require(
      ByteEstimate.product(sides[0], sides[1], 4), for: "the picture")
    return (sides[0], sides[1])
  }

  private static func write(_ plot: Plot, to path: String, _ call: VerbCall) throws {
    guard path.hasSuffix(".svg") else { throw PlotProblem.fileKind(path) }
    let size = try size(call)
    let picture = SVG.render(plot, width: size.width, height: size.height)
    try Interrupt.check()
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
  /// `plot x^2, -3..3` where x has a value: nothing is left to range.
  case rangeOfValues(String, ClosedRange<Double>)
  case twoInputs(model: String, inputs: Shape)
  case notFinite(String)
  case notOneNumber(function: String, shape: Shape)
  case fileKind(String)
  case sizeWithoutFile
  case tooManyImages(Int)
  case wrongKind(String, shape: Shape)
}
