extension Recipe {
  /// Whether the words of a column are cleaned, so that one may be written otherwise.
  package func isCleaned(_ column: String) -> Bool { cleans.contains(column) }

  /// Between which numbers a column of the source lay in training; `nil` where a number of it cannot be told from a
  /// feature: words, intervals, columns that only formulas take.
  package func range(of column: String) -> ClosedRange<Double>? {
    let origins = origins
    guard origins.count == ranges.count,
      let place = origins.firstIndex(where: { $0.name == column && $0.columns == [column] })
    else { return nil }
    var (low, high) = (ranges[place].lowerBound, ranges[place].upperBound)
    for change in origins[place].changes.reversed() {
      switch change {
      case .scale(let offset, let factor):
        guard factor > 0 else { return nil }
        (low, high) = (low / factor + offset, high / factor + offset)
      case .fillNumber, .clip: break
      default: return nil
      }
    }
    return low.isFinite && high.isFinite && low <= high ? low...high : nil
  }
}
