import Learning
import Plots
import Support

// Answers that are classes, one row each.

extension EvaluationReport {
  private struct Row {
    let name: String
    let precision: Double
    let recall: Double
    let f1: Double
    let support: Int
  }

  /// More classes than this are folded: only those that are found worst are shown.
  private static let rowLimit = 20
  private static let worstCount = 5

  func blocks(of found: ClassJudgement, isWhole: Bool = false) -> [Report.Block] {
    var rows = found.scores.enumerated().map { index, own in
      Row(
        name: name(index), precision: own.precision, recall: own.recall, f1: own.f1,
        support: own.support)
    }
    var remarks: [Table.Remark] = []
    if rows.count > Self.rowLimit, !isWhole {
      let all = rows.count
      rows = Array(rows.filter { !$0.f1.isNaN }.sorted { $0.f1 < $1.f1 }.prefix(Self.worstCount))
      remarks.append(
        .init(
          "…",
          [
            Fact(
              "",
              .text(
                "\(NumberText.grouped(all - rows.count)) more, all in e.f1_score; these have the lowest"
              ))
          ]))
    }
    rows += found.means.map {
      Row(
        name: $0.name, precision: $0.precision, recall: $0.recall, f1: $0.f1, support: found.count)
    }
    func shown(_ number: Double) -> Double? { number.isNaN ? nil : number }
    let table = Table(
      rows, remarks: remarks,
      [
        .text("class") { $0.name }, .number("precision", .metric) { shown($0.precision) },
        .number("recall", .metric) { shown($0.recall) },
        .number("f1_score", .metric) { shown($0.f1) }, .count("support") { $0.support },
      ])
    let facts = self.facts(of: found)
    return [.table(table)] + (facts.isEmpty ? [] : [.facts(Facts(facts))])
  }

  /// What stands below the table, less what was asked for and stands above it.
  private func facts(of found: ClassJudgement) -> [Fact] {
    var facts: [Fact] = []
    func add(_ name: String, _ number: Double?, _ note: String? = nil) {
      guard let number, evaluation.value(name) == nil else { return }
      facts.append(Fact(name, .number(number, .metric), note: note ?? interval(name) ?? ""))
    }
    switch judging.threshold {
    case nil: break
    case .fixed: add("threshold", found.threshold)
    case .bestF1: add("threshold", found.threshold, "the best by f1_score on these data")
    case .leastCost(let miss, let alarm):
      let costs = "miss \(NumberText.general(miss)), alarm \(NumberText.general(alarm))"
      add("threshold", found.threshold, "the least cost on these data: \(costs)")
    }
    if interval("f1_score") != nil { add("f1_score", f1(of: found)) }
    add("auc", found.areaUnderCurve)
    add("average_precision", found.averagePrecision)
    add("expected_calibration_error", found.calibrationError)
    return facts
  }

  /// Of the positive class of two, of several the plain mean.
  private func f1(of found: ClassJudgement) -> Double? {
    if let positive = found.positive { return found.scores[positive].f1 }
    return found.means.first?.f1
  }

  /// `never predicted: class 3`, whose scores are 0 by rule; and which classes do not occur.
  var classRemarks: [String] {
    var remarks: [String] = []
    if let counts = evaluation.confusion, counts.count > 2 || isTable {
      let missing = counts.indices.filter { index in
        counts[index].contains { $0 > 0 } && counts.allSatisfy { $0[index] == 0 }
      }
      if !missing.isEmpty { remarks.append("never predicted: \(classes(missing))") }
    }
    guard isTable, case .classes(let found)? = evaluation.judgement else { return remarks }
    let absent = found.scores.indices.filter { found.scores[$0].support == 0 }
    if let positive = found.positive, absent.contains(positive) {
      remarks.append("no positives in this part: \(classes([positive])) does not occur")
    } else if !absent.isEmpty {
      remarks.append("not in this part: \(classes(absent))")
    }
    return remarks
  }

  /// `class 3`, `classes "no", "yes" and 4 more`.
  private func classes(_ indices: [Int]) -> String {
    let shown = indices.prefix(10).map { names.isEmpty ? "\($0)" : "\"\(name($0))\"" }
    let more = indices.count > 10 ? " and \(indices.count - 10) more" : ""
    return NumberText.noun(indices.count, "class", "classes") + " "
      + shown.joined(separator: ", ") + more
  }
}
