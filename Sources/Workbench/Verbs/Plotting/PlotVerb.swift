import Catalog
import Engine
import Language
import Plots
import Support

/// `plot …`: chooses the chart that fits the values and hands it to the host or writes it to a file.
enum PlotVerb: Verb {
  private static let values = Parameter<[Value]>.values(
    "values", "Functions with a range, runs, series, tensors, a model with its data.",
    expected: "something to draw", kinds: [.chart])
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
  /// Moments of a sound in a second.
  static let rate = Parameter<Int>.optional(
    "rate", "Samples of a sound in a second, for the axis of time.", expected: "a whole number",
    rule: "between 1 and 768,000", where: { (1...768_000).contains($0) })
  private static let target = Parameter<String>.text(
    "to",
    "Writes the chart to this file, ending in \(FileKinds.standard.suffixes { $0.draw != nil }).",
    expected: "a file name in quotes",
    shown: .nothing, files: [.figure])
  private static let size = Parameter<(width: Double, height: Double)>.value(
    "size",
    "Width and height of that picture in pixels, 160 to 4000 each; of a .txt in characters.",
    expected: "width by height", shown: .list([.number(800), .number(500)])
  ) { value, _ in
    let numbers: [Double] =
      switch value {
      case .list(let items): items.map { $0.number ?? .nan }
      case .tensor(let tensor): tensor.known?.doubles ?? []
      default: []
      }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
  }
  private static let theme = Parameter<SVGTheme>.value(
    "theme", "The colours of that picture: dark on white, or light on dark.",
    expected: "light or dark", shown: .word("light"), words: SVGTheme.allCases.map(\.rawValue)
  ) { value, _ in
    switch value {
    case .spec(let spec, _): SVGTheme(rawValue: spec.name)
    case .text(let text): SVGTheme(rawValue: text)
    default: nil
    }
  }

  static let signature = Signature(
    "plot", .verb,
    "draws functions, runs, tensors, images, confusion, boundaries and fitted curves",
    example: "plot sigmoid, tanh, -6..6",
    [
      values.description, title.description, kind.description, target.description,
      size.description, theme.description, wrong.description, rate.description,
      TensorNames.rows.description, TensorNames.columns.description,
    ] + PlotOptions.descriptions + PlotPlaces.descriptions,
    details: """
      plot f, g, -6..6     functions over a range; of two numbers contours: plot (a, b) -> a*b, -1..1
      plot r               the curves of a run
      plot r.loss, s.loss  series in one chart
      plot [r, s, t], kind=spread   median and band of several runs (also of a sweep with seeds)
      plot r, "hidden.kernel", kind=ridge  a weight from epoch to epoch (also box, violin)
      plot r, "hidden.kernel.gradient", kind=ridge  the gradient of the loss for it
      plot r, kind=contour  the loss around the way of a run
      plot w, columns=3    the combinations of a sweep side by side
      plot m               the layers of a model and what leads where
      plot m, d            what m makes of d
      plot m, d, kind=network  the layers with the units that no sample wakes
      plot e.confusion     true against predicted; of two series: plot y, p, kind=confusion
      plot f               the folds of a cross-validation and their mean
      plot d.x[0]          an image
      plot m, d, kind=net  units and weights, also of a run: plot r, kind=net
      plot m, d, kind=attention  what its layers of attention look at in the first sample
      plot m, d, kind=band  a series in time, its forecast, and a band as wide as what was missed
      plot m, d, wrong=true  pictures of which m is wrong
      plot d               what a data set looks like
      plot d, 0..9         its first ten pictures
      plot d, kind=pca     samples in a plane, a colour for each class (also tsne)
      plot m, kind=pca     the words of an embedding
      plot d.x[0], kind=wave, rate=8000  a sound over seconds (also spectrogram)
      plot d, "age"        how a column is spread
      plot d, "age", "sex" how two go together
      plot d, "age", "sex", kind=box   quartiles and outliers of each group (also ridge, violin)
      plot m, kind=ridge   how the weights of each layer are spread
      plot e, kind=roc     an evaluation over all thresholds (also pr, threshold, calibration)
      plot e, kind=residuals  predicted against true numbers, and what was missed
      plot y, x=t          a series over another one (also band, bar, scatter)
      plot x, y, kind=scatter, by=z   points, coloured by classes or by measured numbers
      plot {a: 3, b: 5}    a bar for each number of a record
      plot [r, s], columns=2   charts of their own
      plot loop            how a training goes round

      `x_label= y_label= title=` name, `log=y` (x, both, symlog), `x_range=0..9 y_range=0..1` set the axes,
      `y_lines=[0.5] x_lines=[3]` draw lines to compare with, `notes=[[x, y, "text"]]` words, and
      `legend=false` leaves the foot out. `by=labels` colours points, `smoothing=0` shows raw curves.

      `plot m, d` of a model that chooses among classes draws the regions of two inputs. Of one that
      predicts numbers it draws the points with the fitted curve (one input), bands of the predicted
      value with the points in the band of their true value (two inputs), or the predicted against
      the true values (more inputs).

      `to="x.svg"` writes a picture of 800 × 500 pixels to a file, or less high where less is needed; `size=400 by 300`
      makes it smaller, `theme=dark` is for dark pages. .svg and .pdf stay sharp at every size and are for print, .png is for everything else, .html shows
      values where somebody points. .txt is what a terminal shows, with the chart in words; .csv and .json are its numbers.

      Tensors are drawn by what they are and by their shape, or as `kind=` says:
      \(kinds)
      """, effects: .shows)

  /// The kinds of charts that tensors can be drawn as, one a line.
  private static var kinds: String {
    TextTable(rows: Charts.ofNumbers.map { [$0.signature.name, $0.signature.summary] })
      .lines(indent: 2).joined(separator: "\n")
  }

  static func perform(_ call: VerbCall) throws -> Value {
    let choice = try PlotChoice(call)
    var plot = try call.value(of: PlotPlaces.columns) == nil ? choice.plot() : choice.panels()
    if let title = try call.optional(title) { plot.title = title }
    try PlotOptions.apply(call, to: &plot)
    try Interrupt.check()
    if let path = try call.bound.given(target) {
      try write(plot, to: path, call)
    } else if call.value(of: size) != nil {
      throw PlotProblem.sizeWithoutFile
    } else {
      try call.refuse(idle: theme.description, .without("to", typed: "to=\"x.svg\""))
      call.interpreter.host.emit(.plot(plot))
    }
    return .none
  }

  private static func write(_ plot: Plot, to path: String, _ call: VerbCall) throws {
    let drawing = try Problems.located(at: call.span(of: target.description)) {
      try call.interpreter.vocabulary.files.writer(\.draw, of: .figure, named: path)
    }
    let file = try drawing.make(plot, request(drawing, call))
    try Interrupt.check()
    guard call.interpreter.writesFiles else { return }
    try call.interpreter.outputFile(path).write(file)
    call.interpreter.noteWritten("wrote \(path)", [path])
    call.interpreter.host.note(written: plot)
  }

  /// The size and colours that are asked for; refuses those that such a file cannot have.
  private static func request(_ drawing: FileDrawing, _ call: VerbCall) throws -> DrawRequest {
    guard let sizes = drawing.sizes else {
      try call.refuse(idle: size.description, .of("a file of numbers"))
      try call.refuse(idle: theme.description, .of("a file of numbers"))
      return DrawRequest(width: 0, height: 0, theme: .light)
    }
    if !drawing.hasTheme { try call.refuse(idle: theme.description, .of("a text")) }
    let theme = try call.optional(theme) ?? .light
    var (width, height) = sizes.standard
    let size = try call.optional(size)
    if let size {
      guard let across = Int(whole: size.width), sizes.widths.contains(across),
        let down = Int(whole: size.height), sizes.heights.contains(down)
      else {
        let shown = [size.width, size.height].map { NumberText.general($0) }
        throw call.bound.outOfRange(
          Self.size, sizes.rule, found: "[\(shown.joined(separator: ", "))]")
      }
      (width, height) = (across, down)
      // The picture's text takes about four bytes a pixel at worst.
      try MemoryBudget.current.require(ByteEstimate.product(width, height, 4), for: "the picture")
    }
    return DrawRequest(width: width, height: height, theme: theme, isCropped: size == nil)
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
  /// `plot m, d, kind=roc`: answers are judged by `evaluate`.
  case needsEvaluation(kind: String, model: String, data: String)
  /// `row_labels=["a"]` of three rows.
  case labels(option: String, count: Int, needed: Int)
  /// `plot m, kind=attention` of a model without attention, or without data that it could look at.
  case noAttention(model: String, needsData: Bool)
  /// `plot m, d, kind=heat` of a model that reads texts, whose answers have no chart of their own.
  case kindOfTexts(kind: String, model: String, data: String)
  /// `plot r, "accuracy"`: a measure of a run is a field.
  case measureBeside(String, run: String)
  /// A report that has other charts, or one of its own.
  case noSuchChart(kind: String, name: String, kinds: [String])
  /// `plot d, 0..70000`: not all of them are there.
  case noSuchSamples(ClosedRange<Double>, data: String, count: Int)
  /// `plot d, 0..9` of samples that nobody can look at.
  case notPictures(data: String, sample: Shape)
  /// `plot m, d, wrong=true` of a model that is right everywhere.
  case noneWrong(model: String, samples: Int)
  /// `plot m, d, kind=net` of a model without units that could be asked.
  case noUnits(model: String)
  /// Rows of predicted boxes of which none is on a picture of the data.
  case noBoxes(data: String, count: Int)
  /// `plot m, kind=pca` of a model without vectors for numbers.
  case noEmbedding(model: String, kind: String)
  /// `plot d, kind=wave` of data that are no sounds.
  case noSounds(data: String, kind: String)
  /// `plot e, "e.svg"`: a text beside what has no columns.
  case textBeside(String, value: String)
  /// `plot ["a", "b"], [1, 2]`: names stand in an option.
  case namesFirst(names: String, values: String)
  /// `plot r, kind=bar`: what is drawn is no tensor, and has a chart of its own.
  case kindOfOthers(kind: String, value: String, name: String, numbers: String?)
}
