import Catalog
import Data
import Language
import Learning

/// `compare [big, small], d.test`: what models are worth and what they cost. `compare [r, s]`: where runs part.
enum CompareVerb: Verb {
  /// What is held against one another.
  private enum Compared {
    case runs([TrainingRun])
    case models([Model])
  }

  private static let asked =
    "a list of models, or of two runs or more: compare [big, small], d.test"
  private static let compared = Parameter<Compared>.value(
    "compared", "Models, or two runs or more.", expected: "a list of models or of runs",
    asked: asked
  ) { (value, argument) throws(ArgumentError) in
    let items: [Value]
    switch value {
    case .list(let list): items = Array(list)
    case .model, .run: items = [value]
    default: return nil
    }
    let runs = items.compactMap { if case .run(let run) = $0 { run } else { nil } }
    let models = items.compactMap { if case .model(let model) = $0 { model } else { nil } }
    if !models.isEmpty, models.count == items.count { return .models(models) }
    if runs.count == items.count { return runs.count > 1 ? .runs(runs) : nil }
    guard !items.isEmpty else { return nil }
    throw argument.wrongKind(
      models.isEmpty && !runs.isEmpty
        ? "a list of runs" : "a list of models, or of runs, not of both")
  }
  private static let data = Parameter<Dataset>.dataset(
    "data", "Of models: the rows that they are judged by, such as d.test.", shown: .nothing)

  static let signature = Signature(
    "compare", .verb,
    "models in one table: how good, how large, how fast, what they earn; or where runs part",
    example: """
      d = generated(gauss, 200); big = model 2 { dense 32, activation=relu; dense 1, activation=sigmoid }
      small = model 2 { dense 1, activation=sigmoid }
      compare [big, small], d, device=device(price=0.85$ / 1h), requests=1M, price=0.02$ / 1k
      """,
    [compared.description, data.description] + ServiceOptions.descriptions,
    details: """
      compare [big, small], d.test         accuracy and F1 (of numbers rmse and r2), parameters, bytes, milliseconds an answer
      …, device=box, requests=1M           what 1,000 requests cost on it; several: device=[here, box]
      …, price=0.02$ / 1k                  what one is sold for (0.02$ is for one, 0.02$ / 1k for a thousand): the margin
      …, fixed=2000$, cash=50000$          of a month, and in hand: break-even requests, months until the cash is gone
      …, rival_price=0.01$ / 1k            margin and runway when a rival asks less, from month rival_after= on

      An answer is that to one row. Its time is measured here, over 200 calls after 20 that warm up: p50 and p99, by nearest
      rank. On a device with flops= and bandwidth= it is reckoned by the roofline, as `cost` does; of models of
      4 bits, of which such figures say nothing, no time and no cost is told there. A month has 730 hours.
      cost = time · (price of the device, and its power at the price of electricity); margin = (price - cost) / price;
      break-even = fixed / (price - cost) requests a month; a month leaves requests · (price - cost) - fixed.
      The front are those that no other beats both in accuracy and in cost. `plot t` draws it, `plot t, kind=line` the cash.
      t.accuracy, t.f1_score, t.parameters, t.bytes, t.latency, t.latency_99, t.cost (of 1,000 requests), t.margin, t.break_even, t.runway,
      t.rival_margin and t.rival_break_even have an entry for each row, t.names and t.front say which.
      Sessions keep ... for what was measured, so that they can be verified.

      compare [r, s]                       the curves of runs, and the first step at which they differ in any bit
      Each is held against the first. The report has the fields step (0 where no step differs) and final, the last losses.
      """, effects: [.givesValue, .shows])

  static func perform(_ call: VerbCall) throws -> Value {
    switch try call[compared] {
    case .runs(let runs):
      for option in [data.description] + ServiceOptions.descriptions {
        try call.refuse(
          idle: option, .of("runs: `compare [r.model, s.model], d.test` judges their models"))
      }
      return try RunComparison.perform(runs, call)
    case .models(let models):
      guard let dataset = try call.optional(data) else {
        throw call.bound.missing(data, "data to judge the models by: compare [big, small], d.test")
      }
      let written = call.sourceText(ofPositional: 1)
      let comparison = ModelComparison(
        models: models, names: names(of: models, call), dataset: dataset, written: written,
        span: call.span(of: data.description))
      return .report(try comparison.report(try ServiceOptions(call), call).value)
    }
  }

  /// As they are written; otherwise what the models are called. No two are equal.
  private static func names(of models: [Model], _ call: VerbCall) -> [String] {
    var names: [String] = []
    for (index, written) in call.namesInList(of: 0, count: models.count).enumerated() {
      let own = models[index].name
      let name = written ?? (own.isEmpty ? "model \(index + 1)" : own)
      names.append(names.contains(name) ? "\(name) (\(index + 1))" : name)
    }
    return names
  }
}

extension VerbCall {
  /// The items of a list as written, where they are names; `nil` for others.
  func namesInList(of position: Int, count: Int) -> [String?] {
    let positional = syntax.filter { $0.label == nil }
    guard position < positional.count else { return Array(repeating: nil, count: count) }
    return Self.names(in: positional[position].value, count: count)
  }

  /// The items of an option that is a list, or the option itself, as written, where they are names.
  func names(inOption name: String, count: Int) -> [String?] {
    guard let written = syntax.first(where: { $0.label?.text == name }) else {
      return Array(repeating: nil, count: count)
    }
    return Self.names(in: written.value, count: count)
  }

  private static func names(in written: Expression, count: Int) -> [String?] {
    var items: [Expression] = []
    switch written.kind {
    case .list(let list): items = list
    default: items = [written]
    }
    return (0..<count).map { index in
      guard index < items.count, case .name(let name) = items[index].kind else { return nil }
      return name
    }
  }
}
