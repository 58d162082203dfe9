import Formats

/// What is wrong with parts of data.
package enum SplitError: Equatable, Sendable {
  /// The parts exist already, so a further split would mix them.
  case alreadySplit(parts: [Dataset.Part])
  /// Statistics of all samples went into the inputs, so a split now would leak them into test.
  case learntBefore(step: String)
  /// Fractions that do not add up to everything.
  case fractions([Double])
  /// A part of a split would be empty.
  case emptyPart(Dataset.Part, of: Int)
  /// Order is what such data are about.
  case keepsOrder(data: String)
  /// Fewer different values than parts; `isTime` where they order the rows.
  case tooFewGroups(column: String, found: Int, parts: Int, isTime: Bool)
  /// A column that orders nothing in time.
  case noTime(column: String, found: ColumnKind)
}
