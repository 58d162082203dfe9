import Formats
import Support

/// Columns of what stood some rows before: rows are one after the other in time.
package struct RowLags: Equatable, Sendable {
  /// The column that is looked at in earlier rows.
  package let column: String
  /// How many rows before, each at least 1; a column for each.
  package let rows: [Int]
  /// The column whose equal values are a series each; `nil` where all rows are one.
  package let group: String?
  /// Whether the columns are what stands in the row minus what stood before, and not what stood before itself.
  package let isDifference: Bool

  /// All facts.
  package init(column: String, rows: [Int], group: String?, isDifference: Bool) {
    (self.column, self.rows, self.group) = (column, rows, group)
    self.isDifference = isDifference
  }

  /// The most rows that one column looks back.
  package static let limit = 65_536

  /// The names of the columns that it makes: `sales_lag_7`, `sales_diff_1`.
  package var names: [String] { rows.map { "\(column)_\(isDifference ? "diff" : "lag")_\($0)" } }

  /// The table with the new columns; NaN where no such row stands before, and where nothing stands there.
  func applied(to table: TypedTable) -> TypedTable {
    let numbers = table.column(named: column)?.values.doubles
    let series = RowSeries(of: table, by: group)
    return zip(names, rows).reduce(table) { table, new in
      var values = [Double](repeating: .nan, count: table.rowCount)
      if let numbers {
        for row in values.indices.untilInterrupted {
          guard let earlier = series.row(new.1, before: row) else { continue }
          values[row] = isDifference ? numbers[row] - numbers[earlier] : numbers[earlier]
        }
      }
      return table.appending(TypedColumn(new.0, .numbers(values)))
    }
  }
}

/// The rows of a table as one series, or as one for each value of a column.
struct RowSeries {
  /// The rows of each series, in their order.
  private(set) var rows: [[Int]] = []
  private var series: [Int] = []
  private var places: [Int] = []

  init(of table: TypedTable, by group: String?) {
    let keys = group.flatMap { table.column(named: $0)?.keys }
    let groups = KeyGroups(keys ?? [Int](repeating: 0, count: table.rowCount))
    rows = [[Int]](repeating: [], count: groups.sizes.count)
    for row in groups.numbers.indices.untilInterrupted {
      let number = groups.numbers[row]
      series.append(number)
      places.append(rows[number].count)
      rows[number].append(row)
    }
  }

  /// The series of a row.
  func number(of row: Int) -> Int { series.indices.contains(row) ? series[row] : 0 }

  /// How many rows of its series stand before a row.
  func count(before row: Int) -> Int { places.indices.contains(row) ? places[row] : 0 }

  /// The row that stands so many rows before it in its series; `nil` where the series begins later.
  func row(_ distance: Int, before row: Int) -> Int? {
    let place = count(before: row) - distance
    return place >= 0 ? rows[series[row]][place] : nil
  }
}

/// How far the steps of a recipe look back, and which rows have too few before them.
struct EarlierRows {
  /// How many rows must stand before one, in the series of a column each.
  private(set) var needs: [(group: String?, count: Int)] = []

  init(of steps: [FittedStep]) {
    // A column of a lagged one looks back as far as both together.
    var reach: [String: Int] = [:]
    for step in steps {
      if let lags = step.lags {
        for (name, rows) in zip(lags.names, lags.rows) {
          reach[name] = saturatingSum(reach[lags.column] ?? 0, rows)
        }
        needs.append((lags.group, lags.names.compactMap { reach[$0] }.max() ?? 0))
      } else if let computed = step.computed {
        reach[computed.name] = computed.formula.columns.compactMap { reach[$0] }.max()
      }
    }
  }

  /// How many rows one answer needs, its own among them.
  var count: Int { 1 + (needs.map(\.count).max() ?? 0) }

  /// The rows of a table that have enough before them; `nil` where all have.
  func complete(_ table: TypedTable) -> [Int]? {
    guard !needs.isEmpty else { return nil }
    let all = needs.map { (series: RowSeries(of: table, by: $0.group), count: $0.count) }
    let rows = (0..<table.rowCount).filter { row in
      all.allSatisfy { $0.series.count(before: row) >= $0.count }
    }
    return rows.count == table.rowCount ? nil : rows
  }
}
