import Catalog
import Engine
import Language
import Plots

/// Several values in charts of their own: `plot [a, b, c], columns=2`.
extension PlotChoice {
  /// The values, each in a chart of its own: the items of the only list, else what stands between the commas.
  func panels() throws -> Plot {
    if let plot = try sweepPanels() { return plot }
    let items = try panelItems()
    guard items.count > 1 else {
      try call.refuse(idle: PlotPlaces.columns.description, .of("one value"))
      return try PlotChoice(call, values: items.first.map { $0.values } ?? [], ranges: ranges)
        .plot()
    }
    guard items.count <= PanelChart.limit else {
      throw Problems.worded(
        PlotOptionProblem.tooManyPanels(items.count, limit: PanelChart.limit),
        at: call.span(of: PlotPlaces.columns.description))
    }
    var plots = try items.map { item -> Plot in
      // A range is for functions; the others stand beside them.
      var own = ranges
      switch item.values.first?.value {
      case .function?, .spec?, .dataset?: break
      default: own = []
      }
      var plot = try PlotChoice(call, values: item.values, ranges: own).plot()
      if case .run? = item.values.first?.value, item.values.count == 1 { plot.title = item.text }
      return plot
    }
    // Runs are held against each other, whatever else stands beside them.
    let runs = items.indices.filter {
      if case .run? = items[$0].values.first?.value { true } else { false }
    }
    let shared = Plot.sharingRange(runs.map { plots[$0] })
    for (place, index) in runs.enumerated() { plots[index] = shared[place] }
    var plot = Plot(PanelChart(plots, columns: try call.optional(PlotPlaces.columns)))
    if runs.count > 1, let scale = Plot.sharedScale(shared) {
      plot.notes = [runs.count < plots.count ? "runs: \(scale)" : scale]
    }
    return plot
  }

  private typealias Item = (values: [(value: Value, text: String)], text: String)

  private func panelItems() throws -> [Item] {
    let positional = call.arguments.positional.enumerated().filter { !$0.element.value.isRange }
    guard positional.count == 1, let only = positional.first else {
      return positional.map { index, argument in
        item(argument.value, call.sourceText(ofPositional: index))
      }
    }
    let written = call.syntax.filter { $0.label == nil }
    let syntax = only.offset < written.count ? written[only.offset].value : nil
    let texts = Self.texts(ofItems: syntax, call)
    switch only.element.value {
    case .list(let items):
      return items.enumerated().map { index, value in
        item(
          value,
          texts.indices.contains(index) ? texts[index] : Self.name(value, index, of: syntax, call))
      }
    case .tensor(let tensor) where !texts.isEmpty && tensor.shape.rank > 1:
      // Series of one length stand in a list as rows of a matrix.
      return try texts.indices.prefix(tensor.shape[0]).map { index in
        item(try Indexing.item(tensor, at: index), texts[index])
      }
    default: return [item(only.element.value, call.sourceText(ofPositional: only.offset))]
    }
  }

  /// What is written for each item of a list; empty for a list that is not written out.
  private static func texts(ofItems list: Expression?, _ call: VerbCall) -> [String] {
    guard case .list(let parts)? = list?.kind else { return [] }
    return parts.map { call.evaluator.text(of: $0.span) }
  }

  /// What stands in a list that has a name is counted: the runs of a sweep, `w[0]`.
  private static func name(
    _ value: Value, _ index: Int, of list: Expression?, _ call: VerbCall
  ) -> String {
    guard let list else { return ValueText.short(value) }
    if case .name = list.kind {
    } else if case .run = value {
    } else {
      return ValueText.short(value)
    }
    return "\(call.evaluator.text(of: list.span))[\(index)]"
  }

  /// The items of a list with their names, as they are written where that is short.
  static func named(
    _ items: ValueList, at index: Int, _ call: VerbCall
  ) -> [(value: Value, text: String)] {
    let written = call.syntax.filter { $0.label == nil }
    let list = index < written.count ? written[index].value : nil
    let texts = texts(ofItems: list, call)
    return items.enumerated().map { place, value in
      let text = texts.count == items.count ? texts[place] : ""
      return (
        value,
        text.isEmpty || text.utf8.count > 40 ? name(value, place, of: list, call) : text
      )
    }
  }

  private func item(_ value: Value, _ text: String) -> Item {
    if case .list(let items) = value { return (items.map { ($0, ValueText.short($0)) }, text) }
    return ([(value, text)], text)
  }
}

extension Plot {
  /// What is said once of panels whose axes upwards are the same; `nil` where they are not.
  fileprivate static func sharedScale(_ plots: [Plot]) -> String? {
    guard let first = plots.first, case .fixed = first.y.domain,
      plots.allSatisfy({ $0.y.domain == first.y.domain && $0.y.scale == first.y.scale })
    else { return nil }
    return "one scale upwards" + (first.y.scale == .log10 ? ", log y" : "")
  }

  /// Curves of one measure with one range upwards, so that heights can be held against each other.
  static func sharingRange(_ plots: [Plot]) -> [Plot] {
    var (low, high) = (Double.infinity, -Double.infinity)
    for plot in plots {
      guard plot.y.domain == .automatic else { return plots }
      let curves: [[Double]]
      switch plot.chart {
      case let chart as LineChart: curves = chart.series.map(\.ys)
      case let chart as SpreadChart: curves = chart.groups.flatMap { [$0.low, $0.high] }
      default: return plots
      }
      for value in curves.joined() where value.isFinite {
        (low, high) = (min(low, value), max(high, value))
      }
    }
    guard low < high else { return plots }
    let isLog = low > 0 && plots.contains { $0.y.scale == .log10 }
    return plots.map { plot in
      var plot = plot
      plot.y.scale = isLog ? .log10 : .linear
      // From 0 on only where that leaves most of the height to the curves.
      let room = (high - low) * 0.05
      let foot = low >= 0 && low < 0.4 * high ? 0 : low - room
      plot.y.domain = .fixed(isLog ? low * 0.95 : foot, isLog ? high * 1.05 : high + room)
      return plot
    }
  }
}
