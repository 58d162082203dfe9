import Catalog
import Engine
import Support

/// One entry of `metrics=`: a metric, a loss used as one, or a function (truth, prediction).
package enum MetricChoice {
  case metric(any Metric, text: String)
  case loss(LossChoice)

  /// The name of its series: `accuracy`, `f1_score`.
  package var name: String {
    switch self {
    case .metric(let metric, _): type(of: metric).signature.name
    case .loss(.named(let loss, _)): type(of: loss).signature.name
    case .loss(.function(let function)): function.name
    }
  }

  /// Whether it takes predictions for probabilities.
  var readsProbabilities: Bool {
    if case .metric(let metric, _) = self { metric.readsProbabilities } else { false }
  }

  /// As written, with its options; of a function its name.
  package var text: String {
    switch self {
    case .metric(_, let text): text
    case .loss(let loss): loss.text
    }
  }

  /// A metric under its own name.
  package init(_ metric: any Metric) {
    self = .metric(metric, text: type(of: metric).signature.name)
  }

  /// A metric, a loss or a function of the user; `nil` for anything else.
  private init?(_ argument: WrittenArgument) throws(ArgumentError) {
    if case .value(let value) = argument.argument, let function = value as? any TraceableFunction {
      self = .loss(.function(function))
      return
    }
    guard let chosen = try argument.entry(of: Metrics.all + Losses.all) else { return nil }
    switch chosen.entry {
    case let metric as any Metric: self = .metric(metric, text: chosen.text)
    case let loss as any Loss: self = .loss(.named(loss, text: chosen.text))
    default: return nil
    }
  }

  /// `metrics=accuracy` or `metrics=[accuracy, f1_score(macro)]`.
  static func list(_ argument: WrittenArgument) throws(ArgumentError) -> [MetricChoice]? {
    guard case .list(let items) = argument.argument else {
      return try MetricChoice(argument).map { [$0] }
    }
    var choices: [MetricChoice] = []
    for item in items.map(argument.item) {
      guard let choice = try MetricChoice(item) else { throw item.wrongType() }
      choices.append(choice)
    }
    return choices
  }
}

extension [MetricChoice] {
  /// Refuses metrics that have no meaning for such targets and predictions.
  ///
  /// Class numbers above 1 against one output count as wrong in an accuracy, as in Keras; a rank or a
  /// share of them means nothing.
  func check(_ layout: TargetLayout, _ targets: TargetSummary) throws(LearningError) {
    if case .binary = layout.kind, !targets.isZeroOrOne {
      for case .metric(let metric, let text) in self
      where metric.readsScores || metric.readsClasses && !targets.isWhole {
        throw .training(
          .metric(
            name: text,
            .oneOutput(
              targets: targets.described, isWhole: targets.isWhole, highest: targets.high)))
      }
    }
    try check(layout)
  }

  private func check(_ layout: TargetLayout) throws(LearningError) {
    for case .metric(let metric, let text) in self {
      guard let refusal = metric.refusal(of: layout) else { continue }
      throw .training(.metric(name: text, .refused(refusal, .accuracyFits)))
    }
  }
}
