import Support

extension Report {
  /// The report as rows of comma-separated values (RFC 4180) under a line of names.
  ///
  /// Its first table, with the columns of those that go on behind the same first column; without a table its named
  /// values, one a row; else its sentences. Numbers are whole or have the shortest digits that read back as the same,
  /// in the unit of JSON; what there is not is empty. Bars, remarks and figures are left out.
  package var csv: String {
    let tables = self.tables
    guard let first = tables.first else { return facts.isEmpty ? notes : CSV.text(of: facts) }
    var columns = first.columns
    for other in tables.dropFirst() where other.goesOn(first) {
      columns += other.columns.dropFirst().filter { column in
        !columns.contains { $0.name == column.name }
      }
    }
    columns.removeAll(where: \.isBar)
    let rows = (0..<first.rowCount).map { row in columns.map { CSV.field($0.cells[row]) } }
    return CSV.lines([columns.map { CSV.quoted($0.name) }] + rows)
  }

  /// What its rows leave out, in words: the names of values that stand beside its table, tables that do not go on behind
  /// the first, remarks and pictures. Without a table the notes beside its values.
  package var besideRows: [String] {
    let tables = self.tables
    var left: [String] = []
    if let first = tables.first {
      left += facts.map(\.name).filter { !$0.isEmpty }
      left += tables.dropFirst().filter { !$0.goesOn(first) }.map { table in
        let name = table.columns.first.map { $0.title.isEmpty ? $0.name : $0.title } ?? ""
        return "the table by \(Sanitizer.visible(name))"
      }
    } else if facts.contains(where: { !$0.note.isEmpty || !$0.unit.isEmpty }) {
      left.append("notes on values")
    }
    if !(tables.isEmpty && facts.isEmpty), !noteTexts.isEmpty { left.append("remarks") }
    if figure != nil { left.append("the chart") }
    return left
  }

  /// Whether its rows are those of a table.
  package var hasTable: Bool { !tables.isEmpty }

  private var tables: [Table] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  private var facts: [Fact] {
    blocks.flatMap { block in
      if case .facts(let facts) = block { return facts.facts }
      return []
    }
  }

  private var noteTexts: [String] {
    blocks.compactMap { if case .note(let text) = $0 { text } else { nil } }
  }

  private var notes: String {
    CSV.lines([["text"]] + noteTexts.map { [CSV.quoted($0)] })
  }
}

extension Table {
  /// Whether its rows are those of another table with more to say of them.
  fileprivate func goesOn(_ other: Table) -> Bool {
    rowCount == other.rowCount && columns.first?.name == other.columns.first?.name
      && columns.first?.cells == other.columns.first?.cells
  }
}

/// The parts of comma-separated values.
package enum CSV {
  fileprivate static func text(of facts: [Fact]) -> String {
    let rows = facts.flatMap { fact -> [[String]] in
      guard case .numbers(let numbers, _) = fact.value else {
        return [[quoted(fact.name), field(fact.value)]]
      }
      return numbers.enumerated().map { [quoted("\(fact.name)[\($0)]"), number($1)] }
    }
    return lines([["name", "value"]] + rows)
  }

  fileprivate static func lines(_ rows: [[String]]) -> String {
    rows.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  fileprivate static func field(_ cell: Table.Cell) -> String {
    switch cell {
    case .none: ""
    case .text(let text), .nested(let text, _): quoted(text)
    case .count(let count), .bytes(let count): "\(count)"
    case .number(let number, _), .seconds(let number), .share(let number): self.number(number)
    case .amount(let number, _, _): self.number(number)
    case .numbers(let numbers, _): quoted(numbers.map(number).joined(separator: " "))
    case .measured(let cell): field(cell)
    }
  }

  /// A text between quotation marks where it holds what means something else there; nothing in it steers a terminal.
  package static func quoted(_ text: String) -> String {
    let text = Sanitizer.visible(text)
    let isPlain =
      !text.isEmpty && text.first != " " && text.last != " "
      && text.utf8.allSatisfy { ![0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    return isPlain ? text : "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  /// A number with the fewest digits that read back as the same.
  package static func number(_ number: Double) -> String { NumberText.exact(number) }
}
