import Support

/// Numbers under one name, as pictures of how several groups are spread show them.
package struct SampleGroup: Sendable, Equatable {
  /// The group's name.
  package let name: String
  /// The numbers in any order; those that are not finite are counted only.
  package let values: [Double]

  /// A group of these numbers.
  package init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }

  /// The groups of plain numbers: the columns of a single matrix, else one group for each table.
  static func groups(of tables: [NumberTable]) throws -> [SampleGroup] {
    guard tables.count == 1, tables[0].rank == 2, tables[0].extents[1] <= 200 else {
      return tables.map { SampleGroup($0.label, $0.values) }
    }
    let width = tables[0].extents[1]
    return try (0..<width).map { column in
      SampleGroup(
        column < tables[0].columnWords.count ? tables[0].columnWords[column] : String(column),
        try Interrupt.map(tables[0].extents[0]) { tables[0].values[$0 * width + column] })
    }
  }

  /// The axis that groups share: logarithmic where all numbers are positive and span three decades.
  ///
  /// With `isPadded` there is a little room at both ends, so that the ends of whiskers stand free of the axes.
  static func axis(_ groups: [SampleGroup], _ axis: Axis, isPadded: Bool = false) -> ScaleMap {
    var summary = SampleSummary()
    for group in groups { summary.add(SampleSummary(of: group.values, in: group.values.indices)) }
    var axis = axis
    if axis.scale == .linear, summary.finiteCount > 0, summary.minimum > 0,
      summary.maximum / summary.minimum >= 1_000
    {
      axis.scale = .log10
    }
    let tight = Domain.horizontal(axis, from: summary.minimum, to: summary.maximum)
    guard isPadded, axis.domain == .automatic, summary.finiteCount > 0 else { return tight }
    let (low, high) = (tight.value(-0.02), tight.value(1.02))
    return low.isFinite && high.isFinite && low < high
      ? ScaleMap(scale: tight.scale, low: low, high: high) : tight
  }
}

/// Quartiles, whiskers and what lies beyond them, as Tukey drew them.
package struct BoxSummary: Sendable, Equatable {
  /// The finite values.
  package let count: Int
  /// Quartiles, linear between the two nearest values; NaN without values.
  package let lower: Double, median: Double, upper: Double
  /// The farthest values within 1.5 times the distance of the quartiles from these; NaN without values.
  package let low: Double, high: Double
  /// Values beyond the whiskers, the lowest first.
  package let outliers: [Double]

  /// Of numbers in any order; those that are not finite are left out.
  package init(_ values: [Double]) {
    let sorted = values.filter(\.isFinite).interruptiblySorted { $0 < $1 }
    count = sorted.count
    (lower, median, upper) = (
      quantile(0.25, of: sorted), quantile(0.5, of: sorted), quantile(0.75, of: sorted)
    )
    // What is too large for a number is as far away as any value.
    let reach = 1.5 * (upper - lower)
    let (from, to) = (lower - reach, upper + reach)
    low = min(sorted.first { $0 >= from } ?? .nan, lower)
    high = max(sorted.last { $0 <= to } ?? .nan, upper)
    outliers = sorted.filter { $0 < from || $0 > to }
  }
}
