import Engine
import Learning
import Plots
import Support

/// What predicted numbers do to groups, in the units of the target.
struct GroupErrorReport {
  private struct Row {
    let name: String
    let errors: GroupErrors
  }

  private let audited: AuditedRows
  private let rows: [Row]
  private let answer: ExplainedAnswer
  private let associations: [(name: String, value: Double)]

  init(_ audited: AuditedRows, _ outputs: [Double], _ answer: ExplainedAnswer) throws {
    let truths = audited.samples.y.doubles
    guard outputs.count == truths.count, outputs.count == audited.samples.count else {
      throw ExplainProblem.noSingleAnswer(
        model: audited.model.name, output: "\(audited.model.outputShape)")
    }
    (self.audited, self.answer) = (audited, answer)
    rows = zip(audited.groups.names, audited.groups.rows).map { name, own in
      Row(
        name: name,
        errors: GroupErrors(
          truths: own.map { answer.output.value(truths[$0]) },
          answers: own.map { answer.output.value(outputs[$0]) }))
    }
    associations = audited.associations
    try Interrupt.check()
  }

  var value: ReportValue {
    let table = Table(
      rows,
      [
        .text("group", title: Sanitizer.visibleLine(audited.column)) {
          Sanitizer.visibleLine($0.name)
        },
        .count("n") { $0.errors.count },
        .number("mean", .general, title: "true") { $0.errors.meanTruth },
        .number("predicted", .general) { $0.errors.meanAnswer },
        .number("mean_error", .general) { $0.errors.meanError },
        .text("interval", title: "95 % interval") { row in
          row.errors.interval.map {
            "\(NumberText.general($0.lowerBound, digits: 4)) … \(NumberText.general($0.upperBound, digits: 4))"
          }
        },
        .number("mean_absolute_error", .general, title: "mae") {
          $0.errors.meanAbsoluteError
        },
      ])
    var blocks: [Report.Block] = [.table(table)]
    let sided = rows.filter { row in row.errors.interval.map { !$0.contains(0) } ?? false }
    if !sided.isEmpty {
      let words = sided.prefix(5).map {
        "\(Sanitizer.visibleLine($0.name)) \($0.errors.meanError > 0 ? "over" : "under")estimated"
      }
      blocks.append(
        .note("mean error is not 0 within its interval: \(words.joined(separator: ", "))"))
    }
    blocks += audited.remarks(rows.map(\.errors.count))
    if let line = audited.associationLine(associations) { blocks.append(line) }
    blocks.append(
      .figure(
        Plot.heat(
          HeatMap(
            rows: rows.count, columns: 2,
            values: rows.flatMap { [$0.errors.meanError, $0.errors.meanAbsoluteError] },
            rowLabels: rows.map(\.name), columnLabels: ["mean error", "mae"]),
          title: "errors by \(audited.column)")))
    let count = rows.reduce(0) { $0 + $1.errors.count }
    let title =
      "audit of \(audited.model.name) on \(audited.data) by \(Sanitizer.visibleLine(audited.column)): "
      + "\(Problems.count(count, "sample")), \(answer.words) in its own units"
    return ReportValue(Report("audit", title: title, blocks), fields: fields)
  }

  private var fields: [(name: String, value: Value)] {
    func record(_ number: (GroupErrors) -> Double) -> Value {
      .record(RecordValue(rows.map(\.name), rows.map { .number(number($0.errors)) }))
    }
    return [
      ("groups", .list(rows.map { .text($0.name) })), ("n", record { Double($0.count) }),
      ("mean", record(\.meanTruth)), ("predicted", record(\.meanAnswer)),
      ("mean_error", record(\.meanError)), ("mean_absolute_error", record(\.meanAbsoluteError)),
      (
        "association",
        .record(RecordValue(associations.map(\.name), associations.map { .number($0.value) }))
      ),
    ]
  }
}
