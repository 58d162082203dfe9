/// How a table was read, for other files that belong to it: what was said of it, and what was found out there and may be
/// left open elsewhere.
package struct DelimitedHabits: Equatable, Sendable {
  /// The names of columns that such a file has; the first row is a header where it has one of them.
  package var names: [String] = []
  /// The byte between two fields that was given; `nil` where it was found out. It holds where it cuts the first row.
  package var separator: UInt8?
  /// Further words that stand for a missing value; `nil` where none were given.
  package var missing: [String]?
  /// The byte before the digits of a fraction, where a file leaves open which it is.
  package var decimal: UInt8?
  /// Whether the first row holds names, where it has none of `names`; `nil` to find out.
  package var hasHeader: Bool?
  /// So many lines at the start are no part of the table, unless the first one has a name of a column.
  package var skip: Int?
  /// Whether the month comes first in `3/4/2024`, where a column leaves that open.
  package var monthFirst: Bool?
  /// What the values of a column are, whatever they look like; columns that a file does not have are left alone.
  package var kinds: [String: ColumnKind] = [:]
  /// Whether a name that stands in the header twice gets a number behind it.
  package var renamesDuplicates = false

  /// Nothing is known.
  package init() {}

  /// What was said in `options`, and what was found out in `table`.
  package init(_ options: DelimitedOptions, _ table: DelimitedTable) {
    (separator, missing, skip) = (options.separator, options.missing, options.skip)
    (kinds, renamesDuplicates) = (options.kinds, options.renamesDuplicates)
    monthFirst = options.monthFirst ?? table.dayOrder
    if options.decimal != nil || table.dialect.decimal != 0x2E { decimal = table.dialect.decimal }
    if !table.dialect.hasHeader { hasHeader = false }
    guard let before = options.habits else { return }
    // A file that was read by habits hands them on.
    separator = separator ?? before.separator
    missing = missing ?? before.missing
    decimal = decimal ?? before.decimal
    monthFirst = monthFirst ?? before.monthFirst
    kinds.merge(before.kinds) { own, _ in own }
  }

  /// Whether everything would be found out anyway.
  package var isEmpty: Bool {
    var own = self
    own.names = []
    return own == DelimitedHabits()
  }

  /// Whether the first row holds names; `nil` where nothing tells.
  func hasHeader(_ sample: Sample) -> Bool? {
    guard sample.rowCount > 0 else { return hasHeader }
    var isNamed = false
    let known = Set(names)
    sample.forEachField(0..<1) { _, _, start, end in
      let (start, end) = FieldText.trimmed(start, end)
      if known.contains(FieldText.string(start, end)) { isNamed = true }
    }
    return isNamed ? true : hasHeader
  }

  /// The lines to leave out of a text that begins so; `nil` where nothing was said, or its first line has a name already.
  func skip(_ window: borrowing TextWindow) -> Int? {
    guard let skip, skip > 0 else { return nil }
    let head = UnsafeBufferPointer(
      start: window.base + window.start, count: min(4_096, window.end - window.start))
    let line = String(
      decoding: head.prefix { $0 != RowRules.lineFeed && $0 != RowRules.carriageReturn },
      as: UTF8.self)
    return names.contains { !$0.isEmpty && line.contains($0) } ? nil : skip
  }

  /// The separator, where it cuts the first row of a text.
  func separator(_ window: borrowing TextWindow) -> UInt8? {
    guard let separator else { return nil }
    let sample = Sample(window, RowRules(separator: separator, hasQuotes: true), rows: 1)
    return sample.rowCount > 0 && sample.width(0) > 1 ? separator : nil
  }
}
