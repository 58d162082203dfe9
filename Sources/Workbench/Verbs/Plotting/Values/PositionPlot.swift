import Engine
import Plots
import Support

/// Series over positions: lines, bands, bars, or points with a colour for each class.
struct PositionPlot {
  let call: VerbCall
  let kind: (any NumberChart.Type)?

  /// Whether these values are drawn over others, and not in their order.
  static func fits(
    _ values: [(value: Value, text: String)], _ kind: (any NumberChart.Type)?, _ call: VerbCall
  ) -> Bool {
    if call.value(of: PlotPlaces.x) != nil || call.value(of: PlotPlaces.by) != nil { return true }
    return kind == ScatterChart.self && values.count > 1
      && values.allSatisfy { PlotPlaces.numbers($0.value) != nil }
  }

  func plot(_ values: [(value: Value, text: String)]) throws -> Plot {
    try checkKind()
    try PlotPlaces.refuse(
      call,
      except: [
        PlotPlaces.x.description, PlotPlaces.by.description, PlotPlaces.columns.description,
      ],
      "series")
    var series = try points(values)
    let written = try call.optional(PlotPlaces.x)
    let by = try call.optional(PlotPlaces.by)
    var names: [String] = []
    var isTime = false
    let across: (name: String, values: [Double])
    if let written {
      if isOfNumbers, let dates = PlotPlaces.dates(written) {
        // As far apart as they are, and not as places in a list.
        across = (text(of: "x"), dates)
        isTime = true
      } else if let words = PlotPlaces.words(written) {
        // Equal words are one place.
        var places: [String: Int] = [:]
        for word in words where places[word] == nil {
          places[word] = names.count
          names.append(word)
        }
        across = (text(of: "x"), words.map { Double(places[$0] ?? 0) })
      } else if let numbers = PlotPlaces.numbers(written) {
        across = (text(of: "x"), numbers)
      } else {
        throw call.wrongKind(PlotPlaces.x, "a series, or a list of words")
      }
    } else {
      across = series.removeFirst()
    }
    guard !series.isEmpty else { throw PlotProblem.notDrawable("positions without values") }
    for one in series where one.values.count != across.values.count {
      throw Problems.worded(
        PlotOptionProblem.counts(
          option: written == nil ? across.name : "x", found: across.values.count,
          expected: one.values.count, what: "value"),
        at: written == nil ? call.span : call.span(of: PlotPlaces.x.description))
    }
    if kind == BarChart.self || kind == StackedBars.self {
      return bars(
        series, names: names.isEmpty ? across.values.map { NumberText.general($0) } : try words())
    }
    var plot =
      if let by {
        try classes(across.values, series, by)
      } else if kind == BandChart.self {
        try BandChart.plot(
          series.map { NumberTable($0.name, extents: [$0.values.count], values: $0.values) },
          over: across.values)
      } else if kind == ScatterChart.self {
        Plot.scatter(
          series.map {
            PointClass(series.count > 1 ? $0.name : "", xs: across.values, ys: $0.values)
          })
      } else {
        Plot(
          .lines(
            series.enumerated().map { index, one in
              Series(one.name, role: .group(index), xs: across.values, ys: one.values)
            }))
      }
    plot.title = "\(series.map(\.name).joined(separator: ", ")) over \(across.name)"
    (plot.x.title, plot.x.showsTitle) = (across.name, true)
    if series.count == 1 { plot.y.title = series[0].name }
    if !names.isEmpty { plot.x.scale = .category(names) }
    if isTime { plot.x.scale = .time }
    // Points count themselves what has no place; a line knows of none across.
    let gaps = across.values.count { !$0.isFinite }
    if gaps > 0, plot.chart is LineChart || plot.chart is BandChart {
      plot.cautions.append("\(NumberText.grouped(gaps)) NaN across")
    }
    return plot
  }

  /// Whether places are numbers of an axis: bars stand side by side, under words.
  private var isOfNumbers: Bool { kind != BarChart.self && kind != StackedBars.self }

  /// Refuses kinds that have no positions.
  private func checkKind() throws {
    guard let kind else { return }
    let isLine = kind == LineChart.self || kind == ScatterChart.self
    let isAcross = kind == BandChart.self || kind == BarChart.self || kind == StackedBars.self
    if isLine || isAcross && call.value(of: PlotPlaces.by) == nil { return }
    let parameter =
      isAcross || call.value(of: PlotPlaces.x) == nil
      ? PlotPlaces.by.description : PlotPlaces.x.description
    throw Problems.worded(
      PlotOptionProblem.kindOverPositions(kind.signature.name, option: parameter.name),
      at: call.span(of: parameter))
  }

  /// The words of the positions, one for each value.
  private func words() throws -> [String] {
    PlotPlaces.words(try call.optional(PlotPlaces.x)) ?? []
  }

  /// Bars, each under the name of its position; several series stand side by side, or on one another.
  private func bars(_ series: [(name: String, values: [Double])], names: [String]) -> Plot {
    let title = series.map(\.name).joined(separator: ", ")
    if series.count == 1, kind == BarChart.self {
      return Plot(BarChart(series[0].values, labels: names), title: title)
    }
    return Plot(
      StackedBars(
        series.map { SampleGroup($0.name, $0.values) }, names: names,
        isStacked: kind == StackedBars.self), title: title)
  }

  /// The numbers of each value: a vector, or both columns of points [n, 2].
  private func points(
    _ values: [(value: Value, text: String)]
  ) throws -> [(name: String, values: [Double])] {
    try MemoryBudget.current.require(
      ByteEstimate.sum(
        values.map {
          if case .tensor(let tensor) = $0.value {
            ByteEstimate.product(tensor.shape.count, 48)
          } else {
            0
          }
        }), for: "the plot")
    if values.count == 1, case .tensor(let tensor) = values[0].value, tensor.shape.rank == 2,
      tensor.shape[1] == 2, let numbers = tensor.known?.doubles, call.value(of: PlotPlaces.x) == nil
    {
      let count = numbers.count / 2
      return [
        ("\(values[0].text) 0", (0..<count).map { numbers[2 * $0] }),
        ("\(values[0].text) 1", (0..<count).map { numbers[2 * $0 + 1] }),
      ]
    }
    let result = try values.map { entry -> (name: String, values: [Double]) in
      guard let numbers = PlotPlaces.numbers(entry.value) else {
        guard case .tensor(let tensor) = entry.value else {
          throw PlotProblem.mixture("series", entry.value.kindName)
        }
        throw ChartFault.shape(kind: "a series over positions", extents: tensor.shape.extents)
      }
      return (entry.text, numbers)
    }
    return result
  }

  /// One colour for each class of points.
  private func classes(
    _ xs: [Double], _ series: [(name: String, values: [Double])], _ by: Value
  ) throws -> Plot {
    guard series.count == 1 else {
      throw PlotProblem.notDrawable("classes of several series in one chart; draw one series")
    }
    let labels: [String]
    if let words = PlotPlaces.words(by) {
      labels = words
    } else if let numbers = PlotPlaces.numbers(by) {
      labels = numbers.map { NumberText.general($0) }
    } else {
      throw call.wrongKind(PlotPlaces.by, "a series, or a list of words")
    }
    guard labels.count == xs.count else {
      throw Problems.worded(
        PlotOptionProblem.counts(
          option: "by", found: labels.count, expected: xs.count, what: "point"),
        at: call.span(of: PlotPlaces.by.description))
    }
    let groups = PointGroups.named(labels, xs: xs, ys: series[0].values)
    guard kind == LineChart.self else { return Plot.scatter(groups) }
    return Plot(
      .lines(
        groups.enumerated().map { index, group in
          Series(group.label, role: .group(index), xs: group.xs, ys: group.ys)
        }))
  }

  /// What stands behind an option, as the name of an axis.
  private func text(of option: String) -> String {
    call.syntax.first { $0.label?.text == option }.map { call.evaluator.text(of: $0.value.span) }
      .flatMap { $0.utf8.count <= 40 ? $0 : nil } ?? option
  }
}

extension PointGroups {
  /// More are no colours that somebody tells apart: the rest are one class, and of numbers there are bands.
  private static let limit = 10

  /// Points by the names of their classes: numbers in their order, words in the order in which they come first. More
  /// numbers than there are colours are measured, not counted: points have the colour of the band theirs is in.
  static func named(_ labels: [String], xs: [Double], ys: [Double]) -> [PointClass] {
    if let bands = bands(labels, xs: xs, ys: ys) { return bands }
    var places: [String: Int] = [:]
    var names: [String] = []
    for label in labels where places[label] == nil {
      places[label] = names.count
      names.append(label)
    }
    if names.allSatisfy({ Double($0) != nil }) {
      names.sort { (Double($0) ?? 0) < (Double($1) ?? 0) }
      places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    }
    let isCut = names.count > limit
    let shown =
      isCut ? Array(names.prefix(limit - 1)) + ["\(names.count - limit + 1) others"] : names
    var groups = shown.map { PointClass($0, xs: [], ys: []) }
    for index in labels.indices.untilInterrupted where index < xs.count && index < ys.count {
      let place = min(places[labels[index]] ?? 0, groups.count - 1)
      groups[place].add(xs[index], ys[index], isWrong: false)
    }
    return groups
  }

  /// The bands of labels that are numbers, from low to high, and what has none; `nil` for words and for few numbers.
  private static func bands(_ labels: [String], xs: [Double], ys: [Double]) -> [PointClass]? {
    guard Set(labels).count > limit else { return nil }
    let numbers = labels.map { Double($0) ?? .nan }
    // What is missing is a word among numbers.
    guard Set(labels.indices.lazy.filter { numbers[$0].isNaN }.map { labels[$0] }).count <= 1 else {
      return nil
    }
    let edges = BoundaryField.edges(for: numbers)
    guard !edges.isEmpty else { return nil }
    let words = edges.map { NumberText.significant($0, digits: 3) }
    var groups = [PointClass("below \(words[0])", xs: [], ys: [])]
    for (low, high) in zip(words, words.dropFirst()) {
      groups.append(PointClass("\(low) to \(high)", xs: [], ys: []))
    }
    groups.append(PointClass("from \(words[words.count - 1])", xs: [], ys: []))
    var rest: PointClass?
    for index in labels.indices.untilInterrupted where index < xs.count && index < ys.count {
      if numbers[index].isNaN {
        rest = rest ?? PointClass(labels[index], xs: [], ys: [])
        rest?.add(xs[index], ys[index], isWrong: false)
      } else {
        groups[BoundaryField.band(of: numbers[index], edges)]
          .add(xs[index], ys[index], isWrong: false)
      }
    }
    return groups.filter { $0.count > 0 } + (rest.map { [$0] } ?? [])
  }
}
