/// A kind that shows how several groups of numbers are spread over one axis, the first on top.
package protocol GroupChart: NumberChart {
  /// A chart of these groups.
  init(_ groups: [SampleGroup])
}

extension GroupChart {
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
