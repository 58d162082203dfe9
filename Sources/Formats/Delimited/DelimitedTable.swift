/// A table read from delimited text, and how the text was understood.
package struct DelimitedTable: Sendable {
  /// The columns.
  package let table: TypedTable
  /// What was detected, or given.
  package let dialect: Dialect
  /// Where each row begins.
  package let lines: RowLines
  /// What was mended because the options say so, and what is in doubt.
  package let repairs: DelimitedRepairs
  /// Whether the month comes first in its days with the year last; `nil` where it has none, or both orders.
  package let dayOrder: Bool?
}

/// What was mended in a text that is broken, and what is in doubt.
package struct DelimitedRepairs: Equatable, Sendable {
  /// Rows with another number of fields that are left out.
  package var dropped = 0
  /// Shorter rows whose last columns are gaps.
  package var filled = 0
  /// Columns that were given another name, with both.
  package var renamed: [Rename] = []
  /// Columns of days of which any may have the month or the day first: words, as nothing says which.
  package var openDates: [String] = []
  /// Columns of words that look like something else.
  package var doubts: [WordColumn] = []
  /// What was said of the order of days, where no column is read by it; `nil` where one is, and where nothing was said.
  package var unusedOrder: UnusedOrder?
  /// What else is to be told.
  package var remarks: [DelimitedRemark] = []

  /// Nothing was mended, and nothing is in doubt.
  package init() {}

  /// An order of days that decides nothing.
  package struct UnusedOrder: Equatable, Sendable {
    /// Whether the month was said to come first.
    package let monthFirst: Bool
    /// Columns whose days can only be read in the other order.
    package let contrary: [String]
  }

  /// A column of a name that stood there before.
  package struct Rename: Equatable, Sendable {
    /// As the header has it.
    package let name: String
    /// As the table has it.
    package let new: String
  }
}

/// How a delimited text is to be understood.
package struct Dialect: Equatable, Sendable {
  /// The byte between two fields; a blank stands for runs of blanks and tabs.
  package var separator: UInt8
  /// Whether quotes around a field are not part of it; else they are text like any other.
  package var hasQuotes: Bool
  /// Whether the first row holds the names of the columns.
  package var hasHeader: Bool
  /// How bytes stand for characters.
  package var encoding: TextEncoding
  /// The byte before the digits of a fraction.
  package var decimal: UInt8
  /// How many lines before the table are no part of it, though nobody said so.
  package var leadingLines = 0
  /// The marks of missing values that occurred in the columns read, the empty field among them.
  package var missing: [MissingMark] = []
}

/// What stands for a missing value, and how often.
package struct MissingMark: Equatable, Sendable {
  /// As the list of marks has it; empty for the empty field.
  package var text: String
  /// In how many fields.
  package var count: Int

  /// A mark that occurred so often.
  package init(text: String, count: Int) { (self.text, self.count) = (text, count) }
}

/// The line on which each row begins: nearly always one after the other, so only leaps are kept.
package struct RowLines: Sendable, Equatable {
  /// The rows before which lines were left out, by blank lines or by ends of lines inside quotes.
  private var rows: [Int] = []
  /// Line of a row less the row, from there on.
  private var offsets: [Int] = []

  init(first line: Int) { (rows, offsets) = ([0], [line]) }

  /// The line of a row, both counted as users do: lines from 1, rows from 0.
  package subscript(row: Int) -> Int {
    var (low, high) = (0, rows.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if rows[middle] <= row { low = middle } else { high = middle }
    }
    return row + offsets[low]
  }

  /// The row begins on this line; rows come in order.
  mutating func note(_ row: Int, line: Int) {
    guard offsets.last != line - row else { return }
    if rows.last == row {
      offsets[offsets.count - 1] = line - row
    } else {
      rows.append(row)
      offsets.append(line - row)
    }
  }
}
