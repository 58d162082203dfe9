import Support

extension Plot {
  /// The chart in two to five plain sentences, for readers who do not see it.
  ///
  /// Numbers come from the data, not from the picture.
  package var description: String {
    let sentences: [String] =
      switch kind {
      case .lines(let series): describe(series)
      case .functions(let series): describeFunctions(series)
      case .scatter(let classes):
        ["Scatter plot of \(plural(pointCount(classes), "point"))."] + describe(classes)
      case .boundary(let field, let classes): describe(field, classes)
      case .confusion(let counts): describe(counts)
      case .image(let cells): describe(cells)
      case .heat(let map): describe(map)
      case .histogram(let values): describe(values)
      }
    let name = title.isEmpty ? [] : [clean(title) + "."]
    return (name + sentences + notes.map { clean($0) + "." }).joined(separator: " ")
  }

  private func pointCount(_ classes: [PointClass]) -> Int {
    classes.reduce(0) { $0 + ($1.isCurve ? 0 : $1.count) }
  }

  private func describe(_ series: [Series]) -> [String] {
    let place = Place(width: 80, height: 24, capabilities: Capabilities())
    let chart = LineChart(self, series, in: place)
    var result = ["Line chart" + (chart.frame.y.scale == .log10 ? ", log y." : ".")]
    let unit = clean(x.title.isEmpty ? "x" : x.title)
    for one in series.prefix(4) { result.append(describe(one, unit)) }
    if series.count > 4 { result.append("\(plural(series.count - 4, "further curve")).") }
    let over = chart.outside.reduce(0) { $0 + $1.over }
    if over > 0, let (value, at) = chart.farthest(isHigh: true) {
      result.append(
        "\(plural(over, "value lies", "values lie")) above the chart, the largest"
          + " \(short(value)) at \(unit) \(short(at, digits: 6)).")
    }
    let under = chart.outside.reduce(0) { $0 + $1.under }
    if under > 0, let (value, at) = chart.farthest(isHigh: false) {
      result.append(
        "\(plural(under, "value lies", "values lie")) below the chart, the smallest"
          + " \(short(value)) at \(unit) \(short(at, digits: 6)).")
    }
    let missing = series.reduce(0) { $0 + $1.summary.nanCount }
    if missing > 0 {
      let places = series.flatMap { one in
        one.ys.indices.filter { one.ys[$0].isNaN }.map { one.x(at: $0) }
      }
      if let first = places.min(), let last = places.max() {
        let range =
          first == last
          ? short(first, digits: 6)
          : "\(short(first, digits: 6)) to \(short(last, digits: 6))"
        result.append("\(plural(missing, "value is", "values are")) not a number (\(range)).")
      }
    }
    return result
  }

  private func describe(_ series: Series, _ unit: String) -> String {
    let name = clean(series.label).isEmpty ? "The curve" : clean(series.label)
    guard let first = series.ys.firstIndex(where: \.isFinite),
      let last = series.ys.lastIndex(where: \.isFinite)
    else { return "\(name) has no finite value." }
    let (from, to) = (series.ys[first], series.ys[last])
    let place = "\(unit) \(short(series.x(at: last), digits: 6))"
    if first == last { return "\(name) is \(short(to)) at \(place)." }
    if series.role == .validation, best != .none {
      let summary = series.summary
      let value = best == .lowest ? summary.minimum : summary.maximum
      let index = series.store.firstIndex(of: value) ?? last
      return "\(name) was \(best == .lowest ? "lowest" : "highest"), \(short(value)), at \(unit)"
        + " \(short(series.x(at: index), digits: 6)) and is \(short(to)) now."
    }
    let verb = to < from ? "fell" : to > from ? "rose" : "went"
    return "\(name) \(verb) from \(short(from)) at \(unit) \(short(series.x(at: first), digits: 6))"
      + " to \(short(to)) at \(place)."
  }

  private func describeFunctions(_ series: [Series]) -> [String] {
    var result = ["Function plot of \(series.map { clean($0.label) }.joined(separator: ", "))."]
    for one in series.prefix(4) {
      let summary = one.summary
      let name = clean(one.label)
      guard summary.finiteCount > 0, let low = one.store.firstIndex(of: summary.minimum),
        let high = one.store.firstIndex(of: summary.maximum)
      else {
        result.append("\(name) has no finite value.")
        continue
      }
      result.append(
        "\(name) is lowest, \(short(summary.minimum)), at x = \(short(one.x(at: low)))"
          + " and highest, \(short(summary.maximum)), at x = \(short(one.x(at: high))).")
    }
    return result
  }
}

/// `1 value`, `2 values`.
func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(NumberText.grouped(count)) \(count == 1 ? one : many ?? one + "s")"
}
