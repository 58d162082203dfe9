import Engine

extension MetricBatch {
  /// The first number that stands for nothing that the metric reads; NaN is left to the value.
  func fault(for metric: any Metric) -> MetricError? {
    if metric.readsScores || metric.readsClasses || metric is BinaryAccuracy {
      if let fault = targetFault(metric) { return fault }
    }
    guard metric.readsProbabilities, let number = foreignShare else { return nil }
    return .noProbability(number, asksYesOrNo: layout.asksYesOrNo)
  }

  /// The first score that is no probability, 0 to 1; sums of float32 may be a little beyond.
  var foreignShare: Double? {
    layout.isLogits ? nil : predictions.first { $0 < -1e-6 || $0 > 1 + 1e-6 }
  }

  private func targetFault(_ metric: any Metric) -> MetricError? {
    switch layout.kind {
    case .multiLabel: return nil
    case .oneHot:
      guard metric.readsScores, let number = targets.first(where: isNeitherZeroNorOne) else {
        return nil
      }
      return .notOneHot(number)
    case .binary:
      // An accuracy counts higher classes as wrong, as in Keras.
      let countsHits = metric is Accuracy || metric is BinaryAccuracy
      guard
        let number = targets.first(where: {
          isNeitherZeroNorOne($0) && !(countsHits && isClass($0))
        })
      else { return nil }
      return .notZeroOrOne(number, isClass: isClass(number))
    case .sparse(let classes):
      if let fault = classFault(targets) { return fault }
      guard let number = targets.first(where: { $0 >= Double(classes) }) else { return nil }
      let startsAtOne = !targets.contains { $0 < 1 || $0 > Double(classes) }
      return .classWithoutScore(number, classes: classes, startsAtOne: startsAtOne)
    case .classNumbers:
      return classFault(targets) ?? classFault(predictions, inPredictions: true)
    }
  }

  private func classFault(_ numbers: [Double], inPredictions: Bool = false) -> MetricError? {
    numbers.first { !$0.isNaN && !isClass($0) }.map {
      .noClass($0, limit: ClassMargins.limit, inPredictions: inPredictions)
    }
  }

  private func isClass(_ number: Double) -> Bool {
    number >= 0 && number < Double(ClassMargins.limit) && number == number.rounded()
  }

  private func isNeitherZeroNorOne(_ number: Double) -> Bool {
    !number.isNaN && number != 0 && number != 1
  }
}

extension TargetLayout {
  /// Whether each score is for itself.
  fileprivate var asksYesOrNo: Bool {
    switch kind {
    case .binary, .multiLabel: true
    case .sparse, .oneHot, .classNumbers: false
    }
  }
}
