// What files hold of charts over a plane: each number with its place.

extension ContourChart {
  /// Each value beside its place, and the path.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    guard values.count == columns * rows else { return dataColumns(of: plot) }
    func name(_ axis: Axis, _ fallback: String) -> String {
      axis.title.isEmpty ? fallback : clean(axis.title)
    }
    return [
      ChartColumn(name(plot.x, "x"), values.indices.map { place($0 % columns, columns, xs) }),
      ChartColumn(name(plot.y, "y"), values.indices.map { place($0 / columns, rows, ys) }),
    ] + dataColumns(of: plot)
  }
}

extension BoundaryChart {
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
}
