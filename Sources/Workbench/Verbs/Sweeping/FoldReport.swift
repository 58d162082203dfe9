import Engine
import Learning
import Plots
import Support

/// How cross-validations print and what stands behind their dots.
struct FoldReport {
  /// How rows were dealt.
  enum Way {
    case rows, classes, blocks
    case groups(String)
  }

  private let tasks: [FoldTask]
  private let all: Int
  private let title: String
  private let way: Way
  private let isStopped: Bool
  private let isLost: Bool
  private let hasTest: Bool
  private let seeds: Int
  /// The most rows that a fold has left out of training beside those held out.
  private let leftOut: Int
  /// How many rows of training each fold watches at least; `nil` where it watches none, 0 where it watches those
  /// held out for want of others.
  private let watched: Int?

  init(
    _ tasks: [FoldTask], title: String, _ way: Way, isStopped: Bool, hasTest: Bool, seeds: Int,
    leftOut: Int, watched: Int?
  ) {
    self.watched = watched
    // Of one that was ended there is what is finished.
    self.tasks = tasks.filter(\.isFinished)
    all = tasks.count
    isLost = !isStopped && tasks.contains { $0.isLost || $0.isCut }
    (self.title, self.way, self.isStopped) = (title, way, isStopped)
    (self.hasTest, self.seeds, self.leftOut) = (hasTest, seeds, leftOut)
  }

  private struct Row {
    let name: String
    let seed: UInt64?
    let rowCount: Int?
    let values: [(name: String, value: Double)]
    let baseline: Double?

    func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }
  }

  private var rows: [Row] {
    tasks.map { task in
      Row(
        name: "\(task.fold)", seed: task.shownSeed, rowCount: task.rowCount,
        values: task.isNonFinite ? names.map { ($0, .nan) } : task.measured,
        baseline: task.baseline?.value)
    }
  }

  private var names: [String] {
    tasks.first { !$0.isNonFinite && !$0.measured.isEmpty }?.measured.map(\.name) ?? ["loss"]
  }

  private var baselineName: String? { tasks.lazy.compactMap(\.baseline?.name).first }

  /// A summary of each column: its mean, its deviation.
  private func summary(_ name: String, _ of: ([Double]) -> Double) -> Row {
    let rows = rows
    func over(_ read: (Row) -> Double?) -> Double? {
      let values = rows.compactMap(read)
      return values.isEmpty || values.count < rows.count ? nil : of(values)
    }
    return Row(
      name: name, seed: nil, rowCount: nil,
      values: names.compactMap { column in
        over { $0.value(column) }.map { (column, $0) }
      }, baseline: over(\.baseline))
  }

  private var mean: Row { summary("mean") { $0.reduce(0, +) / Double($0.count) } }

  /// The sample's standard deviation; 0 of a single fold.
  private var spread: Row {
    summary("±") { $0.sampleDeviation }
  }

  /// `cross_validate f: accuracy 0.7338 ± 0.0141 over 3 folds`, where a name hides the table; `nil` otherwise.
  func line(named name: String?) -> Output? {
    let (mean, spread) = (mean, spread)
    let measure = names.first { $0 != "loss" } ?? "loss"
    var text = "nothing is finished"
    if let value = mean.value(measure), let deviation = spread.value(measure) {
      text =
        "\(measure) \(NumberText.metric(value)) ± \(NumberText.metric(deviation)) over "
        + Problems.count(rows.count, "fold")
        + (rows.count < all ? " of \(NumberText.grouped(all))" : "")
    }
    return ReportValue.line("cross_validate", of: name, text)
  }

  var value: ReportValue {
    var blocks: [Report.Block] =
      tasks.isEmpty ? [] : [.table(table(names.prefix(Self.shownMeasures)))]
    blocks += notes.map { .note($0) }
    let text = seeds > 1 ? "\(title), \(seeds) times" : title
    var report = ReportValue(Report("cross_validation", title: text, blocks), fields: fields)
    report.isOfManyTrainings = true
    if !tasks.isEmpty {
      let whole = Report("cross_validation", title: text, [.table(table(names[...]))])
      report.rows = { whole }
      report.charts = [ReportChart(BarChart.self) { bars }]
    }
    return report
  }

  /// More would not fit a window.
  private static let shownMeasures = 7

  private func table(_ names: ArraySlice<String>) -> Table {
    var columns: [Table.Field<Row>] = [.text("fold") { $0.name }]
    if seeds > 1 { columns.append(.text("seed") { $0.seed.map { "\($0)" } }) }
    columns.append(.count("rows") { $0.rowCount })
    for name in names {
      columns.append(.number(name, .metric) { $0.value(name) })
    }
    if baselineName != nil { columns.append(.number("baseline", .metric) { $0.baseline }) }
    return Table(rows + [mean, spread], columns)
  }

  private var notes: [String] {
    var notes: [String] = []
    switch way {
    case .rows: notes.append("rows dealt at random with the seed in force")
    case .classes:
      notes.append("rows dealt at random with the seed in force, the classes in their shares")
    case .blocks:
      notes.append("rows in order share what they hold, so folds are blocks of neighbours")
    case .groups(let column):
      notes.append(
        "rows of one \(Problems.quotedName(column)) stay in one fold; classes may be uneven")
    }
    if leftOut > 0 {
      notes.append(
        "up to \(Problems.count(leftOut, "row")) that share something with those held out "
          + "\(NumberText.noun(leftOut, "is", "are")) left out of training")
    }
    switch watched {
    case nil: break
    case 0?:
      notes.append(
        "what ends or slows a training watches the rows held out, which judge it, too")
    case _?:
      notes.append(
        "what ends or slows a training watches a tenth of the training rows, not those held out")
    }
    switch baselineName {
    case "accuracy"?:
      notes.append("baseline: the accuracy of always answering the most frequent class of the fold")
    case let name?: notes.append("baseline: \(name) of always answering the mean of the fold")
    case nil: break
    }
    let hidden = names.dropFirst(Self.shownMeasures)
    if !hidden.isEmpty {
      notes.append("measured, too: " + Problems.list(hidden.map { "f.\($0)" }, "and"))
    }
    if hasTest { notes.append("the test part was left alone") }
    if isLost {
      notes.append(
        "the session was lost in it: \(tasks.count) of \(all) folds are there; the same line trains the others"
      )
    } else if isStopped {
      notes.append(
        "stopped by you: \(tasks.count) of \(all) folds are finished; the same line trains the others"
      )
    }
    return notes
  }

  /// What each fold came to, and the mean with its deviation.
  private var bars: Plot {
    let measure = names.first { $0 != "loss" } ?? "loss"
    let (rows, mean, spread) = (rows, mean, spread)
    var labels = rows.map { row in
      "fold \(row.name)" + (seeds > 1 ? row.seed.map { " seed \($0)" } ?? "" : "")
    }
    var values = rows.map { $0.value(measure) ?? .nan }
    var errors = [Double](repeating: .nan, count: values.count)
    if let value = mean.value(measure) {
      labels.append("mean")
      values.append(value)
      errors.append(spread.value(measure) ?? .nan)
    }
    return Plot(
      BarChart(values, labels: labels, errors: errors), title: "\(title): \(measure)")
  }

  private var fields: [(name: String, value: Value)] {
    var fields: [(name: String, value: Value)] = []
    let (mean, spread, rows) = (mean, spread, rows)
    for entry in mean.values { fields.append((entry.name, .number(entry.value))) }
    if !spread.values.isEmpty {
      fields.append(
        (
          "spread",
          .record(RecordValue(spread.values.map(\.name), spread.values.map { .number($0.value) }))
        ))
    }
    if let baseline = mean.baseline { fields.append(("baseline", .number(baseline))) }
    let folds = rows.map { row in
      var entries: [(name: String, value: Value)] = [
        ("fold", .number(Double(row.name) ?? 0)), ("rows", .number(Double(row.rowCount ?? 0))),
      ]
      if let seed = row.seed { entries.append(("seed", .number(Double(seed)))) }
      entries += row.values.map { ($0.name, .number($0.value)) }
      return Value.record(RecordValue(entries.map(\.name), entries.map(\.value)))
    }
    fields.append(("folds", .list(ValueList(folds))))
    return fields
  }
}
