import Support

/// What the first rows of a text say of all the others.
struct TextStart {
  /// So much is looked at for what no text has.
  private static let checked = 1 << 20

  let rules: RowRules
  let hasHeader: Bool
  let reader: FieldReader
  let plan: ColumnPlan
  /// Where the rows begin behind a header, from the start of the text, and on which line.
  let (position, line): (Int, Int)
  /// What to do about rows that differ in their number of fields.
  let remedy: RaggedRemedy
  /// Lines before the table that nobody has named.
  let leadingLines: Int
  /// The row of names.
  let header: RepeatedHeader
  /// How many bytes a row has, in the mean of the first ones.
  let rowSize: Double
  /// The columns, ready to be read.
  let columns: [ColumnReader]

  /// Looks at the text in the window, which is at its start, and reads on until there is a row.
  init(
    _ window: inout TextWindow, _ options: DelimitedOptions, plainQuotes: Bool, workers: Int
  ) throws(Setback) {
    let isStrict = window.encoding == .latin1
    try Self.check(window, mayBeOther: options.encoding == nil, isStrict: isStrict)
    let leading = try reading { () throws(DelimitedFault) in try LeadingLines(&window, options) }
    let separator =
      options.separator ?? leading.separator ?? options.habits?.separator(window)
    let firstLine = 1 + leading.count
    var rules = RowRules(separator: 0, hasQuotes: false)
    var sample: Sample
    while true {
      rules = RulesDetection.rules(window, separator: separator)
      if plainQuotes { rules = RowRules(separator: RowRules.tab, hasQuotes: false) }
      sample = Sample(window, rules)
      if sample.rowCount > 0 || window.isFinal { break }
      if let fault = sample.splitter.fault?.0 { throw Self.setback(fault, rules, firstLine) }
      guard try reading({ () throws(DelimitedFault) in try window.widen() }) else {
        throw Self.tooLong(window, rules, line: firstLine)
      }
    }
    guard sample.rowCount > 0 else {
      if let fault = sample.splitter.fault?.0 { throw Self.setback(fault, rules, firstLine) }
      throw .fault(leading.count > leading.found ? .skipped(lines: leading.count) : .empty)
    }
    let first = Sample(window, rules, rows: 1)
    guard first.width(0) <= RowRules.columnLimit else {
      throw .fault(.tooManyColumns(line: firstLine, limit: RowRules.columnLimit))
    }
    if Interrupt.isRaised { throw .fault(.interrupted) }
    let decimal =
      options.decimal
      ?? DecimalDetection.decimal(
        sample, separator: rules.separator, usual: options.habits?.decimal)
    let format = NumberField(decimal: decimal)
    let marks = MissingMarks(options.missingWords, format)
    let reader = FieldReader(format: format, marks: marks)
    let hasHeader =
      options.hasHeader ?? options.habits?.hasHeader(sample)
      ?? HeaderDetection.hasHeader(sample, reader)
    plan = try reading { () throws(DelimitedFault) in
      try ColumnPlan(sample, hasHeader: hasHeader, options, firstLine: firstLine)
    }
    if Interrupt.isRaised { throw .fault(.interrupted) }
    columns = plan.readers(
      sample, hasHeader: hasHeader, reader, options, workers: workers)
    let end = hasHeader ? first.splitter.end : window.start
    (position, line) = (window.passed + end, firstLine + (hasHeader ? first.splitter.lineCount : 0))
    leadingLines = leading.found
    remedy = RaggedRemedy(window, rules, sample, linesBefore: leading.count)
    header = RepeatedHeader(hasHeader && !rules.isBlanks ? first.text(of: 0) : [])
    (self.rules, self.hasHeader, self.reader) = (rules, hasHeader, reader)
    rowSize = Double(sample.splitter.end - window.start) / Double(max(1, sample.splitter.rowCount))
  }

  /// Whether the first bytes are text at all.
  private static func check(
    _ window: borrowing TextWindow, mayBeOther: Bool, isStrict: Bool
  ) throws(Setback) {
    var end = min(window.end, checked)
    // A character on the border is looked at later.
    while end < window.end, end > 0, window.base[end] & 0xC0 == 0x80 { end -= 1 }
    let base = UnsafePointer(window.base)
    switch TextCheck.fault(base, 0..<end, strict: isStrict) {
    case .binary(let place):
      throw .fault(.binary(line: 1 + PieceCuts.lines(base, 0..<place)))
    case .notUTF8(let place):
      if mayBeOther { throw .noUTF8 }
      throw .fault(.notEncoded(.utf8, line: 1 + PieceCuts.lines(base, 0..<place)))
    case nil: break
    }
  }

  /// The first row is faulty.
  private static func setback(
    _ fault: RowFault, _ rules: RowRules, _ firstLine: Int
  ) -> Setback {
    switch fault {
    case .unterminatedQuote(let line), .textAfterQuote(let line):
      if rules.separator == RowRules.tab { return .plainQuotes }
      if case .unterminatedQuote = fault {
        return .fault(.unterminatedQuote(line: line + firstLine))
      }
      return .fault(.textAfterQuote(line: line + firstLine))
    case .ragged, .tooManyColumns:
      return .fault(.tooManyColumns(line: firstLine, limit: RowRules.columnLimit))
    }
  }

  /// The row at the window's start is longer than any, perhaps for want of a quote.
  static func tooLong(
    _ window: borrowing TextWindow, _ rules: RowRules, line: Int
  ) -> Setback {
    let splitter = RowSplitter(UnsafePointer(window.base), window.end, isFinal: true, rules)
    splitter.rowLimit = 1
    splitter.split(from: window.start, to: window.end)
    if case .unterminatedQuote(let opened)? = splitter.fault?.0 {
      if rules.separator == RowRules.tab { return .plainQuotes }
      return .fault(.unterminatedQuote(line: line + opened))
    }
    return .fault(.rowTooLong(line: line, limit: RowRules.rowLimit))
  }
}
