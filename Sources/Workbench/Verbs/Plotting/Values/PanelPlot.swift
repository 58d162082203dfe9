import Catalog
import Engine
import Language
import Plots

/// Several values in charts of their own: `plot [a, b, c], columns=2`.
extension PlotChoice {
  /// The values, each in a chart of its own: the items of the only list, else what stands between the commas.
  func panels() throws -> Plot {
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
    if items.allSatisfy({ if case .run? = $0.values.first?.value { true } else { false } }) {
      plots = Plot.sharingRange(plots)
    }
    return Plot(PanelChart(plots, columns: try call.optional(PlotPlaces.columns)))
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
    var texts: [String] = []
    if case .list(let parts)? = syntax?.kind {
      texts = parts.map { call.evaluator.text(of: $0.span) }
    }
    switch only.element.value {
    case .list(let items):
      return items.enumerated().map { index, value in
        item(value, texts.indices.contains(index) ? texts[index] : name(value, index, of: syntax))
      }
    case .tensor(let tensor) where !texts.isEmpty && tensor.shape.rank > 1:
      // Series of one length stand in a list as rows of a matrix.
      return try texts.indices.prefix(tensor.shape[0]).map { index in
        item(try Indexing.item(tensor, at: index), texts[index])
      }
    default: return [item(only.element.value, call.sourceText(ofPositional: only.offset))]
    }
  }

  /// Runs of a sweep have no names: they are counted.
  private func name(_ value: Value, _ index: Int, of list: Expression?) -> String {
    if case .run = value, let list { return "\(call.evaluator.text(of: list.span))[\(index)]" }
    return ValueText.short(value)
  }

  private func item(_ value: Value, _ text: String) -> Item {
    if case .list(let items) = value { return (items.map { ($0, ValueText.short($0)) }, text) }
    return ([(value, text)], text)
  }
}

extension Plot {
  /// Curves of one measure with one range upwards, so that heights can be held against each other.
  static func sharingRange(_ plots: [Plot]) -> [Plot] {
    var (low, high) = (Double.infinity, -Double.infinity)
    for plot in plots {
      guard let chart = plot.chart as? LineChart, plot.y.domain == .automatic else { return plots }
      for series in chart.series {
        for value in series.ys where value.isFinite {
          (low, high) = (min(low, value), max(high, value))
        }
      }
    }
    guard low < high else { return plots }
    let isLog = low > 0 && plots.contains { $0.y.scale == .log10 }
    return plots.map { plot in
      var plot = plot
      plot.y.scale = isLog ? .log10 : .linear
      plot.y.domain = .fixed(isLog ? low * 0.95 : min(low, 0), high * 1.05)
      return plot
    }
  }
}
