import Catalog
import Engine
import Learning
import Plots
import Support

/// `check m, d` and `check f, x`: gradients against central differences, in float64.
enum CheckVerb: Verb {
  private static let what = Parameter<Value>.value(
    "what", "A model or a function.", expected: "a model or a function"
  ) { value, _ in
    switch value {
    case .model, .function, .spec: value
    default: nil
    }
  }
  private static let place = Parameter<Value>.any(
    "at", "Data for a model, a tensor for a function.", expected: "a data set or a tensor")
  private static let loss = Parameter<LossChoice>.loss("Follows from the last layer if left out.")

  static let signature = Signature(
    "check", .verb, "compares gradients with central differences",
    example: "check model 2 { dense 1, activation=sigmoid }, generated(xor, 20)",
    [what.description, place.description, loss.description],
    details: """
      20 elements of each weight are moved by h = 6e-6·max(1, |w|); a gradient a passes against the
      slope n where |a - n| ≤ 1e-6·(|a| + |n|) + 1e-9. Kinks, where the slopes of both sides
      differ, are skipped and counted.
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    switch try call[what] {
    case .model(let model):
      let loss = try call.optional(loss)
      guard case .dataset(let raw)? = call.value(of: place) else {
        throw call.wrongKind(place, "a data set")
      }
      let samples = try call.evaluator.samples(
        of: raw, for: model, as: call.sourceText(of: place), at: call.span(of: place.description))
      let check = try ModelCheck(
        of: model, on: samples, loss: loss, seed: call.interpreter.options.seed,
        threads: call.interpreter.options.threads)
      return report(of: model.name, check.rows.map(CheckRow.init))
    case let function:
      try call.refuse(idle: loss.description, .of("a function, whose own number is checked"))
      guard case .tensor(let x)? = call.value(of: place), let known = x.known else {
        throw call.wrongKind(place, "a tensor")
      }
      let name = call.sourceText(ofPositional: 0)
      return report(
        of: name, [try FunctionCheck(call.evaluator, function).row(name, at: known)])
    }
  }

  private static func report(of name: String, _ rows: [CheckRow]) -> Value {
    let table = Table(
      rows,
      [
        .text("weight") { $0.name }, .count("checked") { $0.checked },
        .count("skipped") { $0.skipped },
        .number("worst error", .scientific(2)) { $0.worstError },
        .number("gradient") { $0.analytic }, .number("difference") { $0.numeric },
        .text("result", title: "") { $0.passes ? "ok" : "WRONG" },
      ])
    let passes = rows.allSatisfy(\.passes)
    let head = "gradient check of \(name): \(passes ? "passed" : "FAILED")"
    return .report(
      ReportValue(
        Report("check", title: head, [.table(table)]),
        fields: [
          ("passes", .bool(passes)),
          ("worst_error", .number(rows.map(\.worstError).max() ?? 0)),
        ]))
  }
}

/// One row of a gradient check.
struct CheckRow {
  var name: String
  var checked = 0
  var skipped = 0
  var worstError = 0.0
  var analytic = 0.0
  var numeric = 0.0
  var passes = true

  init(_ name: String) { self.name = name }

  init(_ row: ModelCheck.Row) {
    name = row.path
    checked = row.checked
    skipped = row.skipped
    worstError = row.worstError
    analytic = row.analytic
    numeric = row.numeric
    passes = row.passes
  }
}

/// The gradient of a function of one tensor against central differences of its sum.
struct FunctionCheck {
  private static let elementLimit = 20
  private let evaluator: Evaluator
  private let function: Value

  init(_ evaluator: Evaluator, _ function: Value) {
    self.evaluator = evaluator
    self.function = function
  }

  func row(_ name: String, at x: Tensor) throws -> CheckRow {
    let start = x.cast(to: .float64)
    let gradient = try DifferentiationBuiltins.gradient(
      of: function, at: TensorValue(weak: start), evaluator)
    var row = CheckRow(name)
    let stride = max(1, start.count / FunctionCheck.elementLimit)
    for position in Swift.stride(from: 0, to: start.count, by: stride) {
      compare(try slopes(start, position), gradient[position], into: &row)
    }
    return row
  }

  private func slopes(_ x: Tensor, _ position: Int) throws -> (left: Double, right: Double) {
    let width = 6e-6 * max(1, abs(x[position]))
    let center = try sum(x, position, 0)
    return (
      (center - (try sum(x, position, -width))) / width,
      ((try sum(x, position, width)) - center) / width
    )
  }

  private func compare(
    _ slopes: (left: Double, right: Double), _ analytic: Double, into row: inout CheckRow
  ) {
    let numeric = (slopes.left + slopes.right) / 2
    let error = abs(analytic - numeric)
    let isClose = error <= 1e-6 * (abs(analytic) + abs(numeric)) + 1e-9
    if !isClose,
      abs(slopes.right - slopes.left) > 1e-3 * (abs(slopes.right) + abs(slopes.left)) + 1e-7
    {
      row.skipped += 1
      return
    }
    row.checked += 1
    row.passes = row.passes && isClose
    let relative = error / max(1e-8, abs(analytic) + abs(numeric))
    if relative >= row.worstError {
      (row.worstError, row.analytic, row.numeric) = (relative, analytic, numeric)
    }
  }

  private func sum(_ x: Tensor, _ position: Int, _ offset: Double) throws -> Double {
    var numbers = x.doubles
    numbers[position] += offset
    let moved = TensorValue(weak: Tensor(numbers, x.shape))
    guard case .tensor(let y) = try evaluator.call(function, [.tensor(moved)]),
      let known = y.known
    else { throw ValueProblem.notNumbers("another value", of: "the function") }
    return known.doubles.reduce(0, +)
  }
}
