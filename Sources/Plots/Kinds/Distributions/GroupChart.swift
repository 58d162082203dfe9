/// A kind that shows how several groups of numbers are spread over one axis, the first on top.
package protocol GroupChart: NumberChart {
  /// The groups, the first on top.
  var groups: [SampleGroup] { get }

  /// A chart of these groups.
  init(_ groups: [SampleGroup])
}

extension GroupChart {
  /// Only where it is asked for: any numbers have a distribution.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// The values of each group.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    groups.map { ChartColumn($0.name, $0.values) }
  }

  package static var ofGroups: (any GroupChart.Type)? { self }

  /// Groups over a shared axis, which may have a name.
  package static func plot(_ groups: [SampleGroup], title: String, axis: String = "") -> Plot {
    Plot(Self(groups), title: title, x: Axis(axis))
  }

  /// One group for each column of a matrix, else one for each table.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    plot(
      try SampleGroup.groups(of: tables), title: tables.map(\.label).joined(separator: ", "))
  }
}

/// The groups that a description tells of: of many the first five and the last, which ends what goes from step to step.
func told(_ indices: Range<Int>) -> [Int] {
  indices.count <= 6 ? Array(indices) : Array(indices.prefix(5)) + [indices.upperBound - 1]
}

/// How many groups lie between those that a description tells of; none where it tells of all.
func untold(_ indices: Range<Int>) -> [String] {
  let rest = indices.count - told(indices).count
  return rest > 0
    ? ["\(plural(rest, "group")) between the last two \(rest == 1 ? "is" : "are") not told."] : []
}
