import Catalog
import Engine
import Learning
import Plots
import Support

/// The trainings of a sweep: lines through settings and results, or the front of two measures.
struct SweepPlot {
  let call: VerbCall
  let report: ReportValue
  let text: String

  /// Whether a report is that of a sweep.
  static func fits(_ report: ReportValue) -> Bool {
    report["measure"] != nil && report["values"] != nil && report["runs"] != nil
  }

  /// What stands in fields that are no columns.
  private static let others: Set<String> = ["best", "runs", "measure", "value", "values", "spread"]

  /// The measure by which the sweep is in order.
  var measure: String {
    if case .text(let name)? = report["measure"] { return name }
    return "value"
  }

  /// The columns of its table: settings first, then what was measured.
  private var columns: [ParallelChart.Column] {
    var columns: [ParallelChart.Column] = []
    for field in report.fields where !Self.others.contains(field.name) {
      if let numbers = PlotPlaces.numbers(field.value) {
        columns.append(.init(field.name, numbers, isResult: measures.contains(field.name)))
      } else if case .list(let items) = field.value {
        let texts = items.map { SweepAxis.text($0) }
        var names: [String] = []
        for text in texts where !names.contains(text) { names.append(text) }
        columns.append(
          .init(field.name, texts.map { Double(names.firstIndex(of: $0) ?? 0) }, names: names))
      }
    }
    return columns
  }

  /// Numbers of each run: what every model has, measured or not.
  private var sizes: ParallelChart.Column? {
    guard case .list(let runs)? = report["runs"] else { return nil }
    let counts = runs.map { run -> Double in
      guard case .run(let run) = run else { return .nan }
      return Double(
        run.models.reduce(0) { sum, model in
          sum + model.parameters.reduce(0) { $0 + $1.variable.type.shape.count }
        })
    }
    let rows = PlotPlaces.numbers(report["values"])?.count
    return counts.count == rows ? .init("parameters", counts) : nil
  }

  private var isLargerBetter: Bool {
    let values = PlotPlaces.numbers(report["values"])?.filter(\.isFinite) ?? []
    // The rows stand in order, the best first.
    guard let first = values.first, let last = values.last else { return true }
    return first >= last
  }

  /// A line for each combination.
  func parallel() throws -> Plot {
    try PlotPlaces.refuse(call, except: [PlotPlaces.columns.description], "parallel coordinates")
    var columns = columns
    // The result stands at the right.
    if let place = columns.firstIndex(where: { $0.name == measure }) {
      columns.append(columns.remove(at: place))
    } else if let values = PlotPlaces.numbers(report["values"]) {
      columns.append(.init(measure, values))
    }
    return Plot(
      ParallelChart(columns, prefersLarger: isLargerBetter),
      title: "\(text): settings and \(measure)")
  }

  /// Medians and bands over the seeds: over the axis of numbers, else over the epochs of the best combinations.
  func spread() throws -> Plot {
    try PlotPlaces.refuse(
      call, except: [PlotPlaces.y.description, PlotPlaces.columns.description],
      "the spread of a sweep")
    guard report.curves.contains(where: { $0.seeds.count > 1 }) else {
      throw Problems.worded(PlotOptionProblem.nothingSpread, at: call.span)
    }
    let name = try wanted() ?? measure
    let spread = SweepSpread(rows: report.curves, axes: axes)
    guard let plot = spread.overAxis(name) ?? spread.overEpochs(name, title: text) else {
      throw Problems.worded(
        PlotOptionProblem.unknownMeasure(name, known: measures), at: call.span)
    }
    return plot
  }

  /// A chart for each combination over its epochs.
  func panels() throws -> [Plot] {
    SweepSpread(rows: report.curves, axes: axes).panels(try wanted() ?? "loss")
  }

  /// What `y=` names, if it was measured.
  private func wanted() throws -> String? {
    guard let name = try call.optional(PlotPlaces.y) else { return nil }
    guard measures.contains(name) else {
      throw Problems.worded(
        PlotOptionProblem.unknownMeasure(name, known: measures),
        at: call.span(of: PlotPlaces.y.description))
    }
    return name
  }

  /// What was measured of each training.
  private var measures: [String] {
    report.curves.first?.seeds.first.map { $0.measured.keys.sorted() } ?? []
  }

  /// The settings that were varied.
  private var axes: [String] {
    columns.map(\.name).filter { name in !measures.contains(name) }
  }

  /// Two measures against each other, with those that none beats.
  func front() throws -> Plot {
    try PlotPlaces.refuse(
      call,
      except: [PlotPlaces.x.description, PlotPlaces.y.description, PlotPlaces.columns.description],
      "a front")
    var known = columns
    if let sizes, !known.contains(where: { $0.name == sizes.name }) { known.append(sizes) }
    if !known.contains(where: { $0.name == measure }),
      let values = PlotPlaces.numbers(report["values"])
    {
      known.append(.init(measure, values))
    }
    let numbers = known.filter(\.names.isEmpty)
    var wanted = "parameters"
    switch try call.optional(PlotPlaces.x) {
    case .text(let name)?: wanted = name
    case nil: break
    default: throw call.wrongKind(PlotPlaces.x, "a name in quotes, `x=\"parameters\"`")
    }
    // Words have places across; upwards is what may be more or less.
    let x = try column(wanted, of: known, at: PlotPlaces.x.description)
    let upwards = try call.optional(PlotPlaces.y)
    if let upwards, known.contains(where: { $0.name == upwards && !$0.names.isEmpty }) {
      throw call.wrongKind(PlotPlaces.y, "numbers upwards; words stand across: `x=\"\(upwards)\"`")
    }
    let y = try column(
      upwards ?? measure, of: numbers, at: PlotPlaces.y.description)
    let settings = columns.filter { !Self.isMeasure($0.name, report) }
    let labels = y.values.indices.map { row in
      settings.map { "\($0.name)=\(Self.text($0, row))" }.joined(separator: ", ")
    }
    var plot = Plot(
      ParetoChart(
        x.values, y.values, labels: labels,
        prefersLarger: (
          axes.contains(x.name) && !Self.isMeasure(x.name, report)
            ? nil : Self.isLargerBetter(x.name, report, isLargerBetter, measure),
          Self.isLargerBetter(y.name, report, isLargerBetter, measure)
        )), title: "\(text): \(y.name) against \(x.name)")
    (plot.x.title, plot.y.title) = (x.name, y.name)
    (plot.x.showsTitle, plot.y.showsTitle) = (true, true)
    guard x.names.isEmpty else {
      plot.x.scale = .category(x.names)
      return plot
    }
    let finite = x.values.filter(\.isFinite)
    if let low = finite.min(), let high = finite.max(), low > 0, high / low >= 20 {
      plot.x.scale = .log10
    }
    return plot
  }

  private func column(
    _ name: String, of known: [ParallelChart.Column], at option: ParameterDescription
  ) throws -> ParallelChart.Column {
    guard let column = known.first(where: { $0.name == name }) else {
      throw Problems.worded(
        PlotOptionProblem.unknownMeasure(name, known: known.map(\.name)), at: call.span(of: option))
    }
    return column
  }

  private static func text(_ column: ParallelChart.Column, _ row: Int) -> String {
    guard column.values.indices.contains(row) else { return "" }
    let value = column.values[row]
    if let place = Int(whole: value), column.names.indices.contains(place) {
      return column.names[place]
    }
    return NumberText.significant(value, digits: 4)
  }

  /// Losses, errors and sizes are better small.
  private static func isLargerBetter(
    _ name: String, _ report: ReportValue, _ isMeasureLarger: Bool, _ measure: String
  ) -> Bool {
    if name == measure { return isMeasureLarger }
    return Metrics.prefersLarger(name) ?? false
  }

  private static func isMeasure(_ name: String, _ report: ReportValue) -> Bool {
    if case .text(let measure)? = report["measure"], name == measure { return true }
    return name.hasPrefix("val_") || name == "loss" || name == "value"
      || Metrics.prefersLarger(name) != nil
  }
}
