/// What a loss curve did, in one word.
package enum CurveCourse: String, Equatable, Sendable {
  case fell, rose, stayed, diverged

  /// From the first and last value; a change of a tenth counts.
  package init(_ values: [Double]) {
    guard let first = values.first, let last = values.last else {
      self = .stayed
      return
    }
    if !last.isFinite {
      self = .diverged
    } else if last < first - abs(first) / 10 {
      self = .fell
    } else if last > first + abs(first) / 10 {
      self = .rose
    } else {
      self = .stayed
    }
  }

  static func isWithinFactorOfTwo(_ first: Double, _ second: Double) -> Bool {
    if first == second || (first.isNaN && second.isNaN) { return true }
    guard first.isFinite, second.isFinite, (first < 0) == (second < 0) else { return false }
    return max(abs(first), abs(second)) <= 2 * min(abs(first), abs(second))
  }
}

/// The table of a stored curve, read back.
struct StoredTable {
  var names: [String]
  var columns: [[Double]]

  /// `nil` when the text is no heading with rows of numbers below it.
  init?(_ body: String) {
    let rows = body.split(separator: "\n").map { $0.split(separator: " ") }
    guard let heading = rows.first, rows.count > 1 else { return nil }
    names = heading.map(String.init)
    columns = names.map { _ in [] }
    for row in rows.dropFirst() {
      guard row.count == names.count else { return nil }
      for (index, text) in row.enumerated() {
        guard let value = Double(text) else { return nil }
        columns[index].append(value)
      }
    }
  }

  /// Accuracies may move by two points, other values by a factor of two; the course must be the same.
  func shapeDifference(to computed: StoredTable) -> OutputDifference.Kind? {
    guard names == computed.names else { return .text }
    for (index, name) in names.enumerated() where index > 0 {
      let stored = columns[index]
      let found = computed.columns[index]
      guard let storedLast = stored.last, let last = found.last else { continue }
      if name.hasSuffix("accuracy") {
        let isSame = storedLast == last || (storedLast.isNaN && last.isNaN)
        guard isSame || abs(storedLast - last) <= 0.02 else {
          return .number(stored: storedLast, computed: last)
        }
        continue
      }
      let courses = (CurveCourse(stored), CurveCourse(found))
      if courses.0 != courses.1 { return .course(stored: courses.0, computed: courses.1) }
      if courses.0 != .diverged, !CurveCourse.isWithinFactorOfTwo(storedLast, last) {
        return .number(stored: storedLast, computed: last)
      }
    }
    return nil
  }
}
