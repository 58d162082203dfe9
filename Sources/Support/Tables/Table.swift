/// Rows of typed values under titles, before anybody has decided how they look.
///
/// It is made from rows and from columns that say what they take of a row, so that every row has every
/// column. Text, Markdown, HTML and JSON are made from it where it is shown.
package struct Table: Equatable, Sendable {
  /// What a column holds; it decides on which side its cells stand.
  package enum Kind: String, Sendable {
    case text, count, number, bytes, time, percentage

    /// Numbers stand on the right, so that their digits are below one another.
    package var alignment: TextTable.Alignment { self == .text ? .left : .right }
  }

  /// One column with its cells.
  package struct Column: Equatable, Sendable {
    /// How programs call it.
    package let name: String
    /// What stands above it; may be empty.
    package let title: String
    /// What its cells hold.
    package let kind: Kind
    /// What its numbers count or measure, `FLOP`; empty where the title says it.
    package let unit: String
    /// The side on which its cells stand: that of its kind, unless it was asked for the left.
    package let alignment: TextTable.Alignment
    /// From the first row to the last.
    package let cells: [Cell]

    /// Whether its cells are bars, which show again what a number beside them says.
    package var isBar: Bool { name == Table.barName && title.isEmpty && kind == .text }
  }

  /// How programs call a column of bars.
  static let barName = "bar"

  /// What is said below the rows, behind a title in the first column: `classes  0: 50  1: 50`.
  package struct Remark: Equatable, Sendable {
    /// What the items are.
    package let title: String
    /// Each `name: value`, or its value alone; on as many lines as they need.
    package let items: [Fact]

    /// Items behind a title.
    package init(_ title: String, _ items: [Fact]) {
      self.title = title
      self.items = items
    }
  }

  /// All have as many cells as there are rows.
  package let columns: [Column]
  /// How many rows there are.
  package let rowCount: Int
  /// Below the rows.
  package let remarks: [Remark]

  /// A table with a row for each of `rows`; without titles where all of them are empty.
  package init<Row>(_ rows: [Row], remarks: [Remark] = [], _ columns: [Field<Row>]) {
    self.columns = columns.map { field in
      Column(
        name: field.name, title: field.title, kind: field.kind, unit: field.unit,
        alignment: field.isLeft ? .left : field.kind.alignment, cells: rows.map(field.cell))
    }
    rowCount = rows.count
    self.remarks = remarks
  }

  private init(_ columns: [Column], rowCount: Int, remarks: [Remark]) {
    (self.columns, self.rowCount, self.remarks) = (columns, rowCount, remarks)
  }

  /// The same table with `...` for whatever was measured.
  package var settled: Table {
    Table(
      columns.map { column in
        Column(
          name: column.name, title: column.title, kind: column.kind, unit: column.unit,
          alignment: column.alignment, cells: column.cells.map(\.settled))
      }, rowCount: rowCount,
      remarks: remarks.map { Remark($0.title, $0.items.map(\.settled)) })
  }

  /// Whether a line of titles stands above the rows.
  package var hasTitles: Bool { columns.contains { !$0.title.isEmpty } }

  /// The cells of one row, from the first column to the last.
  package func row(_ index: Int) -> [Cell] { columns.map { $0.cells[index] } }
}

/// A named value: a loss, a size, how many epochs.
package struct Fact: Equatable, Sendable {
  /// What it is; empty in a list of values.
  package let name: String
  /// Its value.
  package let value: Table.Cell
  /// What its number counts or measures, `FLOP`; empty where the name says it.
  package let unit: String
  /// What else there is to say; may be empty.
  package let note: String

  /// A value with its name; the unit follows from the value where its kind says it.
  package init(_ name: String, _ value: Table.Cell, unit: String = "", note: String = "") {
    self.name = name
    self.value = value
    self.unit = unit
    self.note = note
  }

  /// The same with `...` for a value that was measured; its note is left out, which may say more of that.
  package var settled: Fact {
    if case .measured = value { Fact(name, value.settled) } else { self }
  }
}
