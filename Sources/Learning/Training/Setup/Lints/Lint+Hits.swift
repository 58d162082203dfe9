extension Lint {
  /// A metric that counts hits, where targets are numbers beyond 0 and 1; `nil` without.
  static func hits(_ metrics: [MetricChoice], _ targets: TargetSummary) -> Lint? {
    guard !targets.isZeroOrOne else { return nil }
    for case .metric(let metric, let text) in metrics
    where metric.readsClasses || metric is BinaryAccuracy {
      return .hitsOfNumbers(metric: text, high: targets.high)
    }
    return nil
  }
}
