import Engine
import Learning
import Plots
import Support

/// How a sweep prints and what stands behind its dots.
struct SweepReport {
  private let sweep: Sweep
  private let rows: [SweepRow]
  private let isStopped: Bool
  private let trainings: Int
  private let finished: Int
  private let isLost: Bool

  init(_ sweep: Sweep, _ tasks: [SweepTask], isStopped: Bool) {
    (self.sweep, self.isStopped) = (sweep, isStopped)
    trainings = tasks.count
    finished = tasks.count(where: \.isFinished)
    isLost = !isStopped && tasks.contains { $0.isLost || $0.isCut }
    let rows = SweepRow.rows(of: tasks, sweep.options)
    // Of a sweep that was ended there is what is finished.
    self.rows = rows.filter { !$0.isUnfinished || $0.failed != nil }
  }

  private var first: Measured? { rows.lazy.compactMap(\.measured.first).first }
  private var measure: String { first?.name ?? "value" }
  private var prefersLarger: Bool { first?.prefersLarger ?? true }
  private var best: SweepRow? { rows.first.flatMap { $0.isRanked ? $0 : nil } }
  private var hasSeeds: Bool { sweep.options.seeds > 1 }

  var value: ReportValue {
    var blocks: [Report.Block] = rows.isEmpty ? [] : [.table(table(otherNames))]
    blocks += notes.map { .note($0) }
    if let figure { blocks.append(.figure(figure)) }
    var report = ReportValue(Report("sweep", title: title, blocks), fields: fields)
    if !rows.isEmpty {
      let all = measuredBeside
      let whole = Report("sweep", title: title, [.table(table(all.same + all.others))])
      report.rows = { whole }
    }
    report.isOfManyTrainings = true
    report.curves = rows.filter(\.isRanked).map(SweepCurves.init)
    return report
  }

  /// `sweep s: best h=4, lr=0.01, val_accuracy 0.7900; 2 of 3 failed`, where a name hides the table; `nil` otherwise.
  func line(named name: String?) -> Output? {
    var parts: [String] = []
    if let best {
      let label = best.combination.label
      parts.append(
        "best \(label.isEmpty ? "" : label + ", ")\(measure) \(NumberText.metric(best.mean))"
          + (best.spread.map { " ± \(NumberText.metric($0))" } ?? ""))
    }
    for (state, count) in [
      ("failed", rows.count { $0.failed != nil }), ("not finite", rows.count(where: \.isNonFinite)),
    ] where count > 0 {
      parts.append("\(NumberText.grouped(count)) of \(NumberText.grouped(rows.count)) \(state)")
    }
    return ReportValue.line(
      "sweep", of: name, parts.isEmpty ? "nothing is finished" : parts.joined(separator: "; "))
  }

  /// `sweep of h and act: 6 combinations with 3 seeds each, by val_accuracy, larger is better`.
  private var title: String {
    let names = sweep.axes.map(\.name)
    let count = Set(rows.map(\.place)).count
    let of = names.isEmpty ? "" : " of " + Problems.list(names, "and")
    let seeds = hasSeeds ? " with \(sweep.options.seeds) seeds each" : ""
    let direction = prefersLarger ? "larger is better" : "smaller is better"
    return
      "sweep\(of): \(Problems.count(count, "combination"))\(seeds), by \(measure), \(direction)"
  }

  /// So many columns beside the measure there are, if so much was measured, and at most.
  private static let otherColumns = 2...6

  /// What stands beside the measure: all of the same rows, and little of the others.
  private var otherNames: [String] {
    let (same, others) = measuredBeside
    let count = min(
      max(same.count, Self.otherColumns.lowerBound), Self.otherColumns.upperBound)
    return Array((same + others).prefix(count))
  }

  /// What else was measured, of the rows that the measure is of and of others.
  private var measuredBeside: (same: [String], others: [String]) {
    let isValidation = measure.hasPrefix("val_")
    let names = first?.others.map(\.name) ?? []
    return (
      names.filter { $0.hasPrefix("val_") == isValidation },
      names.filter { $0.hasPrefix("val_") != isValidation }
    )
  }

  private func table(_ otherNames: [String]) -> Table {
    var columns: [Table.Field<SweepRow>] = sweep.axes.enumerated().map { place, axis in
      let isNumeric = rows.allSatisfy { $0.combination.values[place].value.number != nil }
      return isNumeric
        ? .number(axis.name) { $0.combination.values[place].value.number }
        : .text(axis.name) { SweepAxis.text($0.combination.values[place].value) }
    }
    if sweep.halving != nil { columns.append(.count("epochs") { $0.measured.first?.epochs }) }
    columns.append(.number(measure, .metric) { $0.measured.isEmpty ? nil : $0.mean })
    if hasSeeds { columns.append(.number("spread", .metric, title: "±") { $0.spread }) }
    for name in otherNames { columns.append(.number(name, .metric) { $0.other(name) }) }
    let best = best?.place
    columns.append(
      .text("remark", title: "") { row in
        if row.place == best { return "best" }
        if row.failed != nil { return "failed" }
        return row.isNonFinite || !row.isRanked ? "not finite" : nil
      })
    return Table(rows, columns)
  }

  private var notes: [String] {
    var notes: [String] = []
    let name = sweep.evaluator.context.boundName ?? "s"
    switch first?.source {
    case .training?:
      let validation = first?.others.lazy.map(\.name).first { $0 == "val_" + measure }
      notes.append(
        "\(measure) is that of the training rows"
          + (validation.map { ", as by= says; `by=\($0)` takes those for validation" }
            ?? ": there are none for validation. `validation_split=0.1` in train keeps some"))
    case .validation?, .evaluation?, .number?, nil: break
    }
    if first?.source == .validation, let run = best?.run(prefersLarger),
      run.setup.options.watchesValidation
    {
      notes.append(
        "the rows for validation also ended or slowed the trainings, so \(measure) is a little too good: "
          + "`evaluate \(name).best.model, d.test` measures on others")
    }
    let hidden = measuredBeside.same.dropFirst(Self.otherColumns.upperBound)
    if !hidden.isEmpty {
      notes.append(
        "measured, too: " + Problems.list(hidden.map { "\(name).\($0)" }, "and"))
    }
    if hasSeeds, !rows.isEmpty {
      notes.append("± is the standard deviation over \(sweep.options.seeds) seeds")
    }
    let drawn = sweep.axes.compactMap(\.drawing)
    if let budget = sweep.options.budget, sweep.combinationCount < budget {
      let count = Problems.count(sweep.combinationCount, "different combination")
      notes.append("budget=\(budget) is more than the \(count), each of which is trained once")
    } else if sweep.options.budget != nil {
      notes.append(
        "drawn at random with the seed in force" + (drawn.isEmpty ? "" : ": ")
          + drawn.joined(separator: "; "))
    }
    if isLost {
      notes.append(
        "the session was lost in it: \(finished) of \(trainings) trainings are there; the same line trains the others"
      )
    } else if isStopped {
      notes.append(
        "stopped by you: \(finished) of \(trainings) trainings are finished; the same line trains the others"
      )
    }
    let failed = rows.compactMap(\.failed)
    for task in failed.prefix(3) {
      guard let problem = task.failure else { continue }
      notes.append("\(task.label) fails: \(problem.message) (\(problem.code))")
    }
    if failed.count > 3 { notes.append("\(failed.count - 3) more fail") }
    let gone = rows.count {
      $0.isRanked && $0.run(prefersLarger) == nil && $0.measured[0].epochs != nil
    }
    if gone > 0 {
      notes.append(
        "the weights of \(gone) of \(rows.count) combinations were let go, and those of the best are kept: "
          + "together they take more than old weights may; `:set history 2GB` keeps more")
    }
    return notes
  }

  private var fields: [(name: String, value: Value)] {
    var fields: [(name: String, value: Value)] = []
    func add(_ name: String, _ value: Value) {
      if !fields.contains(where: { $0.name == name }) { fields.append((name, value)) }
    }
    func numbers(_ values: [Double]) -> Value {
      .tensor(TensorValue(weak: Tensor(values, [values.count])))
    }
    let best = best?.run(prefersLarger)
    add("best", best.map { .run($0) } ?? .none)
    let runs = rows.compactMap { $0.run(prefersLarger) }
    add("runs", .list(ValueList(runs.map { .run($0) })))
    add("measure", .text(measure))
    add("value", .number(self.best?.mean ?? .nan))
    add("values", numbers(rows.map(\.mean)))
    if hasSeeds { add("spread", numbers(rows.map { $0.spread ?? .nan })) }
    for (place, axis) in sweep.axes.enumerated() {
      let values = rows.map { $0.combination.values[place].value }
      let known = values.compactMap(\.number)
      add(
        axis.name, known.count == values.count ? numbers(known) : .list(ValueList(values)))
    }
    if measure != "value" { add(measure, numbers(rows.map(\.mean))) }
    for name in first?.others.map(\.name) ?? [] {
      add(name, numbers(rows.map { $0.other(name) ?? .nan }))
    }
    return fields
  }

  /// The measure over the values of a single axis of numbers, of seeds with their spread; shades over those of two.
  private var figure: Plot? {
    let rows = rows.filter(\.isRanked)
    switch sweep.axes.count {
    case 1:
      let points = rows.compactMap { row in
        row.combination.values[0].value.number.map { (x: $0, row: row) }
      }.sorted { $0.x < $1.x }
      guard points.count == rows.count, points.count > 1 else { return nil }
      if hasSeeds {
        return SweepSpread(rows: rows.map(SweepCurves.init), axes: sweep.axes.map(\.name))
          .overAxis(measure)
      }
      return line(points)
    case 2: return sweep.options.budget == nil && sweep.halving == nil ? shades(rows) : nil
    default: return nil
    }
  }

  private func line(_ points: [(x: Double, row: SweepRow)]) -> Plot {
    let xs = points.map(\.x)
    let series = [Series(measure, role: .group(0), xs: xs, ys: points.map(\.row.mean))]
    var plot = Plot(.lines(series), title: "\(measure) over \(sweep.axes[0].name)")
    plot.x.title = sweep.axes[0].name
    plot.best = prefersLarger ? .highest : .lowest
    if let low = xs.first, let high = xs.last, low > 0, high / low >= 20 { plot.x.scale = .log10 }
    return plot
  }

  private func shades(_ rows: [SweepRow]) -> Plot? {
    let lists = sweep.axes.compactMap { axis -> [Value]? in
      if case .listed(let items) = axis.values { items } else { nil }
    }
    guard lists.count == 2, lists.allSatisfy({ $0.count > 1 }), !rows.isEmpty else { return nil }
    var values = [Double](repeating: .nan, count: lists[0].count * lists[1].count)
    for row in rows where values.indices.contains(row.place) { values[row.place] = row.mean }
    return Plot.heat(
      HeatMap(
        rows: lists[0].count, columns: lists[1].count, values: values,
        rowLabels: lists[0].map { SweepAxis.text($0) },
        columnLabels: lists[1].map { SweepAxis.text($0) }),
      title: "\(measure) of \(sweep.axes[0].name) (rows) and \(sweep.axes[1].name) (columns)")
  }
}
