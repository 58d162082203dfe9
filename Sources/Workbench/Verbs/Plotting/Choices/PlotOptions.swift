import Catalog
import Plots
import Support

/// What a person chooses about the chart of one `plot` line: titles, scales and ends of axes, lines, words.
///
/// Each is refused where the chart has no use for it.
struct PlotOptions {
  static let xLabel = Parameter<String>.text(
    "x_label", "What the axis across shows.", shown: .nothing)
  static let yLabel = Parameter<String>.text(
    "y_label", "What the axis upwards shows.", shown: .nothing)
  static let legend = Parameter<Bool>(
    "legend", "Whether the marks are explained at the foot.", default: true)
  static let log = Parameter<LogarithmicAxes>.value(
    "log", "Which axes are logarithmic; symlog is linear around 0.",
    expected: "true, x, y, both or symlog", shown: .nothing, words: LogarithmicAxes.words
  ) { value, _ in
    switch value {
    case .bool(let flag): flag ? .y : LogarithmicAxes.none
    case .spec(let spec, _): LogarithmicAxes(rawValue: spec.name)
    default: nil
    }
  }
  static let xRange = range(
    "x_range", "The ends of the axis across, of dates \"2023-06-01\"..\"2023-09-01\".")
  static let yRange = range("y_range", "The ends of the axis upwards.")
  static let xLines = lines(
    "x_lines", "Where lines stand upright, to compare with; of dates [\"2023-06-01\"].")
  static let yLines = lines("y_lines", "Heights of lines across, to compare with.")
  static let notes = Parameter<[Annotation]>.value(
    "notes", "Words at places: [[x, y, \"text\"]].", expected: "a list of [x, y, \"text\"]",
    shown: .nothing
  ) { value, _ in PlotNotes.read(value) }
  static let smoothing = Parameter<Double>.optional(
    "smoothing", "The weight of the past in smooth curves; 0 for none.", rule: "from 0 to 0.999",
    where: { $0 >= 0 && $0 <= 0.999 })
  static let outliers = Parameter<Axis.Outliers>.value(
    "outliers", "What becomes of values far outside: mark, fit or clip.",
    expected: "mark, fit or clip", shown: .nothing, words: ["mark", "fit", "clip"]
  ) { value, _ in
    guard case .spec(let spec, _) = value else { return nil }
    return switch spec.name {
    case "mark": .mark
    case "fit": .fit
    case "clip": .clip
    default: nil
    }
  }

  static let descriptions = [
    xLabel.description, yLabel.description, legend.description, log.description,
    xRange.description, yRange.description, xLines.description, yLines.description,
    notes.description, smoothing.description, outliers.description,
  ]

  /// Axes that are logarithmic.
  enum LogarithmicAxes: String {
    case none, x, y, both, symlog

    static let words = ["x", "y", "both", "symlog"]
  }

  private static func range(_ name: String, _ summary: String) -> Parameter<ClosedRange<Double>> {
    .value(name, summary, expected: "a range, 0..1", shown: .nothing) {
      (value, argument) throws(ArgumentError) in
      let ends: [Double]
      switch value {
      case .range(let low, let high): ends = [low, high]
      case .tensor(let tensor) where tensor.shape.rank == 1: ends = tensor.known?.doubles ?? []
      case .list: ends = PlotPlaces.dates(value) ?? []
      default: return nil
      }
      guard ends.count == 2 else { return nil }
      guard ends[0] < ends[1], (ends[1] - ends[0]).isFinite else {
        throw argument.outOfRange(
          "a range from a lower to a higher number, or from an earlier to a later date",
          found: ends.map { NumberText.general($0) }.joined(separator: ".."))
      }
      return ends[0]...ends[1]
    }
  }

  private static func lines(_ name: String, _ summary: String) -> Parameter<[Double]> {
    .value(name, summary, expected: "a number, or a list of numbers", shown: .nothing) {
      (value, argument) throws(ArgumentError) in
      if let dates = PlotPlaces.dates(PlotPlaces.listed(value)), dates.allSatisfy(\.isFinite) {
        guard dates.count <= 50 else { throw argument.outOfRange("at most 50 dates") }
        return dates
      }
      guard case .tensor(let tensor) = value, tensor.shape.rank <= 1, let known = tensor.known
      else { return nil }
      let numbers = known.doubles
      guard numbers.count <= 50, numbers.allSatisfy(\.isFinite) else {
        throw argument.outOfRange("at most 50 finite numbers")
      }
      return numbers
    }
  }
}

extension PlotOptions {
  /// Changes the plot as the line says; each panel of several that has a use for it.
  static func apply(_ call: VerbCall, to plot: inout Plot) throws {
    guard descriptions.contains(where: call.wrote) else { return }
    if let panels = plot.chart as? PanelChart {
      let all = panels.plots.map(\.options)
      let any = all.reduce(ChartOptions()) { $0.union($1) }
      try refuse(call, any, "these charts")
      let plots = try zip(panels.plots, all).map { one, options in
        var one = one
        try change(&one, options, call)
        return one
      }
      plot.chart = PanelChart(plots, columns: panels.columns)
      return
    }
    let options = plot.options
    try refuseDates(call, plot.x, xRange, xLines)
    try refuseDates(call, plot.y, yRange, yLines)
    if case .list(let notes)? = call.value(of: notes), plot.x.scale != .time,
      PlotNotes.hasDates(.list(notes))
    {
      throw call.wrongKind(self.notes, "places in numbers: only an axis of dates takes dates")
    }
    try refuse(call, options, "a chart of the kind `\(type(of: plot.chart).signature.name)`")
    try change(&plot, options, call)
  }

  /// Refuses dates for an axis that has none.
  private static func refuseDates(
    _ call: VerbCall, _ axis: Axis, _ range: Parameter<ClosedRange<Double>>,
    _ lines: Parameter<[Double]>
  ) throws {
    guard axis.scale != .time else { return }
    let expected = "numbers: only an axis of dates takes dates"
    if case .list? = call.value(of: range) { throw call.wrongKind(range, expected) }
    switch call.value(of: lines) {
    case .list?, .text?: throw call.wrongKind(lines, expected)
    default: break
    }
  }

  private static func refuse(_ call: VerbCall, _ options: ChartOptions, _ chart: String) throws {
    let needs: [(ParameterDescription, ChartOptions)] = [
      (xLabel.description, .axes), (yLabel.description, .axes), (legend.description, .legend),
      (log.description, [.scales, .valueScale]), (xRange.description, .ranges),
      (yRange.description, .ranges),
      (xLines.description, .axes), (yLines.description, .axes), (notes.description, .notes),
      (smoothing.description, .smoothing), (outliers.description, .outliers),
    ]
    for (parameter, needed) in needs where options.isDisjoint(with: needed) {
      try call.refuse(idle: parameter, .of(chart))
    }
  }

  private static func change(_ plot: inout Plot, _ options: ChartOptions, _ call: VerbCall) throws {
    if options.contains(.axes) {
      if let title = try call.optional(xLabel) { (plot.x.title, plot.x.showsTitle) = (title, true) }
      if let title = try call.optional(yLabel) { (plot.y.title, plot.y.showsTitle) = (title, true) }
      plot.x.lines += try call.optional(xLines) ?? []
      plot.y.lines += try call.optional(yLines) ?? []
    }
    if options.contains(.legend) { plot.showsLegend = try call[legend] }
    if options.contains(.ranges) {
      if let ends = try call.optional(xRange) {
        plot.x.domain = .fixed(ends.lowerBound, ends.upperBound)
      }
      if let ends = try call.optional(yRange) {
        plot.y.domain = .fixed(ends.lowerBound, ends.upperBound)
      }
    }
    if options.contains(.notes) { PlotNotes.add(try call.optional(notes) ?? [], to: &plot) }
    if let lines = plot.chart as? LineChart {
      // What somebody asks for is done to any curve, not to those of trainings alone.
      plot.chart = lines.asked(
        smoothing: call.wrote(smoothing.description), outliers: call.wrote(outliers.description))
    }
    if options.contains(.smoothing), let weight = try call.optional(smoothing) {
      plot.smoothing = .weight(weight)
    }
    if options.contains(.outliers), let outliers = try call.optional(outliers) {
      plot.y.outliers = outliers
    }
    if options.contains(.valueScale), let axes = try call.optional(log) {
      guard axes == .y || axes == .none else {
        throw call.wrongKind(log, "y: the other axis has names, and not numbers")
      }
      try setScales(axes, of: &plot, call)
    }
    if options.contains(.scales), let axes = try call.optional(log) {
      try setScales(axes, of: &plot, call)
    }
  }

  private static func setScales(
    _ axes: LogarithmicAxes, of plot: inout Plot, _ call: VerbCall
  ) throws {
    switch axes {
    case .none: plot.y.scale = .linear
    case .x: plot.x.scale = .log10
    case .y: plot.y.scale = .log10
    case .both: (plot.x.scale, plot.y.scale) = (.log10, .log10)
    case .symlog: plot.y.scale = .symlog(linear: linearPart(of: plot))
    }
    leaveOutNotPositive(&plot)
    for (axis, name) in [(plot.x, "x"), (plot.y, "y")] {
      guard axis.scale == .log10, case .fixed(let low, _) = axis.domain, low <= 0 else { continue }
      throw Problems.worded(
        PlotOptionProblem.logarithmicRange(axis: name, from: low),
        at: call.span(of: log.description))
    }
    if let axis = plot.refusedScale {
      throw Problems.worded(
        PlotOptionProblem.notPositive(axis: axis), at: call.span(of: log.description))
    }
  }

  /// Points that have no place on a logarithmic axis are left out and counted, where others have one.
  private static func leaveOutNotPositive(_ plot: inout Plot) {
    for (path, name) in [(\Plot.x, "x"), (\Plot.y, "y")] {
      let axis = plot[keyPath: path]
      guard axis.scale == .log10, axis.domain == .automatic else { continue }
      var (low, high, left) = (Double.infinity, 0.0, 0)
      for value in plot.positions(alongX: name == "x") {
        if value > 0, value.isFinite {
          (low, high) = (min(low, value), max(high, value))
        } else if value <= 0 {
          left += 1
        }
      }
      guard low < high, left > 0 else { continue }
      // Upwards points would lie on the frame.
      plot[keyPath: path].domain =
        name == "x" ? .fixed(low, high) : .fixed(low / 1.2, high * 1.2)
      plot.notes.append("\(NumberText.grouped(left)) not positive along \(name): left out")
    }
  }

  /// A thousandth of the largest value, as a power of ten, so that three decades show.
  private static func linearPart(of plot: Plot) -> Double {
    var largest = 0.0
    for column in plot.chart.dataColumns(of: plot).dropFirst() {
      for value in column.values where value.isFinite { largest = max(largest, abs(value)) }
    }
    guard largest > 0 else { return 1 }
    var part = 1.0
    while part * 1_000 > largest, part > 1e-300 { part /= 10 }
    while part * 10_000 <= largest, part < 1e300 { part *= 10 }
    return part
  }
}

/// What a chart cannot be given; data, worded in `Problems`.
enum PlotOptionProblem: Error {
  /// A logarithmic axis of values of which none is positive.
  case notPositive(axis: String)
  /// `log=y, y_range=0..1`.
  case logarithmicRange(axis: String, from: Double)
  /// As many positions, or classes, as there are values are needed.
  case counts(option: String, found: Int, expected: Int, what: String)
  /// `x="params"` of a sweep that measured no such thing.
  case unknownMeasure(String, known: [String])
  /// `y="acuracy"` of a run that measured no such thing.
  case noSuchSeries(String, run: String, known: [String])
  /// The spread of a sweep with one training for each combination, or of one run.
  case nothingSpread
  /// A run of which the weights of hardly a step are there.
  ///
  /// `again` is what trains it by itself where it is one of many, empty where that has no short form; `nil` for others.
  case fewKept(run: String, steps: Int, again: String?)
  /// A run whose gradients nobody can measure.
  case noGradients(NoGradients, run: String, weight: String)
  /// `plot y, x=t, kind=histogram`: what is not drawn over positions.
  case kindOverPositions(String, option: String)
  /// Why the loss around a run has no picture.
  case runContour(String)
  /// Why there is no forecast to draw.
  case noForecast(String)
  /// Charts that are too many to be read side by side.
  case tooManyPanels(Int, limit: Int)
  /// A function of two numbers without two ranges, or one that gives no numbers there.
  case contour(String)

  /// Why a run has no gradient for a weight.
  enum NoGradients {
    /// Gradients of a private training are nobody's to see.
    case privacy
    /// The loss of several steps, or of several models, is none of one batch.
    case severalSteps
    /// The weight stays as it is.
    case frozen
    /// They need too much memory.
    case tooLarge
  }
}
