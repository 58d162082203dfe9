import Learning
import Plots
import Support

/// The charts of a comparison: how good over what it costs, and cash over months.
struct ComparisonCharts {
  let rows: [ComparedRow]
  let terms: ServiceTerms?
  let isOfSeveral: Bool

  /// Whether what an answer costs is known of all whose time is; otherwise that stands for it.
  private static func isPriced(_ rows: [ComparedRow]) -> Bool {
    rows.contains { $0.cost != nil } && rows.allSatisfy { $0.cost != nil || !$0.isTimed }
  }

  /// Dollars of 1,000 requests, or milliseconds of an answer, against the measure.
  static func front(of rows: [ComparedRow], names: [String] = []) -> ParetoChart {
    let isPriced = isPriced(rows)
    return ParetoChart(
      rows.map { row in
        isPriced ? (row.cost ?? .nan) * 1000 : row.seconds * 1000
      },
      rows.map(\.quality.value), labels: names,
      prefersLarger: (false, rows.first?.quality.prefersLarger ?? true))
  }

  /// The front of better and cheaper.
  var pareto: Plot {
    let isPriced = Self.isPriced(rows)
    let measure = rows.first?.quality.measure ?? ""
    let chart = Self.front(of: rows, names: labels)
    var plot = Plot(chart, title: "\(measure) over \(isPriced ? "cost" : "time")")
    plot.x.title = isPriced ? "dollars for 1,000 requests" : "milliseconds for an answer"
    plot.y.title = measure
    (plot.x.showsTitle, plot.y.showsTitle) = (true, true)
    let costs = chart.xs.filter(\.isFinite)
    if let low = costs.min(), let high = costs.max(), low > 0, high / low >= 20 {
      plot.x.scale = .log10
    }
    plot.isMeasured = rows.contains(where: \.isMeasured)
    return plot
  }

  /// Dollars in hand from month to month, a line for each row; the rival's month stands upright. `nil` where nothing is sold.
  var cash: Plot? {
    guard let terms, rows.contains(where: { $0.cost != nil }) else { return nil }
    let months = (0...horizon(terms)).map(Double.init)
    // The month in which the rival comes is a corner of the line, whole or not.
    let corner = terms.rivalPrice == nil ? [] : [terms.rivalAfter]
    let places = Set(months + corner.filter { $0 < months[months.count - 1] }).sorted()
    let series = zip(rows, labels).enumerated().compactMap { index, entry in
      entry.0.cost.map { cost in
        Series(
          entry.1, role: .group(index), xs: places,
          ys: places.map { terms.balance(after: $0, cost: cost) })
      }
    }
    var plot = Plot(.lines(series), title: terms.cash == nil ? "profit" : "cash")
    (plot.x.title, plot.y.title) = ("month", "dollars")
    (plot.x.showsTitle, plot.y.showsTitle) = (true, true)
    plot.y.lines = [0]
    plot.best = .none
    if let corner = corner.first {
      plot.x.lines = [corner]
      let price = Quantity(terms.priceBesideRival, Quantity.money).text(digits: 4)
      plot.notes = ["rival from month \(NumberText.general(corner)): \(price) a request"]
    }
    plot.isMeasured = rows.contains(where: \.isMeasured)
    return plot
  }

  private var labels: [String] { rows.map { $0.label(ofSeveral: isOfSeveral) } }

  /// A year, or longer where the rival comes late or a cash lasts longer; at most ten years.
  private func horizon(_ terms: ServiceTerms) -> Int {
    var months = 12.0
    if terms.rivalPrice != nil { months = max(months, terms.rivalAfter * 2) }
    let ends = rows.compactMap { row in row.cost.map { terms.runway(cost: $0) } }
      .filter(\.isFinite)
    if let last = ends.max(), terms.cash != nil { months = max(months, last * 1.1) }
    return Int(saturating: min(months, 120).rounded(.up))
  }
}
