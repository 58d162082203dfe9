import Catalog
import Support

/// Regions as numbers and words.
extension BoundaryChart {
  /// The winning class and its probability at each place of the grid.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    [
      ChartColumn("class", field.winners.map(Double.init)),
      ChartColumn("confidence", field.confidence),
    ]
  }

  /// The place of each answer with its class and how sure it is, or with its value; then the points by class.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    let (x, y) = (
      plot.x.title.isEmpty ? "x" : clean(plot.x.title),
      plot.y.title.isEmpty ? "y" : clean(plot.y.title)
    )
    func places(_ range: ClosedRange<Double>, _ count: Int, _ number: (Int) -> Int) -> [Double] {
      field.winners.indices.map { index in
        let share = Double(number(index)) / Double(max(1, count - 1))
        return range.lowerBound * (1 - share) + range.upperBound * share
      }
    }
    let across = max(1, field.columns)
    let answers =
      field.isValueBands && field.values.count == field.winners.count
      ? [ChartColumn("value", field.values)] : dataColumns(of: plot)
    let names = classes.flatMap { [String](repeating: $0.label, count: $0.count) }
    return [
      ChartColumn(x, places(field.xs, field.columns) { $0 % across }),
      ChartColumn(y, places(field.ys, field.rows) { $0 / across }),
    ] + answers
      + (names.isEmpty
        ? []
        : [
          ChartColumn("point \(x)", classes.flatMap { $0.xs.prefix($0.count) }),
          ChartColumn("point \(y)", classes.flatMap { $0.ys.prefix($0.count) }),
          ChartColumn("point class", words: names.map(clean)),
        ])
  }

  /// Which part of the plane each class holds.
  package var storedText: String? {
    (0..<field.classCount).map { number in
      let share = field.winners.count { $0 == number }
      return "class \(number): \(share) of \(field.winners.count) points of the plane"
    }.joined(separator: "\n")
  }

  /// Which share of the area each class has and where, and how many points are on the wrong side.
  package func description(of plot: Plot) -> [String] {
    let points = classes.reduce(0) { $0 + $1.count }
    let wrong = classes.reduce(0) { sum, one in sum + (0..<one.count).count { one.isWrong($0) } }
    var shares = [Int](repeating: 0, count: field.classCount)
    for winner in field.winners where shares.indices.contains(winner) { shares[winner] += 1 }
    let total = Double(max(1, field.winners.count))
    let areas = shares.enumerated().prefix(8).map { index, count in
      let name = index < classes.count ? clean(classes[index].label) : String(index)
      return "\(name) \(percent(Double(count) / total))"
    }
    var result = [
      (field.isValueBands
        ? "The predicted value in \(plural(field.classCount, "band"))"
        : "Decision regions of \(plural(field.classCount, "class", "classes"))") + " for x"
        + " \(short(field.xs.lowerBound)) to \(short(field.xs.upperBound)), y"
        + " \(short(field.ys.lowerBound)) to \(short(field.ys.upperBound)).",
      "Shares of the area: \(areas.joined(separator: ", ")).",
    ]
    let regions = field.regions { $0 < classes.count ? clean(classes[$0].label) : String($0) }
    if regions.count > 1 { result.append("Their middles: \(listed(regions)).") }
    if points > 0 {
      let judgement = field.isValueBands ? "predicted in another band" : "wrong"
      let verdict = wrong > 0 ? ", \(NumberText.grouped(wrong)) of them \(judgement)" : ""
      result.append("\(plural(points, "point"))\(verdict).")
    }
    return result
  }
}
