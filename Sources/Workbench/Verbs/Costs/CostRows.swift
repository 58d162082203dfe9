import Learning
import Plots
import Support

/// The rows of a report on costs: what a person reads, and the field of each.
struct CostRows {
  private(set) var facts: [Fact] = []
  private(set) var fields: [(name: String, value: Value)] = []
  /// Whether what is added from now on rests on times that were measured.
  var isMeasured = false

  private mutating func add(_ name: String, _ cell: Table.Cell, unit: String = "", note: String) {
    facts.append(Fact(name, isMeasured ? .measured(cell) : cell, unit: unit, note: note))
  }

  /// A whole number with what it counts.
  mutating func count(
    _ name: String, _ field: String, _ amount: Int, _ unit: String, _ note: String = ""
  ) {
    let isSize = unit == "byte"
    add(name, isSize ? .bytes(amount) : .count(amount), unit: unit, note: note)
    fields.append((field, .number(Double(amount))))
  }

  /// An amount with its unit.
  mutating func quantity(_ name: String, _ field: String, _ quantity: Quantity, _ note: String = "")
  {
    add(name, .text(quantity.text(digits: 3)), note: note)
    fields.append((field, .quantity(quantity)))
  }

  /// Dimensions of sizes and of work.
  static let data = DeviceValue.figure(.memory).dimension
  private static let operations = [0, 0, 0, 0, 1]

  /// A size in bytes that may be beyond whole numbers.
  mutating func size(_ name: String, _ field: String, _ bytes: Double, _ note: String = "") {
    quantity(name, field, Quantity(bytes, CostRows.data), note)
  }

  /// Floating-point operations.
  mutating func work(_ name: String, _ field: String, _ operations: Double, _ note: String = "") {
    quantity(name, field, Quantity(operations, CostRows.operations), note)
  }

  /// Words.
  mutating func text(_ name: String, _ field: String, _ text: String, _ note: String = "") {
    add(name, .text(text), note: note)
    fields.append((field, .text(text)))
  }

  /// A span of time.
  mutating func seconds(_ name: String, _ field: String, _ seconds: Double, _ note: String = "") {
    quantity(name, field, Quantity(seconds, Quantity.time), note)
  }

  /// A plain number in three digits.
  mutating func number(_ name: String, _ field: String, _ number: Double, _ note: String = "") {
    add(name, .number(number, .significant(3)), note: note)
    fields.append((field, .number(number)))
  }

  /// What a span of time on a device takes beside the time, where its price or its power is known.
  mutating func money(_ name: String, _ field: String, seconds: Double, on device: Device) {
    if let joules = device.energy(seconds: seconds) {
      let energy = Quantity(joules, Quantity.energy, isInHours: true)
      quantity("energy, \(name)", "energy_per_\(field)", energy)
    }
    if let dollars = device.money(seconds: seconds) {
      quantity("money, \(name)", "money_per_\(field)", Quantity(dollars, Quantity.money))
    } else if device.price != nil, device.power != nil {
      add("money, \(name)", .text("not known"), note: "`electricity` of the device is not said")
    }
  }

  func value(title: String) -> ReportValue {
    ReportValue(
      Report("cost", title: title, [.facts(Facts(facts, alignment: .right))]), fields: fields)
  }

  /// Runs what needs figures of a device; a missing one is an error that says what it is for.
  static func needing<Result>(
    _ what: String, _ work: () throws(CostError) -> Result
  ) throws -> Result {
    do { return try work() } catch {
      switch error {
      case .unknown(let field): throw CostProblem.unknownFigure(field, for: what)
      }
    }
  }
}
