/// How far the numbers of one column may differ: `rtol.accuracy=0.02`, `atol.loss=1e-3`.
package struct ColumnTolerance: Equatable, Sendable {
  /// Of the larger of two numbers, the part by which they may differ; `nil` for that of the cell.
  package var relative: Double?
  /// By how much they may differ, however small they are; `nil` for that of the cell.
  package var absolute: Double?

  /// A column of which nothing is said yet.
  package init(relative: Double? = nil, absolute: Double? = nil) {
    (self.relative, self.absolute) = (relative, absolute)
  }

  /// Whether an attribute or key is one of a column, whatever stands behind it.
  static func isKey(_ name: String) -> Bool {
    ["rtol.", "atol."].contains { name.hasPrefix($0) && name.utf8.count > $0.utf8.count }
  }

  /// The name of a column as keys have it: a blank of a heading is `_` there.
  static func key(of heading: some StringProtocol) -> String {
    String(heading.map { $0 == " " ? "_" : $0 })
  }
}

extension [String: ColumnTolerance] {
  /// Takes one key and its value.
  mutating func set(_ name: String, _ value: Double) {
    let column = String(name.dropFirst(5))
    if name.hasPrefix("rtol.") {
      self[column, default: ColumnTolerance()].relative = value
    } else {
      self[column, default: ColumnTolerance()].absolute = value
    }
  }

  /// All of an outer scope, with those of an inner one in their place.
  func refined(by inner: [String: ColumnTolerance]) -> [String: ColumnTolerance] {
    merging(inner) { outer, inner in
      ColumnTolerance(
        relative: inner.relative ?? outer.relative, absolute: inner.absolute ?? outer.absolute)
    }
  }
}

extension Attributes {
  /// The tolerances of columns that stand here as numbers from 0; others are left out.
  var columnTolerances: [String: ColumnTolerance] {
    var columns: [String: ColumnTolerance] = [:]
    for case .pair(let key, let value) in entries where ColumnTolerance.isKey(key) {
      if let number = tolerance(value) { columns.set(key, number) }
    }
    return columns
  }

  /// What an author says of tolerances here, which an output keeps when it is stored anew.
  var tolerances: [Entry] {
    entries.filter {
      guard case .pair(let key, _) = $0 else { return false }
      return key == "rtol" || key == "atol" || ColumnTolerance.isKey(key)
    }
  }
}

/// A tolerance as it is written: a number from 0.
func tolerance(_ text: String) -> Double? {
  guard let number = Double(text), number.isFinite, number >= 0 else { return nil }
  return number
}
