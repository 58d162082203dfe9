import Support

extension Report {
  /// The report as JSON: `kind`, `title` and `blocks`, each with its `type`.
  ///
  /// Numbers are numbers, whole or not, in the unit that stands beside them: bytes, seconds, and parts
  /// of a whole as fractions of 1. What is not finite is `"nan"`, `"inf"` or `"-inf"`, since JSON has no
  /// numbers for it. Text is as it came; a figure is its title, its description and the chart's numbers.
  package var json: JSON {
    ["kind": .text(kind), "title": .text(title), "blocks": .list(blocks.map(\.json))]
  }
}

extension Report.Block {
  fileprivate var json: JSON {
    switch self {
    case .facts(let facts):
      let text = facts.sentence.map { [JSON.Member("text", .text($0))] } ?? []
      return .object(
        [.init("type", "facts"), .init("facts", .list(facts.facts.map(\.json)))] + text)
    case .table(let table):
      return [
        "type": "table", "columns": .list(table.columns.map(\.json)),
        "rows": .list((0..<table.rowCount).map { .list(table.row($0).map(\.json)) }),
        "remarks": .list(
          table.remarks.map { remark in
            ["title": .text(remark.title), "facts": .list(remark.items.map(\.json))]
          }),
      ]
    case .figure(let plot):
      return [
        "type": "figure", "title": .text(plot.title), "description": .text(plot.description),
        "chart": plot.json,
      ]
    case .note(let text): return ["type": "note", "text": .text(text)]
    }
  }
}

extension Fact {
  fileprivate var json: JSON {
    let unit = self.unit.isEmpty ? value.unit : self.unit
    let members: [JSON.Member] = [.init("name", .text(name)), .init("value", value.json)]
    return .object(
      members + (unit.isEmpty ? [] : [.init("unit", .text(unit))])
        + (note.isEmpty ? [] : [.init("note", .text(note))]))
  }
}

extension Table.Column {
  fileprivate var json: JSON {
    let members: [JSON.Member] = [.init("name", .text(name)), .init("type", .text(kind.rawValue))]
    return .object(members + (unit.isEmpty ? [] : [.init("unit", .text(unit))]))
  }
}

extension Table.Cell {
  fileprivate var json: JSON {
    switch self {
    case .none: .null
    case .text(let text), .nested(let text, _): .text(text)
    case .count(let number), .bytes(let number): .whole(number)
    case .number(let number, _), .seconds(let number), .share(let number): Self.json(number)
    case .amount(let number, _, _): Self.json(number)
    case .numbers(let numbers, _): .list(numbers.map(Self.json))
    case .measured(let cell): cell.json
    }
  }

  private static func json(_ number: Double) -> JSON {
    number.isFinite ? .number(number) : .text(NumberText.general(number))
  }
}
