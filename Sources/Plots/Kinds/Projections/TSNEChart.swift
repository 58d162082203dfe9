import Catalog
import Support

/// Rows of many numbers in a plane where neighbours stay neighbours.
package struct TSNEChart: ProjectedChart {
  /// The points, one class a colour.
  package let points: ScatterChart
  let words: [String]
  private let steps: Int

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "tsne", .chart, "rows of many numbers in a plane where neighbours stay neighbours (t-SNE)",
    example: "plot normal([40, 6]), mod(range(40), 2), kind=tsne")

  /// Only on request.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }
  package static var readsClasses: Bool { true }

  /// [n, k] numbers, and [n] class numbers as a second table; of more than 2,000 rows as many from all over.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let rows = try ProjectedRows(tables, kind: "tsne") { columns in
      // Principal components come first.
      min(
        NeighborEmbedding.limit,
        max(500, Int(saturating: 2_000_000_000 / Double(max(1, columns)) / Double(max(1, columns))))
      )
    }
    let found = try NeighborEmbedding(rows.values, rows: rows.rows, columns: rows.columns)
    let points = rows.points(found.scores)
    var plot = Plot(
      TSNEChart(points: ScatterChart(points.classes), words: points.words, steps: found.steps),
      title: tables[0].label)
    plot.cautions = rows.cautions
    plot.notes = ["t-SNE: only neighbourhoods have meaning"]
    return plot
  }

  var sentence: String {
    let count = points.classes.reduce(0) { $0 + $1.count }
    return
      "\(plural(count, "row")) by t-SNE in \(plural(steps, "step")): neighbours stay neighbours, distances and axes have no meaning."
  }
}
