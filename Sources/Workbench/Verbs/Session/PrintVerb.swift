import Catalog
import Engine
import Plots
import Support

/// `print a, b`: values on one line, separated by one space.
enum PrintVerb: Verb {
  private static let values = Parameter<[Value]>.values(
    "values", "What to print.", expected: "any values", shown: .nothing)
  private static let isFull = Parameter<Bool>(
    "full", "All numbers, items and rows, where a value by itself shows only its ends.",
    default: false)

  static let signature = Signature(
    "print", .verb, "prints values on one line", example: "print 1 + 1, \"two\"",
    [values.description, isFull.description], effects: .shows)

  static func perform(_ call: VerbCall) throws -> Value {
    let values = try call.bound.given(values) ?? []
    let isFull = try call[isFull]
    for value in values {
      try value.requireText()
      if isFull { try requireReadable(value, call) }
    }
    let host = call.interpreter.host
    // A report alone is shown as it is; among other values it is one word on their line.
    if values.count == 1, case .report(let report) = values[0] {
      host.emit(.report(isFull ? report.whole ?? report.shown : report.shown))
      return .none
    }
    // What has more to say than a line says it.
    if isFull, values.count == 1, let report = ValueText.report(values[0], name: nil) {
      host.emit(.report(report))
      return .none
    }
    func text(_ digits: Int) -> String {
      isFull
        ? values.map { ValueText.full($0, digits: digits) }.joined(separator: "\n")
        : values.map { ValueText.short($0, digits: digits) }.joined(separator: " ")
    }
    let stored = Output.text(text(NumberText.digits))
    if host.digits == NumberText.digits {
      host.emit(stored)
    } else {
      host.emit(stored, inDetail: text(host.digits))
    }
    return .none
  }

  /// Refuses more numbers than anybody reads.
  private static func requireReadable(_ value: Value, _ call: VerbCall) throws {
    guard case .tensor(let tensor) = value, tensor.shape.count > TensorText.fullLimit else {
      return
    }
    throw call.bound.outOfRange(
      isFull, "for at most \(NumberText.grouped(TensorText.fullLimit)) numbers",
      found: "\(NumberText.grouped(tensor.shape.count)) of them")
  }
}
