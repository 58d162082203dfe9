import Formats
import Support

/// How far rows are apart in time, each from the one before in its series.
struct RowIntervals {
  /// How many rows have the moment of the row before.
  private(set) var simultaneous = 0
  /// How many moments have no row, where most rows are equally far apart.
  private(set) var skipped = 0
  /// That distance, in seconds; 0 where most are not.
  private(set) var usual = 0.0

  /// Rows without a moment do not count.
  init(of seconds: [Double], in series: RowSeries) {
    var latest: [Int: Double] = [:]
    var distances: [Double] = []
    for row in seconds.indices.untilInterrupted where !seconds[row].isNaN {
      let number = series.number(of: row)
      if let before = latest[number] {
        if seconds[row] > before {
          distances.append(seconds[row] - before)
        } else if seconds[row] == before {
          simultaneous += 1
        }
      }
      latest[number] = seconds[row]
    }
    let middle = ColumnStatistics.median(distances)
    // Months differ by a tenth at most.
    let regular = distances.count { abs($0 - middle) <= middle / 9 }
    guard distances.count > 2, 2 * regular > distances.count else { return }
    usual = middle
    for distance in distances where distance > 1.5 * middle {
      skipped = saturatingSum(
        skipped, Int((distance / middle).rounded() - 1, within: 0...1 << 40))
    }
  }
}

extension Dataset {
  /// Tells where rows are taken for one after the other in time, and some are of one moment, or moments are left out.
  func tellIntervals(_ record: DataRecord, of word: String) {
    guard let tabular = columnsToChange else { return }
    let table = tabular.raw.train
    let lags = tabular.steps.compactMap(\.lags)
    let groups = lags.isEmpty ? [nil] : lags.map(\.group)
    let all = groups.map { RowSeries(of: table, by: $0) }
    let column = table.columns.first { column in
      column.kind == .date && all.allSatisfy { $0.isAscending(column.values.doubles ?? []) }
    }
    guard let column, let seconds = column.values.doubles else { return }
    let intervals = all.map { RowIntervals(of: seconds, in: $0) }
    if let place = intervals.firstIndex(where: { $0.simultaneous > 0 }) {
      let group = groups[place] == nil ? tabular.columnThatTellsApart(seconds) : nil
      record.notes.append(
        .simultaneous(
          rows: intervals[place].simultaneous, column: column.name,
          remedy: group.map { remedy($0, lags.isEmpty ? nil : lags[place]) } ?? ""))
    } else if let found = intervals.first(where: { $0.skipped > 0 }) {
      record.notes.append(
        .skipped(found.skipped, column: column.name, usual: found.usual, by: word))
    }
  }

  /// The line that takes each series by itself.
  private func remedy(_ group: TypedColumn, _ lags: RowLags?) -> String {
    guard let lags else {
      let name = Formula.column(group.name, otherwise: nil).text
      return "keep \(name) == "
        + (group.values.doubles?.first { !$0.isNaN }.map { NumberText.exact($0) }
          ?? QuotedText.of(group.firstText))
    }
    return RowLags(
      column: lags.column, rows: lags.rows, group: group.name, isDifference: lags.isDifference
    ).line
  }
}

extension TabularData {
  /// The first column of words or whole numbers within whose equal values no moment comes twice; `nil` where there is none.
  fileprivate func columnThatTellsApart(_ seconds: [Double]) -> TypedColumn? {
    let table = raw.train
    return table.columns.prefix(64).first { column in
      guard column.kind == .category || column.kind == .whole, column.name != target else {
        return false
      }
      let series = RowSeries(of: table, by: column.name)
      return 2 * series.rows.count <= table.rowCount
        && RowIntervals(of: seconds, in: series).simultaneous == 0
    }
  }
}
