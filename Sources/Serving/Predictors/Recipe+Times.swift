import Data

extension Recipe {
  /// Whether training had times of day in a column, not days alone.
  ///
  /// A formula that asks for the hour says so, and so do the first and last moment of training: taken back out of scaled
  /// numbers, one of them is no whole day.
  func hasTimes(in column: ColumnSchema) -> Bool {
    guard column.kind == .date else { return false }
    if steps.contains(where: { $0.computed?.formula.asksHour(of: column.name) == true }) {
      return true
    }
    let origins = origins
    guard origins.count == ranges.count,
      let place = origins.firstIndex(where: {
        $0.name == column.name && $0.columns == [column.name]
      })
    else { return false }
    var ends = [ranges[place].lowerBound, ranges[place].upperBound]
    var isDays = false
    // What a rounding of a prepared number comes to, in days.
    var error = 1e-6
    for change in steps.flatMap(\.changes).reversed() where change.column == column.name {
      switch change.change {
      case .scale(let offset, let factor) where factor > 0 && factor.isFinite:
        ends = ends.map { $0 / factor + offset }
        error /= factor
      case .days: isDays = true
      case .fillNumber, .clip: break
      default: return false
      }
    }
    return isDays && ends.contains { $0.isFinite && abs($0 - $0.rounded()) > max(error, 1e-4) }
  }
}

extension Formula {
  fileprivate func asksHour(of column: String) -> Bool {
    switch self {
    case .number, .text, .column: false
    case .negative(let inner), .not(let inner): inner.asksHour(of: column)
    case .operation(_, let a, let b): a.asksHour(of: column) || b.asksHour(of: column)
    case .call(let function, let inner):
      function == .hour && inner.columns.contains(column) || inner.asksHour(of: column)
    }
  }
}
