import Catalog
import Support

/// How strongly columns go together: Pearson's r of each pair as shades from −1 to 1.
package struct CorrelationChart: NumberChart {
  /// r of each pair [columns × columns]; NaN where it is not defined.
  package let map: HeatMap

  /// Names of columns that do not vary, for which r is not defined.
  package let constant: [String]

  /// Rows that have a gap in some column: they count only for the pairs of the others; and of how many.
  let gaps: (rows: Int, of: Int)

  /// A chart of a square table with the same names for rows and columns.
  package init(_ map: HeatMap) { (self.map, constant, gaps) = (map, [], (0, 0)) }

  /// The chart of columns of equal length.
  ///
  /// r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²), over the rows where both are finite; NaN for a column that does not vary.
  package init(_ columns: [(name: String, values: [Double])]) throws {
    let count = columns.count
    var values = [Double](repeating: .nan, count: count * count)
    for first in 0..<count {
      for second in first..<count {
        try Interrupt.check()
        let r = Magnitude.correlation(columns[first].values, columns[second].values)
        values[first * count + second] = r
        values[second * count + first] = r
      }
    }
    let names = columns.map(\.name)
    map = HeatMap(
      rows: count, columns: count, values: values, rowLabels: names, columnLabels: names)
    gaps = (
      Absent.rows(in: columns.map(\.values)), columns.map(\.values.count).min() ?? 0
    )
    constant = columns.filter { column in
      let summary = SampleSummary(of: column.values, in: column.values.indices)
      return summary.finiteCount > 0 && summary.minimum == summary.maximum
    }.map(\.name)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "correlation", .chart, "how strongly the columns of a matrix or a table go together, −1 to 1",
    example: "plot [[1, 2, 9], [2, 4, 7], [3, 6.5, 8]], kind=correlation")

  /// Only where it is asked for: a matrix is shades.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// The columns of the first table, which must be a matrix of at most 200 columns.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.rank == 2, (2...limit).contains(table.extents[1]), table.extents[0] > 1 else {
      throw ChartFault.shape(kind: "correlation", extents: table.extents)
    }
    let width = table.extents[1]
    let columns = try (0..<width).map { column in
      (
        name: String(column),
        values: try Interrupt.map(table.extents[0]) { table.values[$0 * width + column] }
      )
    }
    return Plot(try CorrelationChart(columns), title: "\(table.label): correlation")
  }

  /// More columns than can be told apart.
  package static let limit = 200

  /// The size of the table.
  package var headline: String {
    strongest.first.map { "\($0.names): r \(short($0.r))" } ?? "\(map.columns) columns"
  }

  /// All numbers, row by row.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { [ChartColumn("r", map.values)] }

  /// A column for each, under its name, beside the names of the rows.
  package func fileColumns(of plot: Plot) -> [ChartColumn] { map.fileColumns }

  /// The strongest pairs.
  package var storedText: String? {
    strongest.prefix(12).map { "\($0.names): \(NumberText.fixed($0.r, decimals: 3))" }
      .joined(separator: "\n")
  }

  /// How many columns there are, and the pairs that go together most.
  package func description(of plot: Plot) -> [String] {
    ["Correlation of \(plural(map.columns, "column"))."]
      + strongest.prefix(6).map { "\($0.names): \(NumberText.fixed($0.r, decimals: 2))." }
      + (gaps.rows == 0
        ? []
        : [
          "\(plural(gaps.rows, "row has", "rows have")) gaps, and \(gaps.rows == 1 ? "counts" : "count") for pairs without these alone."
        ])
      + (constant.isEmpty ? [] : ["Without variation, so without r: \(listed(constantNames))."])
  }

  private var constantNames: [String] {
    constant.prefix(4).map(clean)
      + (constant.count > 4 ? ["\(constant.count - 4) more"] : [])
  }

  /// The pairs, those that go together most first.
  private var strongest: [(names: String, r: Double)] {
    (0..<map.rows).flatMap { row in
      ((row + 1)..<max(row + 1, map.columns)).compactMap { column in
        let r = map.values[row * map.columns + column]
        return r.isNaN ? nil : ("\(name(row)) and \(name(column))", r)
      }
    }.sorted { (abs($1.r), $0.names) < (abs($0.r), $1.names) }
  }

  private func name(_ index: Int) -> String {
    index < map.rowLabels.count ? clean(map.rowLabels[index]) : String(index)
  }

  /// Equal shades and names.
  package static func == (left: Self, right: Self) -> Bool {
    left.map == right.map && left.constant == right.constant && left.gaps == right.gaps
  }

  /// Shades with names and numbers.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var plot = plot
    if gaps.rows > 0 {
      plot.cautions.append(
        "gaps in \(NumberText.grouped(gaps.rows)) of \(NumberText.grouped(gaps.of)) rows")
    }
    if !constant.isEmpty {
      plot.cautions.append("constant: \(constantNames.joined(separator: ", "))")
    }
    return HeatChart(map, over: -1...1, decimals: 2).scene(of: plot, in: place)
  }
}
