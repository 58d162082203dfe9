import Catalog
import Data
import Engine
import Learning
import Support

/// `evaluate m, d.test`: loss and metrics over samples, with the confusion table of classes.
enum EvaluateVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let data = Parameter<Dataset>.dataset("data", "The data, such as d.test.")
  private static let metrics = Parameter<[MetricChoice]>.metrics(
    "What is measured beside the loss.")
  private static let loss = Parameter<LossChoice>.loss("Follows from the last layer if left out.")
  private static let positive = Parameter<String>.value(
    "positive", "The class that \"yes\" is, of two: its name or its number.",
    expected: "the name or the number of a class", shown: .nothing
  ) { value, _ in
    if case .text(let name) = value { return name }
    return value.number.map { NumberText.exact($0) }
  }
  private static let threshold = Parameter<DecisionThreshold>.value(
    "threshold",
    "The share above which an answer is positive; f1 or {miss: 5, alarm: 1} choose it on these data.",
    expected: "a number from 0 to 1, f1 or a record {miss: 5, alarm: 1}", shown: .nothing,
    words: ["f1"]
  ) { (value, argument) throws(ArgumentError) in
    if let share = value.number {
      guard share >= 0, share <= 1 else { throw argument.outOfRange("a number from 0 to 1") }
      return .fixed(share)
    }
    if case .record(let record) = value {
      var costs = ["miss": 1.0, "alarm": 1.0]
      for field in record.fields {
        guard let cost = field.value.number, cost >= 0, cost.isFinite, costs[field.name] != nil
        else {
          throw argument.outOfRange(
            "a record of costs, 0 or more: {miss: 5, alarm: 1}", found: RecordText.line(record))
        }
        costs[field.name] = cost
      }
      return .leastCost(miss: costs["miss"] ?? 1, alarm: costs["alarm"] ?? 1)
    }
    if case .spec(let spec, _) = value, spec.name == "f1" { return .bestF1 }
    return nil
  }
  private static let intervals = Parameter<Bool>(
    "intervals", "95 % intervals of scores, from 1,000 resamples.", default: false)

  private static let sampleWeight = Parameter<TrainVerb.Weights>.sampleWeight(
    "How much each sample counts: numbers, or a column.")

  static let signature = Signature(
    "evaluate", .verb, "loss and metrics of a model over data",
    example: "evaluate model 2 { dense 1, activation=sigmoid }, generated(gauss, 100)",
    [
      model.description, data.description, metrics.description, loss.description,
      positive.description, threshold.description, intervals.description, sampleWeight.description,
    ],
    details: """
      Classes of a table get a row each; threshold=f1 takes the share with the best F1. With weights,
      metrics are weighted means as in scikit-learn; the loss is the sum of weighted losses over the
      number of samples, as in Keras; the table of counts and support count samples.
      """,
    effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let written = call.sourceText(ofPositional: 1)
    let dataset = try call.weighted(
      call[data], by: sampleWeight, of: written.isPath ? written : call[data].name)
    let loss = try call.optional(loss)
    let metrics = try call.optional(metrics)
    let name = written.isEmpty || written.count > 40 ? dataset.name : written
    let rows = try call.evaluator.rowsAndRecipe(
      of: dataset, for: model, as: written, at: call.span(of: data.description))
    try call.evaluator.requireTargets(
      rows.samples, of: dataset, for: model.recipe, as: written, at: call.span(of: data.description)
    )
    let target = (rows.recipe ?? model.recipe)?.target
    let names = rows.names ?? target?.classes ?? dataset.classNames
    var judging = Judging()
    let isTable = dataset.tabular != nil || model.recipe != nil || !names.isEmpty
    judging.keepsScores = isTable
    judging.threshold = try call.optional(threshold)
    if let asked = try call.optional(positive) {
      judging.positive = number(ofClass: asked, names)
      (judging.positiveName, judging.classNames) = (asked, names)
    }
    if try call[intervals] {
      // The same resamples whenever it is typed.
      judging.resampling = RandomStream(
        seed: call.interpreter.random.seed, purpose: .sample,
        name: "resamples of \(rows.samples.count)", occurrence: 0)
    }
    let evaluation: Evaluation
    do throws(LearningError) {
      evaluation = try Evaluation(
        of: model, on: rows.samples, loss: loss, metrics: metrics, units: TargetUnits(rows.recipe),
        judging: judging, data: name, threads: call.interpreter.options.threads)
    } catch {
      guard case .training(.judging(let fault)) = error,
        let option = signature.parameter(named: fault.option)
      else { throw error }
      throw Problems.diagnostic(for: error, at: call.span(of: option))
    }
    if let lint = evaluation.lint {
      var diagnostic = LintText().diagnostic(lint)
      diagnostic.span = call.span(of: self.metrics.description)
      if call.interpreter.isStrict {
        diagnostic.severity = .error
        throw diagnostic
      }
      call.interpreter.report(diagnostic)
    }
    return .report(
      EvaluationReport(
        evaluation, judging, data: name, names: names, isTable: isTable,
        listsMetrics: metrics != nil
      ).value)
  }

  /// Names come before numbers: of classes "2" and "1", `positive=2` is the first; -1 for what is none.
  private static func number(ofClass name: String, _ names: [String]) -> Int {
    guard let number = names.firstIndex(of: name) ?? Int(name),
      names.isEmpty || names.indices.contains(number)
    else { return -1 }
    return number
  }
}

extension String {
  /// Whether it is a name or a path such as `d.test`, that can be typed again.
  fileprivate var isPath: Bool {
    utf8.count <= 40 && first?.isLetter == true
      && allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
  }
}
