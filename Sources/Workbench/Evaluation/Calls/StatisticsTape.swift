import Engine

/// What a function found out of all rows of the training part, so that it holds for other parts, too: `mean(y)` in
/// `relabel y -> y - mean(y)`.
///
/// A statistic is what a built-in function makes of a tensor with a row for each sample when its result has no
/// longer one. Calls are told apart by their order, which is the same for every part.
final class StatisticsTape {
  private let rows: Int
  /// One entry for each call of a built-in function; `nil` where it was no statistic.
  private var found: [Value?]
  private var next = 0
  private let isLearnt: Bool

  /// A tape that learns from so many rows.
  init(rows: Int) { (self.rows, found, isLearnt) = (rows, [], false) }

  private init(_ learnt: StatisticsTape) {
    (rows, found, isLearnt) = (learnt.rows, learnt.found, true)
  }

  /// The same statistics for another part.
  var again: StatisticsTape { StatisticsTape(self) }

  /// The result of a call: what was learnt, or what is computed now.
  func value(_ arguments: [Value], _ compute: () throws -> Value) throws -> Value {
    let place = next
    next += 1
    if isLearnt {
      guard place < found.count, let value = found[place] else { return try compute() }
      return value
    }
    // Calls inside this one come first in time, but behind it in order.
    found.append(nil)
    let value = try compute()
    if arguments.contains(where: hasRows), !hasRows(value) { found[place] = value }
    return value
  }

  private func hasRows(_ value: Value) -> Bool {
    guard case .tensor(let tensor) = value else { return false }
    return tensor.shape.rank > 0 && tensor.shape[0] == rows
  }
}
