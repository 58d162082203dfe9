import Support

/// One reading of a text in one encoding, with one meaning of quotes.
final class TableReading {
  /// So many rows of a column are read before the next column's.
  private static let rowsAtOnce = 512
  /// A column may turn out to be something else, and a category of too many words; then nothing is left.
  private static let passLimit = 5

  private let source: any ByteSource
  private let options: DelimitedOptions
  private let encoding: TextEncoding?
  private let plainQuotes: Bool
  private let workers: DelimitedWorkers
  private var owners = RowOwners()
  private var lines = RowLines(first: 1)
  private var markCounts: [Int] = []
  private var line = 1
  private var repairs = DelimitedRepairs()
  private var repeatedHeaders = 0
  private var hasUnnamed = false

  init(
    _ source: any ByteSource, _ options: DelimitedOptions, _ encoding: TextEncoding?,
    plainQuotes: Bool, _ workers: DelimitedWorkers
  ) {
    (self.source, self.options, self.encoding) = (source, options, encoding)
    (self.plainQuotes, self.workers) = (plainQuotes, workers)
  }

  /// Reads the whole text, and again what turned out to be something else.
  func read() throws(Setback) -> DelimitedTable {
    var window = try open()
    let start = try TextStart(
      &window, options, plainQuotes: plainQuotes, workers: workers.count)
    let encoding = window.encoding
    hasUnnamed = start.plan.hasUnnamed
    (line, lines) = (start.line, RowLines(first: start.line))
    if encoding != .utf16 { try refuseTooLarge(start) }
    try reading { () throws(DelimitedFault) in
      try window.advance(to: start.position - window.passed)
    }
    try pass(&window, start, start.columns, isFirst: true)
    guard owners.rowCount > 0 else {
      throw .fault(start.hasHeader ? .noRows(line: start.line - 1) : .empty)
    }
    let rowCount = owners.rowCount
    let firstCounts = markCounts
    var values = [ColumnValues?](repeating: nil, count: start.columns.count)
    var left = Array(start.columns.indices)
    for _ in 0..<Self.passLimit {
      left = try finish(left, start.columns, &values)
      if left.isEmpty { break }
      var window = try open()
      try reading { () throws(DelimitedFault) in
        while window.end < start.position, !window.isFinal {
          guard try window.widen() else { throw .changed }
        }
        guard window.end >= start.position else { throw .changed }
        try window.advance(to: start.position)
      }
      owners = RowOwners()
      try pass(&window, start, left.map { start.columns[$0] }, isFirst: false)
      guard owners.rowCount == rowCount else { throw .fault(.changed) }
    }
    guard left.isEmpty else { throw .fault(.changed) }
    repairs.renamed = start.plan.renamed
    repairs.openDates = start.columns.filter(\.hasOpenDates).map(\.name)
    repairs.doubts = zip(start.columns, values).compactMap { column, values in
      column.hasOpenDates ? nil : values.flatMap { column.doubt($0, start.reader) }
    }
    repairs.unusedOrder = unusedOrder(start.columns)
    repairs.remarks = start.remarks(values, options, repeatedHeaders: repeatedHeaders)
    let columns = zip(start.columns, values).compactMap { column, values in
      values.map { TypedColumn(column.name, $0) }
    }
    let marks = zip(start.reader.marks.texts, firstCounts).map { MissingMark(text: $0, count: $1) }
    return DelimitedTable(
      table: TypedTable(columns, rowCount: rowCount),
      dialect: Dialect(
        separator: start.rules.separator, hasQuotes: start.rules.hasQuotes,
        hasHeader: start.hasHeader, encoding: encoding, decimal: start.reader.format.point,
        leadingLines: start.leadingLines,
        missing: marks.filter { $0.count > 0 }),
      lines: lines, repairs: repairs, dayOrder: ColumnReader.dayOrder(of: start.columns))
  }

  /// What the options say of days, where it decides nothing or not all that it names.
  private func unusedOrder(_ columns: [ColumnReader]) -> DelimitedRepairs.UnusedOrder? {
    guard let monthFirst = options.monthFirst else { return nil }
    let contrary = columns.filter { $0.contradictsOrder == true }.map(\.name)
    guard !contrary.isEmpty || !columns.contains(where: { $0.contradictsOrder == false }) else {
      return nil
    }
    return DelimitedRepairs.UnusedOrder(monthFirst: monthFirst, contrary: contrary)
  }

  private func open() throws(Setback) -> TextWindow {
    try reading { () throws(DelimitedFault) in
      try TextWindow(TextFeed(source, encoding))
    }
  }

  /// Refuses a table that by its first rows is more than twice what memory holds, before anything of it is read.
  private func refuseTooLarge(_ start: TextStart) throws(Setback) {
    guard let bytes = source.byteCount, start.rowSize > 0 else { return }
    let rows = min(
      Int(Double(bytes) / start.rowSize, within: 0...1 << 50),
      options.rows.map { max(1, $0) } ?? .max)
    let width = start.columns.reduce(0) { sum, column in
      switch column.mode {
      case .numbers, .dates: sum + 8
      case .words, .texts: sum + 4
      }
    }
    let estimate = ByteEstimate.product(rows, width)
    guard estimate / 2 > MemoryBudget.current.limit || DiskMemory.current != nil else { return }
    do {
      try MemoryBudget.current.require(
        estimate, for: "a table of about \(NumberText.grouped(rows)) rows")
    } catch {
      throw .fault(.memory(error))
    }
  }

  /// Reads all rows from the window's start on, for these columns.
  private func pass(
    _ window: inout TextWindow, _ start: TextStart, _ columns: [ColumnReader], isFirst: Bool
  ) throws(Setback) {
    let base = UnsafePointer(window.base)
    let splitters = (0..<workers.count).map { _ in
      let splitter = RowSplitter(base, window.end, isFinal: window.isFinal, start.rules)
      splitter.header = start.header
      return splitter
    }
    let texts = splitters.map { _ in FieldText() }
    let markCount = start.reader.marks.texts.count
    let counts = splitters.map { _ in
      let counts = UnsafeMutablePointer<Int>.allocate(capacity: markCount)
      counts.initialize(repeating: 0, count: markCount)
      return counts
    }
    defer { counts.forEach { $0.deallocate() } }
    let rowLimit = options.rows.map { max(1, $0) } ?? .max
    while true {
      let batch = Batch(
        window, start.rules, width: start.plan.names.count, ragged: options.ragged,
        rowLimit: rowLimit - owners.rowCount, isStrict: window.encoding == .latin1, splitters,
        workers)
      try refuse(batch, start)
      if batch.rowCount > 0 {
        try require(batch, columns)
        fill(batch, start, columns, base: UnsafePointer(window.base), texts, counts)
        if Interrupt.isRaised { throw .fault(.interrupted) }
        settle(batch, columns, isFirst: isFirst)
      }
      if isFirst {
        repairs.dropped += batch.dropped
        repairs.filled += batch.filled
        repeatedHeaders += batch.repeated
      }
      if case .enough = batch.outcome { break }
      line += batch.lineCount
      if window.isFinal { break }
      if batch.end > window.start {
        try reading { () throws(DelimitedFault) in try window.advance(to: batch.end) }
      } else {
        guard try reading({ () throws(DelimitedFault) in try window.widen() }) else {
          throw TextStart.tooLong(window, start.rules, line: line)
        }
      }
    }
    markCounts = (0..<markCount).map { mark in counts.reduce(0) { $0 + $1[mark] } }
  }

  /// Ends the reading where a batch came to a fault.
  private func refuse(_ batch: Batch, _ start: TextStart) throws(Setback) {
    let rules = start.rules
    switch batch.outcome {
    case .open, .enough: return
    case .text(.binary, let more): throw .fault(.binary(line: line + more))
    case .text(.notUTF8, let more):
      if encoding == nil { throw .noUTF8 }
      throw .fault(.notEncoded(.utf8, line: line + more))
    case .row(let fault, let more):
      switch fault {
      case .ragged(let found):
        throw .fault(
          .ragged(
            line: line + more, expected: batch.width, found: found, remedy: start.remedy))
      case .tooManyColumns:
        throw .fault(.tooManyColumns(line: line + more, limit: RowRules.columnLimit))
      case .unterminatedQuote(let opened):
        if rules.separator == RowRules.tab { throw .plainQuotes }
        throw .fault(.unterminatedQuote(line: line + opened))
      case .textAfterQuote(let closed):
        if rules.separator == RowRules.tab { throw .plainQuotes }
        throw .fault(.textAfterQuote(line: line + closed))
      }
    }
  }

  /// Refuses what would not fit: the batch beside all that is held, or the columns by themselves.
  private func require(_ batch: Batch, _ columns: [ColumnReader]) throws(Setback) {
    let more = ByteEstimate.product(batch.rowCount, columns.count, 8)
    let all = ByteEstimate.sum(columns.lazy.map(\.byteCount) + [more])
    let budget = MemoryBudget.current
    do {
      try budget.require(more, for: "the table")
      if all > budget.limit, DiskMemory.current == nil { try budget.require(all, for: "the table") }
    } catch {
      throw .fault(.memory(error))
    }
  }

  private func fill(
    _ batch: Batch, _ start: TextStart, _ columns: [ColumnReader],
    base: UnsafePointer<UInt8>, _ texts: [FieldText],
    _ markCounts: [UnsafeMutablePointer<Int>]
  ) {
    for column in columns { column.prepare(batch.rowCount) }
    let views = batch.pieces.map { piece in
      PieceView(
        base: base, spans: UnsafePointer(piece.splitter.spans), width: batch.width,
        reader: start.reader, text: texts[piece.worker],
        markCounts: markCounts[piece.worker])
    }
    workers.each(views.count) { index in
      let piece = batch.pieces[index]
      for first in stride(from: 0, to: piece.rows, by: Self.rowsAtOnce) {
        let rows = first..<min(first + Self.rowsAtOnce, piece.rows)
        // Rows may be wide; what is left out is never looked at.
        for number in columns.indices.untilInterrupted(every: 1_024) {
          columns[number].fill(views[index], rows, at: piece.rowsBefore, worker: piece.worker)
        }
      }
    }
  }

  private func settle(_ batch: Batch, _ columns: [ColumnReader], isFirst: Bool) {
    let before = owners.rowCount
    for piece in batch.pieces {
      let row = before + piece.rowsBefore
      for column in columns { column.settle(worker: piece.worker, at: row) }
      owners.append(piece.rows, by: piece.worker)
      guard isFirst, piece.rows > 0 else { continue }
      let first = line + piece.linesBefore
      lines.note(row, line: first)
      for leap in piece.splitter.leaps where leap.row < piece.rows {
        lines.note(row + leap.row, line: first + leap.line)
      }
    }
    for column in columns { column.adjust(owners) }
  }

  /// One column's values, moved to the disk before the next column's are made where data are kept there.
  private static func finish(_ column: ColumnReader, _ owners: RowOwners) -> ColumnOutcome {
    let outcome = column.finish(owners)
    if let disk = DiskMemory.current, case .values(let values) = outcome { values.move(to: disk) }
    return outcome
  }

  /// Makes the values of columns; answers those that have to be read again.
  private func finish(
    _ indices: [Int], _ columns: [ColumnReader], _ values: inout [ColumnValues?]
  ) throws(Setback) -> [Int] {
    let owners = owners
    // A thread that nobody feeds an interrupt must not be long at work.
    let isShort =
      owners.rowCount <= 1 << 23 && indices.allSatisfy { columns[$0].textByteCount <= 1 << 26 }
    let outcomes = (isShort ? workers : .none).map(indices.count) { index in
      Interrupt.isRaised ? nil : Self.finish(columns[indices[index]], owners)
    }
    if Interrupt.isRaised { throw .fault(.interrupted) }
    var bad: [BadColumn] = []
    var left: [Int] = []
    for (index, outcome) in zip(indices, outcomes) {
      switch outcome ?? nil {
      case .values(let found): values[index] = found
      case .again(let mode):
        columns[index].begin(mode)
        left.append(index)
      case .bad(let kind, let count, let first):
        bad.append(
          BadColumn(
            name: columns[index].name, kind: kind, count: count, text: first.text,
            line: lines[first.row]))
      case nil: throw .fault(.interrupted)
      }
    }
    if !bad.isEmpty {
      if hasUnnamed, options.hasHeader != false {
        bad[0].skip = BadColumn.linesBeforeNames(bad, indices.map { (columns[$0], values[$0]) })
      }
      throw .fault(.badColumns(bad))
    }
    return left
  }
}
