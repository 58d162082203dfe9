/// A table of numbers shown as shades.
package struct HeatMap: Sendable, Equatable {
  /// Rows; row 0 is the top.
  package let rows: Int
  /// Columns.
  package let columns: Int
  /// [rows × columns], row by row.
  package let values: [Double]
  /// Names of the rows; empty for numbers.
  package var rowLabels: [String]
  /// Names of the columns; empty for numbers.
  package var columnLabels: [String]

  /// A table; sizes that do not match `values` give an empty one.
  package init(
    rows: Int, columns: Int, values: [Double], rowLabels: [String] = [],
    columnLabels: [String] = []
  ) {
    let size = rows.multipliedReportingOverflow(by: columns)
    let fits = rows > 0 && columns > 0 && !size.overflow && size.partialValue == values.count
    self.rows = fits ? rows : 0
    self.columns = fits ? columns : 0
    self.values = fits ? values : []
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
  }

  /// The smallest and the largest finite value; `nil` if there is none.
  package var range: ClosedRange<Double>? {
    let summary = SampleSummary(of: values, in: values.indices)
    return summary.finiteCount > 0 ? summary.minimum...summary.maximum : nil
  }
}

extension HeatMap {
  /// The table as a file has it: a column for each of its columns, and the names of its rows before them.
  var fileColumns: [ChartColumn] {
    let names =
      rowLabels.isEmpty
      ? []
      : [
        ChartColumn(
          "name", words: (0..<rows).map { $0 < rowLabels.count ? clean(rowLabels[$0]) : "" })
      ]
    return names
      + (0..<columns).map { column in
        ChartColumn(
          column < columnLabels.count ? columnName(columnLabels[column]) : String(column),
          (0..<rows).map { values[$0 * columns + column] })
      }
  }
}
