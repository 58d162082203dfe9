import Engine
import Learning
import Plots
import Support

// What stands behind the dots of every evaluation, and how predicted numbers print.

extension EvaluationReport {
  /// `e.precision`, `e.auc`, `e.baseline`, …: of two classes those of the positive one.
  var judgedFields: [(name: String, value: Value)] {
    switch evaluation.judgement {
    case .classes(let found): return fields(of: found) + intervalFields
    case .numbers(let found): return fields(of: found) + intervalFields
    case nil: return []
    }
  }

  private func fields(of found: ClassJudgement) -> [(name: String, value: Value)] {
    func scores(_ read: (ClassJudgement.Scores) -> Double) -> Value {
      if let positive = found.positive { return .number(read(found.scores[positive])) }
      return MetricValues.value(
        .perClass(found.scores.map(read)), of: names.isEmpty ? [] : found.scores.indices.map(name))
    }
    var fields: [(name: String, value: Value)] = [
      ("classes", .list(found.scores.indices.map { .text(name($0)) })),
      ("precision", scores(\.precision)), ("recall", scores(\.recall)),
      ("f1_score", scores(\.f1)),
      (
        "support",
        .tensor(
          TensorValue(
            Tensor(found.scores.map { Int32(clamping: $0.support) }, [found.scores.count])
          ).asPerClass(of: names.isEmpty ? [] : found.scores.indices.map(name)))
      ),
    ]
    for mean in found.means {
      fields.append(
        (
          mean.name,
          .record(
            RecordValue(
              ["precision", "recall", "f1_score"],
              [.number(mean.precision), .number(mean.recall), .number(mean.f1)]))
        ))
    }
    if let positive = found.positive { fields.append(("positive", .text(name(positive)))) }
    func add(_ name: String, _ number: Double?) {
      if let number { fields.append((name, .number(number))) }
    }
    add("threshold", found.threshold)
    add("auc", found.areaUnderCurve)
    add("average_precision", found.averagePrecision)
    add("expected_calibration_error", found.calibrationError)
    if let most = found.majority {
      fields.append(
        (
          "baseline",
          .record(
            RecordValue(["class", "accuracy"], [.text(name(most.index)), .number(most.share)]))
        ))
    }
    return fields
  }

  private func fields(of found: NumberJudgement) -> [(name: String, value: Value)] {
    let own = Self.rows(of: found)
    return own.map { ($0.name, Value.number($0.value)) } + [
      (
        "baseline",
        .record(
          RecordValue(
            ["mean"] + own.map(\.name), [.number(found.mean)] + own.map { .number($0.baseline) }))
      )
    ]
  }

  /// `e.intervals.accuracy`: [low, high].
  private var intervalFields: [(name: String, value: Value)] {
    let intervals = evaluation.intervals
    guard !intervals.isEmpty else { return [] }
    return [
      (
        "intervals",
        .record(
          RecordValue(
            intervals.map(\.name),
            intervals.map { MetricValues.value(.perClass([$0.low, $0.high])) }))
      )
    ]
  }
}

extension EvaluationReport {
  private struct NumberRow {
    let name: String
    let value: Double
    let baseline: Double
  }

  private static func rows(of found: NumberJudgement) -> [NumberRow] {
    [
      NumberRow(
        name: "mean_squared_error", value: found.errors.meanSquared,
        baseline: found.baseline.meanSquared),
      NumberRow(
        name: "root_mean_squared_error", value: found.errors.rootMeanSquared,
        baseline: found.baseline.rootMeanSquared),
      NumberRow(
        name: "mean_absolute_error", value: found.errors.meanAbsolute,
        baseline: found.baseline.meanAbsolute),
      NumberRow(name: "r2_score", value: found.errors.r2, baseline: found.baseline.r2),
    ]
  }

  /// Errors beside those of always answering the mean.
  func blocks(of found: NumberJudgement) -> [Report.Block] {
    let always =
      found.outputs == 1 ? "always \(NumberText.general(found.mean))" : "always the mean"
    var columns: [Table.Field<NumberRow>] = [
      .text("metric") { $0.name }, .number("value", .metric) { $0.value },
      .number("baseline", .metric, title: always) { $0.baseline },
    ]
    if !evaluation.intervals.isEmpty {
      columns.append(.text("interval", title: "") { interval($0.name) })
    }
    return [.table(Table(Self.rows(of: found), columns))]
  }
}
