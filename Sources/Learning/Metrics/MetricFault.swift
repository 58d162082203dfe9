import Catalog
import Engine

/// Numbers that a metric cannot read: what is wrong with them, and a line that mends it.
struct MetricFault {
  let reason: String
  let mend: String
}

extension MetricBatch {
  /// The first number that stands for nothing that the metric reads; NaN is left to the value.
  func fault(for metric: any Metric) -> MetricFault? {
    let name = type(of: metric).signature.name
    if metric.readsScores || metric.readsClasses || metric is BinaryAccuracy {
      if let fault = targetFault(name, metric) { return fault }
    }
    guard metric.readsProbabilities, let number = foreignShare else { return nil }
    return MetricFault(
      reason: "the predictions hold \(shown(number)), which is no probability, 0 to 1",
      mend: layout.asksYesOrNo
        ? "`\(name)(y, sigmoid(p))` takes logits" : "`\(name)(y, softmax(p))` takes logits")
  }

  /// The first score that is no probability, 0 to 1; sums of float32 may be a little beyond.
  var foreignShare: Double? {
    layout.isLogits ? nil : predictions.first { $0 < -1e-6 || $0 > 1 + 1e-6 }
  }

  private func targetFault(_ name: String, _ metric: any Metric) -> MetricFault? {
    switch layout.kind {
    case .multiLabel: return nil
    case .oneHot:
      guard metric.readsScores, let number = targets.first(where: isNeitherZeroNorOne) else {
        return nil
      }
      return MetricFault(
        reason: "the targets hold \(shown(number)), which is neither 0 nor 1",
        mend: "`\(name)(argmax(y, axis=-1), p)` takes the class of the largest")
    case .binary:
      // An accuracy counts higher classes as wrong, as in Keras.
      let countsHits = metric is Accuracy || metric is BinaryAccuracy
      guard
        let number = targets.first(where: {
          isNeitherZeroNorOne($0) && !(countsHits && isClass($0))
        })
      else { return nil }
      let question = isClass(number) ? "y == \(shown(number))" : "y > 0.5"
      return MetricFault(
        reason: "the targets hold \(shown(number)): with one score an entry they are 0 or 1",
        mend: "`\(name)(\(question), p)` asks yes or no; several classes need a score for each")
    case .sparse(let classes):
      if let fault = classFault(name, of: "targets") { return fault }
      guard let number = targets.first(where: { $0 >= Double(classes) }) else { return nil }
      let startsAtOne = !targets.contains { $0 < 1 || $0 > Double(classes) }
      return MetricFault(
        reason: "the targets hold class \(shown(number)), the predictions have classes 0 to "
          + "\(classes - 1)",
        mend: startsAtOne
          ? "`\(name)(y - 1, p)` counts classes from 0"
          : "`max(y)` is the largest class, `shape(p)` shows how many have a score")
    case .classNumbers:
      return classFault(name, of: "targets") ?? classFault(name, of: "predictions")
    }
  }

  private func classFault(_ name: String, of part: String) -> MetricFault? {
    let numbers = part == "targets" ? targets : predictions
    guard let number = numbers.first(where: { !$0.isNaN && !isClass($0) }) else { return nil }
    let mend =
      if part == "predictions" {
        "`\(name)(y, p > 0)` makes classes of scores"
      } else if number < 0 {
        "`keep = y >= 0; \(name)(y[keep], p[keep])` leaves those below 0 out"
      } else {
        "`\(name)(round(y), p)` makes whole numbers of them"
      }
    return MetricFault(
      reason: "the \(part) hold \(shown(number)), which is no class number, 0 to "
        + "\(ClassMargins.limit - 1)",
      mend: mend)
  }

  private func isClass(_ number: Double) -> Bool {
    number >= 0 && number < Double(ClassMargins.limit) && number == number.rounded()
  }

  private func isNeitherZeroNorOne(_ number: Double) -> Bool {
    !number.isNaN && number != 0 && number != 1
  }

  private func shown(_ number: Double) -> String { Argument.number(number).described }
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
