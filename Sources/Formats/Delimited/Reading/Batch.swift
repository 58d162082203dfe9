/// What several workers cut out of a part of a text: complete rows, in pieces one behind the other.
final class Batch {
  /// The piece of one worker.
  struct Piece {
    let worker: Int
    let splitter: RowSplitter
    /// How many rows of it count.
    var rows: Int
    /// How many rows of the batch, and lines, come before it.
    var (rowsBefore, linesBefore): (Int, Int)
  }

  /// What ended the rows, with lines counted from the start of the batch.
  enum End {
    /// Nothing yet.
    case open
    /// As many rows as were asked for.
    case enough
    case text(TextCheck.Fault, line: Int)
    case row(RowFault, line: Int)
  }

  private(set) var pieces: [Piece] = []
  private(set) var rowCount = 0
  private(set) var lineCount = 0
  /// Where the first row begins that is not complete.
  private(set) var end: Int
  private(set) var outcome = End.open
  /// Rows of another width that were left out, and those that were filled.
  private(set) var (dropped, filled) = (0, 0)
  /// Rows that are the header again.
  private(set) var repeated = 0
  /// Fields in a row.
  let width: Int
  private let base: UnsafePointer<UInt8>
  private let isStrict: Bool
  private var faults: [TextCheck.Fault?]

  /// Cuts the rows in the window; `isStrict` as for `TextCheck`.
  init(
    _ window: borrowing TextWindow, _ rules: RowRules, width: Int, ragged: RaggedRows,
    rowLimit: Int,
    isStrict: Bool, _ splitters: [RowSplitter], _ workers: DelimitedWorkers
  ) {
    base = UnsafePointer(window.base)
    (self.isStrict, self.width) = (isStrict, width)
    end = window.start
    let bounds = PieceCuts.bounds(
      base, window.start..<window.end, count: splitters.count, rules)
    for splitter in splitters {
      splitter.look(at: base, window.end, isFinal: window.isFinal, rules)
      (splitter.width, splitter.rowLimit, splitter.ragged) = (width, rowLimit, ragged)
    }
    faults = Self.cut(base, bounds, splitters, isStrict: isStrict, workers)
    join(bounds, splitters, rowLimit)
  }

  private static func cut(
    _ base: UnsafePointer<UInt8>, _ bounds: [Int], _ splitters: [RowSplitter], isStrict: Bool,
    _ workers: DelimitedWorkers
  ) -> [TextCheck.Fault?] {
    workers.map(bounds.count - 1) { index in
      splitters[index].split(from: bounds[index], to: bounds[index + 1])
      return check(base, bounds[index], splitters[index], isStrict)
    }.map { $0 ?? nil }
  }

  /// Of the rows that were cut, and the one that could not be.
  private static func check(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ splitter: RowSplitter, _ isStrict: Bool
  ) -> TextCheck.Fault? {
    let end = splitter.fault == nil ? splitter.end : max(splitter.end, splitter.faultEnd)
    return TextCheck.fault(base, start..<end, strict: isStrict)
  }

  /// Puts the pieces together, as far as each begins where the one before has ended.
  private func join(_ bounds: [Int], _ splitters: [RowSplitter], _ rowLimit: Int) {
    for index in 0..<bounds.count - 1 {
      let splitter = splitters[index]
      if end < bounds[index] { return }
      if end > bounds[index] {
        // The guess was wrong: an end of line between quotes.
        guard end < bounds[index + 1] else { continue }
        splitter.split(from: end, to: bounds[index + 1])
        faults[index] = Self.check(base, end, splitter, isStrict)
      }
      let start = end
      if splitter.rowCount > rowLimit - rowCount {
        // What is wrong behind the last row that was asked for does not matter.
        splitter.rowLimit = rowLimit - rowCount
        splitter.split(from: start, to: bounds[index + 1])
        faults[index] = Self.check(base, start, splitter, isStrict)
      }
      let rows = splitter.rowCount
      pieces.append(
        Piece(
          worker: index, splitter: splitter, rows: rows, rowsBefore: rowCount,
          linesBefore: lineCount))
      rowCount += rows
      dropped += splitter.dropped
      filled += splitter.filled
      repeated += splitter.repeated
      if let fault = faults[index] {
        let place =
          switch fault {
          case .binary(let place), .notUTF8(let place): place
          }
        outcome = .text(fault, line: lineCount + PieceCuts.lines(base, start..<place))
        return
      }
      if rowCount == rowLimit {
        outcome = .enough
        return
      }
      if let (fault, line) = splitter.fault {
        outcome = .row(fault.shifted(by: lineCount), line: lineCount + line)
        return
      }
      lineCount += splitter.lineCount
      end = splitter.end
    }
  }
}

extension RowFault {
  /// The same so many lines further down.
  fileprivate func shifted(by lines: Int) -> RowFault {
    switch self {
    case .unterminatedQuote(let line): .unterminatedQuote(line: line + lines)
    case .textAfterQuote(let line): .textAfterQuote(line: line + lines)
    case .ragged, .tooManyColumns: self
    }
  }
}
