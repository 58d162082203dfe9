import Catalog
import Engine
import Learning
import Support

/// `check m, d` and `check f, x`: gradients against central differences, in float64.
enum CheckVerb: Verb {
  static let signature = Signature(
    "check", .verb, "compares gradients with central differences",
    example: "check model 2 { dense 1, activation=sigmoid }, generated(xor, 20)",
    [
      ParameterDescription("what", "A model or a function.", expected: "a model or a function"),
      ParameterDescription(
        "at", "Data for a model, a tensor for a function.", expected: "a data set or a tensor"),
      ParameterDescription(
        "loss", "Follows from the last layer if left out.", expected: "a loss", default: "none",
        kinds: [.loss]),
    ],
    details: """
      20 elements of each weight are moved by h = 6e-6·max(1, |w|); a gradient a passes against the
      slope n where |a - n| ≤ 1e-6·(|a| + |n|) + 1e-9. Kinks, where the slopes of both sides
      differ, are skipped and counted.
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    switch call.value("what") {
    case .model(let model)?:
      let bound = try call.bound()
      var loss: LossChoice?
      if let (argument, position) = bound.raw("loss"), call.value("loss") != nil {
        loss = try LossChoice(argument, of: "check", at: position)
      }
      let dataset = try call.dataset("at")
      let check = try ModelCheck(
        of: model, on: dataset.train, loss: loss, seed: call.interpreter.options.seed,
        threads: call.interpreter.options.threads)
      return report(of: model.name, check.rows.map(CheckRow.init))
    case .function?, .spec?:
      guard let function = call.value("what") else { break }
      guard case .tensor(let x)? = call.value("at"), let known = x.known else {
        throw call.wrongType("at", "a tensor")
      }
      let name = call.sourceText(ofPositional: 0)
      return report(
        of: name, [try FunctionCheck(call.evaluator, function).row(name, at: known)])
    default: break
    }
    throw call.wrongType("what", "a model or a function")
  }

  private static func report(of name: String, _ rows: [CheckRow]) -> Value {
    var table = TextTable(
      header: ["weight", "checked", "skipped", "worst error", "gradient", "difference", ""],
      alignments: [.left, .right, .right, .right, .right, .right, .left])
    for row in rows {
      table.append([
        row.name, String(row.checked), String(row.skipped),
        NumberText.scientific(row.worstError, digits: 2), NumberText.general(row.analytic),
        NumberText.general(row.numeric), row.passes ? "ok" : "WRONG",
      ])
    }
    let passes = rows.allSatisfy(\.passes)
    let head = "gradient check of \(name): \(passes ? "passed" : "FAILED")"
    return .report(
      Report(
        kind: "check", text: ([head] + table.lines(indent: 2)).joined(separator: "\n"),
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
