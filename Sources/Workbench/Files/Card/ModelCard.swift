import Data
import Engine
import Language
import Learning
import Plots
import Support

/// Why there is no card of a value; worded in `Problems`.
enum CardProblem: Error {
  case severalModels([String])
}

/// What is known of a model, for who finds it: a page in Markdown, with the front matter that Hugging Face reads.
///
/// Nothing is made up: what is not known is said, with the line that would tell it. There is no date in it, so that the same
/// model has the same card.
struct ModelCard {
  let model: Model
  /// The run that made its weights, where it is at hand.
  let run: TrainingRun?
  /// What it measures on data that were given.
  let measured: Measurement?
  let request: ExportRequest

  /// An evaluation, and of what.
  struct Measurement {
    let report: ReportValue
    let data: String
    let samples: Int
    /// Loss and metrics that are one number.
    let numbers: [(name: String, value: Double)]
  }

  /// Looks for the run among the names of the session where none is given, and measures where data are.
  init(of model: Model, _ request: ExportRequest, run: TrainingRun? = nil) throws {
    (self.model, self.request) = (model, request)
    self.run = run ?? Self.run(of: model, among: request.evaluator.session.names.map(\.value))
    measured = try request.data.map { try Self.measure(model, on: $0, request) }
  }

  /// The last of the runs that trained it.
  private static func run(of model: Model, among values: [Value]) -> TrainingRun? {
    let runs = values.compactMap { value -> TrainingRun? in
      guard case .run(let run) = value, run.models.contains(where: { $0 === model }) else {
        return nil
      }
      return run
    }
    return runs.last { $0.setup.options.name == model.lastTraining?.run } ?? runs.last
  }

  private static func measure(
    _ model: Model, on given: Dataset, _ request: ExportRequest
  ) throws -> Measurement {
    // Of whole data the part counts that judges.
    let part = given.part == nil ? given[.test].map { ($0, ".test") } : nil
    let (data, end) = part ?? (given, "")
    let text = request.dataText + end
    let evaluator = request.evaluator
    let rows = try evaluator.rowsAndRecipe(of: data, for: model, as: text, at: request.dataSpan)
    try evaluator.requireTargets(
      rows.samples, of: data, for: model.recipe, as: text, at: request.dataSpan)
    let names = rows.names ?? (rows.recipe ?? model.recipe)?.target?.classes ?? data.classNames
    var judging = Judging()
    judging.keepsScores = true
    let evaluation = try Evaluation(
      of: model, on: rows.samples, units: TargetUnits(rows.recipe), judging: judging, data: text,
      threads: evaluator.session.options.threads)
    let report = EvaluationReport(
      evaluation, judging, data: text, names: names, isTable: true, listsMetrics: true)
    return Measurement(
      report: report.value, data: text, samples: evaluation.sampleCount,
      numbers: evaluation.rows.compactMap { name, value in
        if case .number(let number) = value, number.isFinite { (name, number) } else { nil }
      })
  }

  /// The whole page.
  var text: String {
    let sections = [
      head, data, training, scores, layers, cost, recipe, use, limits,
    ].filter { !$0.isEmpty }
    return frontMatter + "\n" + sections.joined(separator: "\n\n") + "\n\n"
  }

  /// What a learner would type for a card with numbers.
  var lineWithData: String {
    let name = run?.setup.options.dataName ?? "d"
    let isPath =
      !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
    let path = QuotedText.of(request.path)
    return "export \(model.name), \(path), data=\(isPath && !name.contains(".") ? name : "d").test"
  }
}
