import Catalog
import Support

/// Rows of many numbers along the two directions in which they differ most.
package struct PCAChart: ProjectedChart {
  /// The points, one class a colour.
  package let points: ScatterChart
  let words: [String]
  /// The share of the variance along both directions, 0…1.
  private let shares: [Double]

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "pca", .chart, "rows of many numbers along the two directions in which they differ most",
    example: "plot normal([60, 5]), mod(range(60), 3), kind=pca")

  /// Only on request.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }
  package static var readsClasses: Bool { true }

  private static let work = 600_000_000.0

  /// [n, k] numbers, and [n] class numbers as a second table; of many rows some from all over.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let rows = try ProjectedRows(tables, kind: "pca") { columns in
      // Work grows with rows · columns² or rows² · columns, whichever is less.
      let width = Double(max(1, columns))
      return Int(saturating: max(work / (width * width), (work / width).squareRoot()))
    }
    let found = try PrincipalComponents(rows.values, rows: rows.rows, columns: rows.columns)
    let points = rows.points(found.scores)
    var plot = Plot(
      PCAChart(
        points: ScatterChart(points.classes), words: points.words, shares: found.shares),
      title: tables[0].label)
    plot.x.title = "PC1 \(percent(found.shares[0]))"
    plot.y.title = "PC2 \(percent(found.shares[1]))"
    plot.cautions = rows.cautions
    return plot
  }

  var sentence: String {
    let count = points.classes.reduce(0) { $0 + $1.count }
    return
      "\(plural(count, "row")) along two principal components, which explain \(percent(shares[0]))"
      + " and \(percent(shares[1])) of the variance."
  }
}
