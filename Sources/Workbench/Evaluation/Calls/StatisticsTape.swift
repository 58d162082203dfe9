import Engine

/// What a function found out of all rows of the training part, so that it holds for other parts, too: `mean(y)` in
/// `relabel y -> y - mean(y)`.
///
/// A statistic is what a built-in function or an index makes of a tensor with a row for each sample when its result has
/// no longer one. Calls are told apart by their order, which is the same for every part.
final class StatisticsTape {
  private let rows: Int
  /// One entry for each call of a built-in function and each index; `nil` where it was no statistic.
  private var found: [Value?]
  /// The entry behind each and all that was called inside it.
  private var behind: [Int]
  private var next = 0
  private let isLearnt: Bool

  /// A tape that learns from so many rows.
  init(rows: Int) { (self.rows, found, behind, isLearnt) = (rows, [], [], false) }

  private init(_ learnt: StatisticsTape) {
    (rows, found, behind, isLearnt) = (learnt.rows, learnt.found, learnt.behind, true)
  }

  /// The same statistics for another part.
  var again: StatisticsTape { StatisticsTape(self) }

  /// The result of a call: what was learnt, or what is computed now.
  func value(_ arguments: [Value], _ compute: () throws -> Value) throws -> Value {
    let place = next
    next += 1
    if isLearnt {
      guard place < found.count, let value = found[place] else { return try compute() }
      // What was called inside is not called again.
      next = behind[place]
      return value
    }
    // Calls inside this one come first in time, but behind it in order.
    found.append(nil)
    behind.append(place + 1)
    let value = try compute()
    behind[place] = next
    if arguments.contains(where: hasRows), !hasRows(value) { found[place] = value }
    return value
  }

  private func hasRows(_ value: Value) -> Bool {
    guard case .tensor(let tensor) = value else { return false }
    return tensor.shape.rank > 0 && tensor.shape[0] == rows
  }
}
