import Catalog
import Data
import Engine
import Learning
import Plots
import Support

/// `evaluate m, d.test`: loss and metrics over samples, with the confusion table of classes.
enum EvaluateVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let data = Parameter<Dataset>.dataset("data", "The data, such as d.test.")
  private static let metrics = Parameter<[MetricChoice]>.metrics(
    "What is measured beside the loss.")
  private static let loss = Parameter<LossChoice>.loss("Follows from the last layer if left out.")

  static let signature = Signature(
    "evaluate", .verb, "loss and metrics of a model over data",
    example: "evaluate model 2 { dense 1, activation=sigmoid }, generated(gauss, 100)",
    [model.description, data.description, metrics.description, loss.description],
    effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let dataset = try call[data]
    let loss = try call.optional(loss)
    let metrics = try call.optional(metrics)
    let written = call.sourceText(ofPositional: 1)
    let name = written.isEmpty || written.count > 40 ? dataset.name : written
    let samples = try call.evaluator.samples(
      of: dataset, for: model, as: written, at: call.span(of: data.description))
    let evaluation = try Evaluation(
      of: model, on: samples, loss: loss, metrics: metrics, data: name,
      threads: call.interpreter.options.threads)
    return .report(EvaluationReport.make(evaluation, data: name))
  }
}

/// How evaluations print and what stands behind their dots.
enum EvaluationReport {
  static func make(_ evaluation: Evaluation, data: String) -> ReportValue {
    let measured = evaluation.rows.compactMap { row in
      cell(row.value).map { Fact(row.name, $0) }
    }
    let remarks = evaluation.remarks.map { "\($0.name): \($0.text)" } + neverPredicted(evaluation)
    var blocks = [Report.Block.facts(Facts(measured))] + remarks.map { .note($0) }
    var fields = evaluation.rows.map { ($0.name, MetricValues.value($0.value)) }
    if let counts = evaluation.confusion {
      if !fields.contains(where: { $0.0 == "confusion" }) {
        fields.append(("confusion", MetricValues.value(.counts(counts))))
      }
      blocks.append(.figure(Plot.confusion(ConfusionCounts(counts: counts))))
    }
    let head =
      "evaluation of \(evaluation.model) on \(data): "
      + Problems.count(evaluation.sampleCount, "sample")
    return ReportValue(Report("evaluation", title: head, blocks), fields: fields)
  }

  /// `never predicted: class 3`: classes that occur but never came out, whose scores are 0 by rule.
  private static func neverPredicted(_ evaluation: Evaluation) -> [String] {
    guard let counts = evaluation.confusion, counts.count > 2 else { return [] }
    let missing = counts.indices.filter { index in
      counts[index].contains { $0 > 0 } && counts.allSatisfy { $0[index] == 0 }
    }
    guard !missing.isEmpty else { return [] }
    let shown = missing.prefix(10).map(String.init).joined(separator: ", ")
    let more = missing.count > 10 ? " and \(missing.count - 10) more" : ""
    return [
      "never predicted: \(NumberText.noun(missing.count, "class", "classes")) \(shown)\(more)"
    ]
  }

  /// `nil` for a table of counts, which is a picture.
  private static func cell(_ value: MetricValue) -> Table.Cell? {
    switch value {
    case .number(let number): .number(number, .metric)
    case .perClass(let numbers): .numbers(numbers, .metric)
    case .counts: nil
    }
  }
}
