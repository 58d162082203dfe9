import Engine
import Learning
import Plots
import Support

/// What yes-or-no answers do to groups, in rates, ratios and differences.
struct GroupRateReport {
  private struct Row {
    let name: String
    let rates: GroupRates
    let ratio: Double
  }

  private let audited: AuditedRows
  private let rows: [Row]
  private let positive: ExplainedAnswer
  private let associations: [(name: String, value: Double)]

  init(_ audited: AuditedRows, _ rates: [GroupRates], positive: ExplainedAnswer) throws {
    (self.audited, self.positive) = (audited, positive)
    let most = rates.map(\.selectionRate).max() ?? .nan
    rows = zip(audited.groups.names, rates).map { name, rates in
      Row(name: name, rates: rates, ratio: most > 0 ? rates.selectionRate / most : .nan)
    }
    associations = audited.associations
    try Interrupt.check()
  }

  private func difference(_ rate: (GroupRates) -> Double) -> Double {
    let all = rows.map { rate($0.rates) }
    return (all.max() ?? .nan) - (all.min() ?? .nan)
  }

  private var most: Row? { rows.max { $0.rates.selectionRate < $1.rates.selectionRate } }
  private var least: Row? { rows.min { $0.rates.selectionRate < $1.rates.selectionRate } }
  private var ratio: Double { least?.ratio ?? .nan }

  /// "f 0.62 of m: 0.62 < 0.8: fails"
  private var fourFifths: String {
    guard let least, let most, !ratio.isNaN else {
      return "four-fifths rule: nobody is selected, so it says nothing"
    }
    let ratio = NumberText.fixed(ratio, decimals: 2)
    guard self.ratio < 0.8 else {
      return "four-fifths rule: the lowest ratio is \(ratio) >= 0.8: holds"
    }
    let failing = rows.filter { $0.ratio < 0.8 }.map { Sanitizer.visibleLine($0.name) }
    let names = failing.count > 1 ? " (\(Problems.firstNames(failing)))" : ""
    return
      "four-fifths rule: \(Sanitizer.visibleLine(least.name)) is selected \(ratio) times as often "
      + "as \(Sanitizer.visibleLine(most.name)), \(ratio) < 0.8: fails\(names)"
  }

  var value: ReportValue {
    let hasScores = rows.allSatisfy { !$0.rates.meanScore.isNaN }
    let selection = Table(
      rows,
      [
        .text("group", title: Sanitizer.visibleLine(audited.column)) {
          Sanitizer.visibleLine($0.name)
        },
        .count("n") { $0.rates.count },
        .number("base_rate", .metric) { $0.rates.baseRate },
        .number("selection_rate", .metric) { $0.rates.selectionRate },
        .text("interval", title: "95 % interval") { row in
          row.rates.selectionInterval.map {
            "\(NumberText.metric($0.lowerBound)) … \(NumberText.metric($0.upperBound))"
          }
        },
        .number("ratio", .metric) { $0.ratio.isNaN ? nil : $0.ratio },
      ])
    var fields: [Table.Field<Row>] = [
      .text("group", title: Sanitizer.visibleLine(audited.column)) {
        Sanitizer.visibleLine($0.name)
      },
      .number("accuracy", .metric) { $0.rates.accuracy },
      .number("tpr", .metric) { $0.rates.positives == 0 ? nil : $0.rates.truePositiveRate },
      .number("fpr", .metric) {
        $0.rates.positives == $0.rates.count ? nil : $0.rates.falsePositiveRate
      },
      .number("precision", .metric) { $0.rates.selected == 0 ? nil : $0.rates.precision },
    ]
    if hasScores {
      fields += [
        .number("mean_probability", .metric, title: "probability") { $0.rates.meanScore },
        .number("calibration_gap", .metric, title: "less base rate") {
          // What float32 leaves of nothing.
          abs($0.rates.calibrationGap) < 1e-6 ? 0 : $0.rates.calibrationGap
        },
      ]
    }
    var blocks: [Report.Block] = [
      .table(selection), .table(Table(rows, fields)),
      .facts(
        Facts([
          Fact("demographic_parity_difference", .number(difference(\.selectionRate), .metric)),
          Fact(
            "equal_opportunity_difference", .number(difference(\.truePositiveRate), .metric),
            note: "of tpr"),
          Fact("equalized_odds_difference", .number(equalizedOdds, .metric)),
        ])),
      .note(fourFifths),
    ]
    let empty = rows.filter { $0.rates.positives == 0 }.map { Sanitizer.visibleLine($0.name) }
    if !empty.isEmpty {
      blocks.append(
        .note(
          "no positives, so that tpr counts as 0 in the differences: \(Problems.firstNames(empty))"
        ))
    }
    blocks += audited.remarks(rows.map(\.rates.count))
    if let line = audited.associationLine(associations) { blocks.append(line) }
    blocks.append(.figure(figure))
    let count = rows.reduce(0) { $0 + $1.rates.count }
    let title =
      "audit of \(audited.model.name) on \(audited.data) by \(Sanitizer.visibleLine(audited.column)): "
      + "\(Problems.count(count, "sample")), favourable class: \(Sanitizer.visibleLine(positive.name ?? ""))"
    return ReportValue(Report("audit", title: title, blocks), fields: self.fields)
  }

  private var equalizedOdds: Double {
    max(difference(\.truePositiveRate), difference(\.falsePositiveRate))
  }

  private var figure: Plot {
    Plot.heat(
      HeatMap(
        rows: rows.count, columns: 4,
        values: rows.flatMap {
          [
            $0.rates.selectionRate, $0.rates.truePositiveRate, $0.rates.falsePositiveRate,
            $0.rates.accuracy,
          ]
        },
        rowLabels: rows.map(\.name), columnLabels: ["selected", "tpr", "fpr", "accuracy"]),
      title: "rates by \(audited.column)")
  }

  /// `a.selection_rate.f`, `a.four_fifths`, …
  private var fields: [(name: String, value: Value)] {
    func record(_ rate: (GroupRates) -> Double) -> Value {
      .record(RecordValue(rows.map(\.name), rows.map { .number(rate($0.rates)) }))
    }
    return [
      ("groups", .list(rows.map { .text($0.name) })), ("positive", .text(positive.name ?? "")),
      ("n", record { Double($0.count) }), ("base_rate", record(\.baseRate)),
      ("selection_rate", record(\.selectionRate)),
      (
        "intervals",
        .record(
          RecordValue(
            rows.map(\.name),
            rows.map {
              let interval = $0.rates.selectionInterval ?? 0...1
              return .tensor(
                TensorValue(weak: Tensor([interval.lowerBound, interval.upperBound], [2])))
            }))
      ),
      ("ratio", .record(RecordValue(rows.map(\.name), rows.map { .number($0.ratio) }))),
      ("accuracy", record(\.accuracy)), ("tpr", record(\.truePositiveRate)),
      ("fpr", record(\.falsePositiveRate)), ("precision", record(\.precision)),
      ("mean_probability", record(\.meanScore)), ("calibration_gap", record(\.calibrationGap)),
      ("four_fifths", .bool(!(ratio < 0.8))),
      ("demographic_parity_difference", .number(difference(\.selectionRate))),
      ("demographic_parity_ratio", .number(ratio)),
      ("equal_opportunity_difference", .number(difference(\.truePositiveRate))),
      ("equalized_odds_difference", .number(equalizedOdds)),
      (
        "association",
        .record(RecordValue(associations.map(\.name), associations.map { .number($0.value) }))
      ),
    ]
  }
}
