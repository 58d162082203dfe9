import Engine
import Learning
import Plots
import Support

/// Rows and columns of a comparison: a column for each thing that was asked for, and the field of each.
struct ComparisonTable {
  private let report: ComparisonReport
  private var rows: [ComparedRow] { report.rows }
  private var terms: ServiceTerms? { report.options.terms }

  init(_ report: ComparisonReport) { self.report = report }

  /// One figure of each row: its name, how its cell reads, its value; `nil` where a row has none.
  private struct Figure {
    let field: String
    let title: String
    var kind = Table.Kind.number
    var unit = ""
    let cell: (ComparedRow) -> Table.Cell?
    let value: (ComparedRow) -> Value

    /// What a clock decided is measured in those rows whose time was.
    var column: Table.Field<(row: ComparedRow, isOnFront: Bool)> {
      .cells(field, kind, title: title, unit: unit) { entry in
        guard let cell = cell(entry.row) else { return .none }
        return entry.row.isMeasured ? .measured(cell) : cell
      }
    }
  }

  var table: Table {
    let isMeasured = report.isMeasured
    var columns: [Table.Field<(row: ComparedRow, isOnFront: Bool)>] = [
      .text("model") { $0.row.model }
    ]
    if report.isOfSeveral { columns.append(.text("device") { $0.row.machine }) }
    if let quality = rows.first?.quality {
      columns.append(.number(quality.measure, .metric) { $0.row.quality.value })
      if let other = quality.other?.name {
        columns.append(.number(other, .metric) { $0.row.quality.other?.value })
      }
    }
    columns += [
      .count("parameters") { $0.row.parameters }, .bytes("bytes") { $0.row.bytes },
    ]
    columns += figures.map(\.column)
    columns.append(
      .cells("front", .text, title: "") { entry in
        let cell = Table.Cell.text(entry.isOnFront ? "front" : "")
        return isMeasured ? .measured(cell) : cell
      })
    return Table(Array(zip(rows, report.isOnFront)).map { (row: $0.0, isOnFront: $0.1) }, columns)
  }

  /// In the order of the table; `front` names the rows that are on it.
  var fields: [(name: String, value: Value)] {
    func numbers(_ values: [Double]) -> Value {
      .tensor(TensorValue(weak: Tensor(values, [values.count])))
    }
    func list(_ values: [Value]) -> Value { .list(ValueList(values)) }
    var fields = [("names", list(rows.map { .text($0.model) }))]
    if report.isOfSeveral { fields.append(("device", list(rows.map { .text($0.machine ?? "") }))) }
    if let quality = rows.first?.quality {
      fields.append((quality.measure, numbers(rows.map(\.quality.value))))
      if let other = quality.other?.name {
        fields.append((other, numbers(rows.map { $0.quality.other?.value ?? .nan })))
      }
    }
    fields.append(("parameters", numbers(rows.map { Double($0.parameters) })))
    fields.append(("bytes", numbers(rows.map { Double($0.bytes) })))
    for figure in figures {
      let values = rows.map(figure.value)
      let known = values.compactMap(\.number)
      fields.append(
        (figure.field, known.count == values.count ? numbers(known) : list(values)))
    }
    let front = zip(rows, report.isOnFront).filter(\.1).map { row, _ in
      Value.text(row.label(ofSeveral: report.isOfSeveral))
    }
    fields.append(("front", list(front)))
    return fields
  }

  private var figures: [Figure] {
    var figures = [time("latency", "p50") { $0.isTimed ? $0.seconds : nil }]
    if report.isMeasured { figures.append(time("latency_99", "p99") { $0.slowest }) }
    if rows.contains(where: { $0.cost != nil }) {
      figures.append(money("cost", "cost of 1k") { $0.cost.map { $0 * 1000 } })
    }
    if rows.contains(where: { $0.machines != nil }) {
      figures.append(share("busy", "busy") { $0.machines })
    }
    guard let terms else { return figures }
    let rival = terms.rivalPrice == nil ? nil : terms.priceBesideRival
    figures.append(share("margin", "margin") { Self.margin($0, terms.price) })
    if let rival {
      figures.append(share("rival_margin", "rival margin") { Self.margin($0, rival) })
    }
    if report.options.hasFixed {
      figures.append(requests("break_even", "break-even", terms, terms.price))
      if let rival {
        figures.append(requests("rival_break_even", "rival break-even", terms, rival))
      }
    }
    if terms.cash != nil {
      figures.append(
        months("runway", "runway") { row in row.cost.map { terms.runway(cost: $0) } })
    }
    return figures
  }

  private static func margin(_ row: ComparedRow, _ price: Double) -> Double? {
    row.cost.map { ServiceTerms.margin(cost: $0, price: price) }
  }

  private func time(
    _ field: String, _ title: String, _ read: @escaping (ComparedRow) -> Double?
  ) -> Figure {
    quantity(field, title, Quantity.time, unit: "second", read)
  }

  private func money(
    _ field: String, _ title: String, _ read: @escaping (ComparedRow) -> Double?
  ) -> Figure {
    quantity(field, title, Quantity.money, unit: "dollar", read)
  }

  private func quantity(
    _ field: String, _ title: String, _ dimension: [Int], unit: String,
    _ read: @escaping (ComparedRow) -> Double?
  ) -> Figure {
    Figure(
      field: field, title: title, unit: unit,
      cell: { row in
        read(row).map { .amount($0, text: Quantity($0, dimension).text(digits: 3), unit: unit) }
      },
      value: { row in read(row).map { .quantity(Quantity($0, dimension)) } ?? .none })
  }

  private func share(
    _ field: String, _ title: String, _ read: @escaping (ComparedRow) -> Double?
  ) -> Figure {
    Figure(
      field: field, title: title, kind: .percentage, unit: "of 1",
      cell: { row in
        read(row).map { share in
          .amount(share, text: Self.percent(share) + "%", unit: "of 1")
        }
      }, value: { .number(read($0) ?? .nan) })
  }

  /// Three digits; as many as it takes where less than all would read as all.
  private static func percent(_ share: Double) -> String {
    for digits in 3...12 where share < 1 && share > 0.99 {
      let text = NumberText.significant(share * 100, digits: digits)
      if text.prefix(3) != "100" { return text }
    }
    return NumberText.significant(share * 100, digits: 3)
  }

  private func requests(
    _ field: String, _ title: String, _ terms: ServiceTerms, _ price: Double
  ) -> Figure {
    let read: (ComparedRow) -> Double? = { row in
      row.cost.map { terms.breakEven(cost: $0, price: price) }
    }
    return Figure(
      field: field, title: title, unit: "request",
      cell: { row in
        read(row).map { number in
          let up = number.rounded(.up)
          let text =
            number.isFinite
            ? Int(exactly: up).map(NumberText.grouped) ?? NumberText.general(up) : "never"
          return .amount(number, text: text, unit: "request")
        }
      }, value: { .number(read($0) ?? .nan) })
  }

  private func months(
    _ field: String, _ title: String, _ read: @escaping (ComparedRow) -> Double?
  ) -> Figure {
    Figure(
      field: field, title: title, unit: "month",
      cell: { row in
        read(row).map { months in
          let text =
            months.isFinite
            ? NumberText.significant(months, digits: 3) + " months" : "no end"
          return .amount(months, text: text, unit: "month")
        }
      }, value: { .number(read($0) ?? .nan) })
  }
}
