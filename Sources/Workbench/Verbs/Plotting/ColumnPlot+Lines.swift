import Formats
import Plots

// Columns as lines over another one, such as a price over the days.
extension ColumnPlot {
  /// One line, or one for each word of `by`, from the first place to the last; rows without a place are left out.
  func line(_ x: [Double], _ y: [Double], named name: String, by: TypedColumn?) -> Plot {
    let words = by.map { $0.texts.map { $0 ?? "missing" } } ?? x.map { _ in name }
    let groups = PointGroups.named(words, xs: x, ys: y)
    return Plot(
      .lines(
        groups.enumerated().map { index, group in
          let order = group.xs.indices.filter { group.xs[$0].isFinite }
            .sorted { (group.xs[$0], $0) < (group.xs[$1], $1) }
          return Series(
            group.label, role: .group(index), xs: order.map { group.xs[$0] },
            ys: order.map { group.ys[$0] })
        }))
  }

  /// Several columns over the first one, a line each.
  func lines(_ columns: [TypedColumn], by: String?) throws -> Plot {
    guard by == nil else {
      throw PlotProblem.notDrawable("colours by a column of anything but two columns of numbers")
    }
    try requireMemory(2 * columns.count)
    let numbers = try columns.map { column in
      guard let values = column.values.doubles else {
        throw PlotProblem.notDrawable("points or lines of columns of words")
      }
      return values
    }
    let xs = numbers[0]
    let order = xs.indices.filter { xs[$0].isFinite }.sorted { (xs[$0], $0) < (xs[$1], $1) }
    var plot = Plot(
      .lines(
        numbers.indices.dropFirst().map { index in
          Series(
            columns[index].name, role: .group(index - 1), xs: order.map { xs[$0] },
            ys: order.map { numbers[index][$0] })
        }), title: columns.map(\.name).joined(separator: ", "))
    plot.x.title = columns[0].name
    if case .dates = columns[0].values { plot.x.scale = .time }
    return plot
  }
}
