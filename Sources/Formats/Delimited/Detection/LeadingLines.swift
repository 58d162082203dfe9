import Support

/// The lines before a table: those that were said to be none of it, and those that certainly are not.
struct LeadingLines {
  /// More lines than these are no title.
  private static let limit = 50

  /// How many lines come before the table.
  private(set) var count = 0
  /// How many of them nobody has named.
  private(set) var found = 0
  /// What the first line says to stand between two fields, as Excel writes it: `sep=;`.
  private(set) var separator: UInt8?

  /// Moves the window's start to the first row of the table.
  init(_ window: inout TextWindow, _ options: DelimitedOptions) throws(DelimitedFault) {
    let skip = options.skip ?? options.habits?.skip(window)
    while count < skip ?? 0, try skipLine(of: &window) {}
    if let named = Self.separator(of: window) {
      separator = named
      try skipLine(of: &window)
      found += 1
    }
    if skip == nil, options.hasHeader ?? options.habits?.hasHeader != false {
      skipTitle(of: &window, options)
    }
  }

  /// Goes behind the next end of a line; false where the text has ended.
  @discardableResult
  private mutating func skipLine(of window: inout TextWindow) throws(DelimitedFault) -> Bool {
    var position = window.start
    while true {
      while position < window.end, !Self.isLineEnd(window.base[position]) { position += 1 }
      if position + 1 < window.end || window.isFinal { break }
      // The rest of a line that is longer than the window.
      try window.advance(to: position)
      position = window.start
    }
    guard position < window.end else {
      if position > window.start { count += 1 }
      window.begin(at: position)
      return false
    }
    let isPair =
      window.base[position] == RowRules.carriageReturn && position + 1 < window.end
      && window.base[position + 1] == RowRules.lineFeed
    count += 1
    window.begin(at: position + (isPair ? 2 : 1))
    return true
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == RowRules.lineFeed || byte == RowRules.carriageReturn
  }

  /// The byte behind `sep=` where nothing else stands in the line, perhaps between quotes.
  private static func separator(of window: borrowing TextWindow) -> UInt8? {
    let head = UnsafeBufferPointer(
      start: window.base + window.start, count: min(16, window.end - window.start))
    var line = Array(head.prefix { !isLineEnd($0) })
    guard line.count < head.count || window.isFinal else { return nil }
    if line.count == 7, line.first == RowRules.quote, line.last == RowRules.quote {
      line = Array(line[1..<6])
    }
    guard line.count == 5, line.prefix(4).map({ $0 | 0x20 }) == [0x73, 0x65, 0x70, 0x3D]
    else { return nil }
    return line[4]
  }

  /// Leaves out lines with fewer fields than all below them, where a header begins these: a title, who made the file.
  private mutating func skipTitle(of window: inout TextWindow, _ options: DelimitedOptions) {
    let given = options.separator ?? separator
    if RulesDetection.isConsistent(window, separator: given) {
      return skipPaddedTitle(of: &window, given)
    }
    let start = window.start
    let starts = RulesDetection.candidates(given).compactMap { separator in
      Self.tableStart(window, RowRules(separator: separator, hasQuotes: true))
    }
    for place in starts.sorted(by: { $0.position < $1.position }) {
      window.begin(at: place.position)
      if place.lines <= Self.limit, RulesDetection.isConsistent(window, separator: given),
        isHeader(window, given, beyondDoubt: place.isDoubtful)
      {
        (count, found) = (count + place.lines, found + place.lines)
        return
      }
    }
    window.begin(at: start)
  }

  /// The same in files where every line has as many separators: `Sales 2024,,,`.
  private mutating func skipPaddedTitle(of window: inout TextWindow, _ given: UInt8?) {
    let rules = RulesDetection.rules(window, separator: given)
    guard !rules.isBlanks else { return }
    let sample = Sample(window, rules, rows: Self.limit)
    let filled = (0..<sample.rowCount).map { sample.filledFields($0) }
    guard let width = filled.max(), width > 2, filled[0] == 1, sample.width(0) >= width,
      let first = filled.firstIndex(of: width), filled[..<first].allSatisfy({ $0 <= 1 })
    else { return }
    let start = window.start
    window.begin(at: sample.start(of: first))
    guard isHeader(window, given, beyondDoubt: true) else { return window.begin(at: start) }
    let lines = sample.line(of: first)
    (count, found) = (count + lines, found + lines)
  }

  /// Where the first row stands from which on all have as many fields, more than any before; `nil` where there are none
  /// before it.
  static func tableStart(
    _ window: borrowing TextWindow, _ rules: RowRules
  ) -> (position: Int, lines: Int, isDoubtful: Bool)? {
    let sample = Sample(window, rules, rows: RulesDetection.rows)
    let widths = (0..<sample.rowCount).map { sample.width($0) }
    guard let width = widths.last, width > 1, !sample.isFaulty else { return nil }
    let first = (widths.lastIndex { $0 != width } ?? -1) + 1
    guard first > 0, widths.count - first >= 2, widths[..<first].allSatisfy({ $0 < width }) else {
      return nil
    }
    return (
      sample.start(of: first), sample.line(of: first), width == 2 || widths[first - 1] > 1
    )
  }

  /// Whether the window begins with names; a line of names that is too short must not be taken for a title.
  private func isHeader(
    _ window: borrowing TextWindow, _ separator: UInt8?, beyondDoubt: Bool
  ) -> Bool {
    let rules = RulesDetection.rules(window, separator: separator)
    let sample = Sample(window, rules)
    let format = NumberField(
      decimal: DecimalDetection.decimal(sample, separator: rules.separator))
    let reader = FieldReader(
      format: format, marks: MissingMarks(DelimitedOptions.missingMarks, format))
    guard sample.rowCount > 1, sample.filledFields(0) == sample.width(0) else { return false }
    return beyondDoubt
      ? HeaderDetection.hasNamesOfNumbers(sample, reader)
      : HeaderDetection.hasHeader(sample, reader)
  }
}
