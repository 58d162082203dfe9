/// Finds out how rows are cut: by the separator that gives all first rows the same number of fields.
enum RulesDetection {
  private static let tab = RowRules.tab
  /// In order of preference where nothing else decides: the rarer in texts the earlier.
  private static let separators: [UInt8] = [tab, 0x3B, 0x7C, 0x2C]
  static let rows = 256

  private struct Candidate {
    let rules: RowRules
    /// The most frequent number of fields, and the share of rows that have it.
    var width = 0
    var share = 0.0
    /// Of the fields, those that are numbers or dates.
    var numbers = 0.0
    var isConsistent = false
    /// Whether a column has nothing else below its first row.
    var hasNumberColumn = false
  }

  /// What may stand between fields, where it is not given.
  static func candidates(_ given: UInt8?) -> [UInt8] { given.map { [$0] } ?? separators }

  /// Whether some separator gives all first rows the same number of fields, more than one.
  static func isConsistent(_ window: borrowing TextWindow, separator: UInt8?) -> Bool {
    for byte in candidates(separator) {
      let found = examine(window, RowRules(separator: byte, hasQuotes: true))
      if found.isConsistent, found.width > 1 { return true }
    }
    let blanks = examine(window, RowRules(separator: RowRules.blank, hasQuotes: true))
    return separator == nil && blanks.isConsistent && blanks.width > 1 && blanks.hasNumberColumn
  }

  /// The rules for the text of the window.
  static func rules(_ window: borrowing TextWindow, separator: UInt8?) -> RowRules {
    if let separator {
      let rules = RowRules(separator: separator, hasQuotes: true)
      guard separator == tab else { return rules }
      let isFine = examine(window, rules).isConsistent
      return RowRules(separator: tab, hasQuotes: isFine)
    }
    var candidates: [Candidate] = []
    for separator in separators {
      let candidate = examine(window, RowRules(separator: separator, hasQuotes: true))
      // Quotes in files with tabs may be text.
      if separator == tab, !candidate.isConsistent || candidate.width < 2 {
        let plain = examine(window, RowRules(separator: tab, hasQuotes: false))
        candidates.append(plain.isConsistent && plain.width > 1 ? plain : candidate)
      } else {
        candidates.append(candidate)
      }
    }
    if let best = first(candidates.filter { $0.isConsistent && $0.width > 1 }, by: \.numbers) {
      return best.rules
    }
    let blanks = examine(window, RowRules(separator: RowRules.blank, hasQuotes: true))
    if blanks.isConsistent, blanks.width > 1, blanks.hasNumberColumn { return blanks.rules }
    // Most rows are cut alike: the others are faults that have to be told.
    let likely = first(candidates.filter { $0.width > 1 && $0.share >= 0.5 }, by: \.share)
    return likely?.rules ?? RowRules(separator: 0x2C, hasQuotes: true)
  }

  private static func first(
    _ candidates: [Candidate], by value: KeyPath<Candidate, Double>
  ) -> Candidate? {
    candidates.reduce(nil) { best, next in
      guard let best else { return next }
      return next[keyPath: value] > best[keyPath: value] ? next : best
    }
  }

  private static func examine(_ window: borrowing TextWindow, _ rules: RowRules) -> Candidate {
    let sample = Sample(window, rules, rows: rows)
    var candidate = Candidate(rules: rules)
    guard sample.rowCount > 0 else { return candidate }
    var widths: [Int: Int] = [:]
    for row in 0..<sample.rowCount { widths[sample.width(row), default: 0] += 1 }
    let most = widths.max { ($0.value, $1.key) < ($1.value, $0.key) }
    candidate.width = most?.key ?? 0
    candidate.share = Double(most?.value ?? 0) / Double(sample.rowCount)
    candidate.isConsistent = widths.count == 1 && !sample.isFaulty
    guard candidate.isConsistent, candidate.width > 1 else { return candidate }
    let formats = [NumberField(decimal: 0x2E), NumberField(decimal: 0x2C)]
    var (fields, numbers) = (0, 0)
    var isNumberColumn = [Bool](repeating: sample.rowCount > 1, count: candidate.width)
    sample.forEachField(0..<sample.rowCount) { row, column, start, end in
      let (start, end) = FieldText.trimmed(start, end)
      var value = 0.0
      let isNumber =
        formats.contains { ($0.plain(start, end, &value) ?? $0.any(start, end, &value)) != nil }
        || DateField(start, end) != nil
      fields += 1
      if isNumber { numbers += 1 } else if row > 0 { isNumberColumn[column] = false }
    }
    candidate.numbers = Double(numbers) / Double(max(1, fields))
    candidate.hasNumberColumn = isNumberColumn.contains(true)
    return candidate
  }
}
