import Catalog
import Engine
import Language
import Plots
import Support

/// `plot …`: chooses the chart that fits the values and hands it to the host or writes it to a file.
enum PlotVerb: Verb {
  private static let values = Parameter<[Value]>.values(
    "values", "Functions with a range, runs, series, tensors, a model with its data.",
    expected: "something to draw")
  private static let title = Parameter<String>.text("title", "The title.", shown: .nothing)
  /// The chart that is asked for; `nil` leaves the choice to the values.
  static let kind = Parameter<any NumberChart.Type>.value(
    "kind", "The kind of chart, where the values leave a choice.", expected: "a kind of chart",
    shown: .nothing, words: Charts.words
  ) { value, _ in
    if case .spec(let spec, _) = value { Charts.named(spec.name) } else { nil }
  }
  /// Which pictures are drawn with what a model makes of them.
  static let wrong = Parameter<Bool>(
    "wrong", "With a model and pictures: only those of which it is wrong.", default: false)
  private static let target = Parameter<String>.text(
    "to",
    "Writes a picture to this file, ending in \(FileKinds.standard.suffixes { $0.draw != nil }).",
    expected: "a file name in quotes",
    shown: .nothing, files: [.figure])
  private static let size = Parameter<(width: Int, height: Int)>.value(
    "size", "Width and height of that picture in pixels, 160 to 4000 each.",
    expected: "a list [width, height]", shown: .list([.number(800), .number(500)])
  ) { (value, argument) throws(ArgumentError) in
    let numbers: [Double] =
      switch value {
      case .list(let items): items.map { $0.number ?? .nan }
      case .tensor(let tensor): tensor.known?.doubles ?? []
      default: []
      }
    guard numbers.count == 2 else { return nil }
    let sides = numbers.compactMap { Int(whole: $0) }.filter { (160...4000).contains($0) }
    guard sides.count == 2 else {
      let shown = numbers.map { NumberText.general($0) }.joined(separator: ", ")
      throw argument.outOfRange("two whole numbers from 160 to 4000", found: "[\(shown)]")
    }
    return (sides[0], sides[1])
  }

  static let signature = Signature(
    "plot", .verb,
    "draws functions, runs, tensors, images, confusion, boundaries and fitted curves",
    example: "plot sigmoid, tanh, -6..6",
    [
      values.description, title.description, kind.description, target.description,
      size.description, wrong.description,
    ],
    details: """
      plot f, g, -6..6     functions over a range
      plot r               the curves of a run
      plot r.loss, s.loss  series in one chart
      plot m, d            what m makes of d
      plot e.confusion     true against predicted
      plot d.x[0]          an image
      plot m, d, wrong=true  pictures of which m is wrong
      plot d               what a data set looks like
      plot d, 0..9         its first ten pictures
      plot d, "age"        how a column is spread
      plot d, "age", "sex" how two go together

      `plot m, d` of a model that chooses among classes draws the regions of two inputs. Of one that
      predicts numbers it draws the points with the fitted curve (one input), bands of the predicted
      value with the points in the band of their true value (two inputs), or the predicted against
      the true values (more inputs). `to="x.svg"` writes a picture of 800 × 500 pixels to a file;
      `size=[400, 300]` makes it smaller.

      Tensors are drawn by what they are and by their shape, or as `kind=` says:
      \(kinds)
      """, effects: .shows)

  /// The kinds of charts that tensors can be drawn as, one a line.
  private static var kinds: String {
    TextTable(rows: Charts.ofNumbers.map { [$0.signature.name, $0.signature.summary] })
      .lines(indent: 2).joined(separator: "\n")
  }

  static func perform(_ call: VerbCall) throws -> Value {
    var plot = try PlotChoice(call).plot()
    if let title = try call.optional(title) { plot.title = title }
    try Interrupt.check()
    if let path = try call.bound.given(target) {
      try write(plot, to: path, call)
    } else if call.value(of: size) != nil {
      throw PlotProblem.sizeWithoutFile
    } else {
      call.interpreter.host.emit(.plot(plot))
    }
    return .none
  }

  private static func write(_ plot: Plot, to path: String, _ call: VerbCall) throws {
    let draw = try call.interpreter.vocabulary.files.writer(\.draw, of: .figure, named: path)
    var (width, height) = (800, 500)
    if let size = try call.optional(size) {
      (width, height) = size
      // The picture's text takes about four bytes a pixel at worst.
      try MemoryBudget.current.require(ByteEstimate.product(width, height, 4), for: "the picture")
    }
    let picture = draw(plot, width, height)
    try Interrupt.check()
    guard call.interpreter.writesFiles else { return }
    try call.interpreter.outputFile(path).write(picture)
    call.interpreter.note("wrote \(path)")
  }
}

/// What cannot be drawn; data, worded in `Problems`.
enum PlotProblem: Error {
  case nothing
  case notDrawable(String)
  case mixture(String, String)
  /// A report has one chart, and others stand beside it.
  case alone(String)
  /// `plot(relu, -6, 6)`: the ends of a range as two numbers.
  case rangeOfNumbers(String, from: Double, to: Double)
  /// `plot x^2, -3..3` where x has a value: nothing is left to range.
  case rangeOfValues(String, ClosedRange<Double>)
  case twoInputs(model: String, inputs: Shape)
  case notFinite(String)
  case notOneNumber(function: String, shape: Shape)
  case sizeWithoutFile
  /// Curves over thresholds of an evaluation that kept no scores.
  case noScores(data: String)
  /// A report that has other charts, or one of its own.
  case noSuchChart(kind: String, name: String, kinds: [String])
  /// `plot d, 0..70000`: not all of them are there.
  case noSuchSamples(ClosedRange<Double>, data: String, count: Int)
  /// `plot d, 0..9` of samples that nobody can look at.
  case notPictures(data: String, sample: Shape)
  /// `plot m, d, wrong=true` of a model that is right everywhere.
  case noneWrong(model: String, samples: Int)
  /// Rows of predicted boxes of which none is on a picture of the data.
  case noBoxes(data: String, count: Int)
  /// `plot e, "e.svg"`: a text beside what has no columns.
  case textBeside(String, value: String)
  /// `plot r, kind=bar`: what is drawn is no tensor, and has a chart of its own.
  case kindOfOthers(kind: String, value: String, name: String, numbers: String?)
}
