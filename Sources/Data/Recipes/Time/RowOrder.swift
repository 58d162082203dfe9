import Formats
import Support

// Steps in time take the rows above for the earlier ones.

extension EarlierRows {
  /// A column of dates that runs backwards somewhere, within the series of a step where it tells series apart; `nil`
  /// where one is in order, and where there are no dates.
  ///
  /// One in order is enough: a second one may be a day of birth.
  static func disorder(of table: TypedTable, _ steps: [FittedStep]) -> String? {
    let dates = table.columns.filter { $0.kind == .date }
    guard let first = dates.first else { return nil }
    let groups = steps.compactMap(\.lags).map(\.group)
    let series = (groups.isEmpty ? [nil] : groups).map { RowSeries(of: table, by: $0) }
    let isOrdered = dates.contains { column in
      series.allSatisfy { $0.isAscending(column.values.doubles ?? []) }
    }
    return isOrdered ? nil : first.name
  }
}

extension RowSeries {
  /// Whether no number is below one before it in its series; rows without one do not count.
  func isAscending(_ numbers: [Double]) -> Bool {
    var latest: [Int: Double] = [:]
    for row in numbers.indices.untilInterrupted where !numbers[row].isNaN {
      let number = number(of: row)
      if let before = latest[number], numbers[row] < before { return false }
      latest[number] = numbers[row]
    }
    return true
  }
}

extension Dataset {
  /// Tells where rows are taken for one after the other in time, and their dates are not in order.
  func tellDisorder(_ record: DataRecord) {
    guard let tabular = columnsToChange,
      let column = EarlierRows.disorder(of: tabular.raw.train, tabular.steps)
    else { return }
    record.notes.append(.disordered(column))
  }
}
