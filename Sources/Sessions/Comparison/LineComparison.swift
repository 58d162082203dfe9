/// Compares texts line by line; a stored line of `...` stands for any number of lines.
struct LineComparison {
  var rule: ComparisonRule
  /// The headings, where the text is a table of which columns have tolerances of their own.
  private var headings: [String] = []

  /// Compares by one rule, whatever the text is.
  init(rule: ComparisonRule) { self.rule = rule }

  /// The same for an output that may be a table.
  init(rule: ComparisonRule, of output: StoredOutput) {
    self.rule = rule
    guard !rule.columns.isEmpty, [.curve, .plot, .table].contains(output.kind) else { return }
    let rows = output.body.split(separator: "\n").lazy.map(TableCells.of)
    headings = rows.first { $0.contains { rule.columns[ColumnTolerance.key(of: $0)] != nil } } ?? []
  }

  /// `nil` when the texts agree.
  func difference(stored: String, computed: String) -> OutputDifference? {
    let stored = lines(stored)
    let computed = lines(computed)
    var storedIndex = 0
    var computedIndex = 0
    // Where to go on when a line fails to match behind the last wildcard.
    var retry: (stored: Int, computed: Int)?
    var firstFailure: OutputDifference?
    while storedIndex < stored.count || computedIndex < computed.count {
      if storedIndex < stored.count, isWildcard(stored[storedIndex]) {
        retry = (storedIndex + 1, computedIndex)
        storedIndex += 1
        continue
      }
      if storedIndex < stored.count, computedIndex < computed.count {
        guard let failure = difference(line: stored[storedIndex], computed[computedIndex]) else {
          storedIndex += 1
          computedIndex += 1
          continue
        }
        let place = OutputDifference(
          failure, line: storedIndex + 1, stored: stored[storedIndex],
          computed: computed[computedIndex])
        firstFailure = firstFailure ?? place
      }
      guard let last = retry, last.computed < computed.count else {
        return firstFailure ?? lineCount(stored, computed, at: storedIndex, computedIndex)
      }
      retry = (last.stored, last.computed + 1)
      storedIndex = last.stored
      computedIndex = last.computed + 1
    }
    return nil
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func isWildcard(_ line: String) -> Bool {
    guard rule.tier != .exact else { return false }
    if TextPiece.pieces(of: line, wildcards: true) == [.anything] { return true }
    // What a capped output ends with: `... 1,843 more lines`.
    return line.hasPrefix("... ") && (line.hasSuffix(" more lines") || line.hasSuffix(" more line"))
  }

  private func lineCount(
    _ stored: [String], _ computed: [String], at storedIndex: Int, _ computedIndex: Int
  ) -> OutputDifference {
    OutputDifference(
      .lineCount(stored: stored.count, computed: computed.count), line: storedIndex + 1,
      stored: storedIndex < stored.count ? stored[storedIndex] : "",
      computed: computedIndex < computed.count ? computed[computedIndex] : "")
  }

  private func difference(line stored: String, _ computed: String) -> OutputDifference.Kind? {
    if stored == computed { return nil }
    if rule.tier == .exact { return .text }
    guard !headings.isEmpty else { return difference(text: stored, computed) }
    let cells = (TableCells.of(stored[...]), TableCells.of(computed[...]))
    guard cells.0.count == headings.count, cells.1.count == headings.count else {
      return difference(text: stored, computed)
    }
    for (heading, pair) in zip(headings, zip(cells.0, cells.1)) {
      let column = LineComparison(rule: rule.inColumn(heading))
      if let failure = column.difference(text: pair.0, pair.1) { return failure }
    }
    return nil
  }

  private func difference(text stored: String, _ computed: String) -> OutputDifference.Kind? {
    let pieces = TextPiece.pieces(of: stored, wildcards: true)
    let segments = pieces.split(separator: .anything, omittingEmptySubsequences: false)
    return difference(segments, TextPiece.pieces(of: computed, wildcards: false)[...])
  }

  /// The first segment stands at the start, the last at the end, the others anywhere in order.
  private func difference(
    _ segments: [ArraySlice<TextPiece>], _ computed: ArraySlice<TextPiece>
  ) -> OutputDifference.Kind? {
    guard let first = segments.first, let last = segments.last, segments.count > 1 else {
      return difference(segments.first ?? [], computed)
    }
    guard segments.reduce(0, { $0 + $1.count }) <= computed.count else { return .text }
    if let failure = difference(first, computed.prefix(first.count)) { return failure }
    if let failure = difference(last, computed.suffix(last.count)) { return failure }
    var rest = computed.dropFirst(first.count).dropLast(last.count)
    for segment in segments.dropFirst().dropLast() {
      while rest.count >= segment.count, difference(segment, rest.prefix(segment.count)) != nil {
        rest = rest.dropFirst()
      }
      if rest.count < segment.count { return .text }
      rest = rest.dropFirst(segment.count)
    }
    return nil
  }

  private func difference(
    _ stored: ArraySlice<TextPiece>, _ computed: ArraySlice<TextPiece>
  ) -> OutputDifference.Kind? {
    for (first, second) in zip(stored, computed) {
      if case .number(let stored) = first, case .number(let computed) = second {
        if agree(stored, computed) { continue }
        return .number(stored: stored.value, computed: computed.value)
      }
      if first != second { return .text }
    }
    return stored.count == computed.count ? nil : .text
  }

  private func agree(_ stored: NumberPiece, _ computed: NumberPiece) -> Bool {
    if stored.value == computed.value { return true }
    if stored.isWhole && computed.isWhole { return false }
    if rule.agrees(stored.value, computed.value) { return true }
    let distance = abs(stored.value - computed.value)
    if rule.tier == .shape {
      return distance <= 0.02 || CurveCourse.isWithinFactorOfTwo(stored.value, computed.value)
    }
    // No number is rounded to a whole one when it is printed: `4` says that 4 came out.
    if stored.isWhole { return false }
    // Rounding the computed number to the digits written gives the stored one. The bound has room
    // for the rounding of a half.
    return computed.unit < stored.unit && distance <= stored.unit / 2 * (1 + 1e-9)
  }
}
