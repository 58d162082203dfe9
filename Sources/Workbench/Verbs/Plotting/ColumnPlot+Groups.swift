import Data
import Formats
import Plots
import Support

// Columns as groups: how numbers are spread for each word, and how often words stand together.

extension ColumnPlot {
  /// More words than rows of a picture.
  private static let most = 60

  /// The chart of this kind of named columns; `nil` for kinds that show no groups.
  func plot(_ names: [String], as kind: any NumberChart.Type) throws -> Plot? {
    if let kind = kind.ofGroups {
      let (groups, title, axis) = try groups(names)
      return kind.plot(groups, title: title, axis: axis)
    }
    if kind == BarChart.self || kind == StackedBars.self {
      return try counts(names, isStacked: kind == StackedBars.self)
    }
    return nil
  }

  /// One group for each column of numbers, or for each word of the other column.
  private func groups(_ names: [String]) throws -> ([SampleGroup], String, String) {
    let columns = try names.map(column)
    try requireMemory(columns.count + 1)
    let numbers = columns.compactMap { column in drawn(column).map { (column, $0) } }
    let words = columns.filter { drawn($0) == nil }
    guard let first = numbers.first, words.count <= 1, words.isEmpty || numbers.count == 1 else {
      throw PlotProblem.notDrawable(
        "these columns as groups: name columns of numbers, or one of numbers and one of words")
    }
    guard let by = words.first else {
      return (
        numbers.map { SampleGroup($0.0.name, $0.1) }, names.joined(separator: ", "),
        numbers.count == 1 ? axisName(first.0) : ""
      )
    }
    let coded = by.coded
    var lists = [[Double]](repeating: [], count: coded.names.count)
    for row in first.1.indices.untilInterrupted where coded.codes[row] >= 0 {
      lists[Int(coded.codes[row])].append(first.1[row])
    }
    let order = coded.names.indices.filter { !lists[$0].isEmpty }
      .sorted { (lists[$1].count, $0) < (lists[$0].count, $1) }.prefix(Self.most)
    return (
      order.map { SampleGroup(coded.names[$0], lists[$0]) }, "\(first.0.name) by \(by.name)",
      axisName(first.0)
    )
  }

  /// How often each word of the first column stands beside each of the second.
  private func counts(_ names: [String], isStacked: Bool) throws -> Plot? {
    let columns = try names.map(column)
    guard columns.count == 2, columns.allSatisfy({ drawn($0) == nil }) else { return nil }
    let (rows, parts) = (columns[0].coded, columns[1].coded)
    guard rows.names.count <= Self.most, parts.names.count <= 12 else {
      throw PlotProblem.notDrawable("columns of so many different words")
    }
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: rows.names.count), count: parts.names.count)
    for row in rows.codes.indices.untilInterrupted
    where rows.codes[row] >= 0 && parts.codes[row] >= 0 {
      counts[Int(parts.codes[row])][Int(rows.codes[row])] += 1
    }
    var plot = Plot(
      StackedBars(
        zip(parts.names, counts).map(SampleGroup.init), names: rows.names, isStacked: isStacked),
      title: "\(columns[0].name) by \(columns[1].name)")
    plot.notes.append("rows of each")
    return plot
  }
}
