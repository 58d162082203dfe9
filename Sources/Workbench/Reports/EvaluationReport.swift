import Learning
import Plots
import Support

/// How evaluations print and what stands behind their dots.
///
/// Tables, and data whose classes have names, are judged class by class; of others loss and metrics are printed,
/// and the rest stands behind the dots.
struct EvaluationReport {
  let evaluation: Evaluation
  let judging: Judging
  let data: String
  /// The classes in the order of their numbers; empty where they have no names.
  let names: [String]
  let isTable: Bool
  /// Whether metrics were asked for; they stand above then, whatever the tables have.
  let listsMetrics: Bool

  init(
    _ evaluation: Evaluation, _ judging: Judging, data: String, names: [String], isTable: Bool,
    listsMetrics: Bool
  ) {
    (self.evaluation, self.judging, self.data) = (evaluation, judging, data)
    (self.names, self.isTable, self.listsMetrics) = (names, isTable, listsMetrics)
  }

  var value: ReportValue {
    var fields = evaluation.rows.map { ($0.name, MetricValues.value($0.value, of: names)) }
    func add(_ name: String, _ value: Value) {
      if !fields.contains(where: { $0.0 == name }) { fields.append((name, value)) }
    }
    if let counts = evaluation.confusion {
      let labels = names.isEmpty ? [] : counts.indices.map(name)
      add("confusion", MetricValues.value(.counts(counts), of: labels))
    }
    for field in judgedFields { add(field.name, field.value) }
    let (shown, whole) = (report(isWhole: false), report(isWhole: true))
    var value = ReportValue(shown, fields: fields)
    if whole != shown { value.whole = whole }
    value.charts = charts
    return value
  }

  /// Loss and metrics, then scores of every class, or every score of numbers, where they are asked for; with `isWhole` of
  /// all classes, however many there are.
  private func report(isWhole: Bool) -> Report {
    var blocks = [Report.Block.facts(Facts(measured))]
    switch evaluation.judgement {
    case .classes(let found) where isTable || judging.asks:
      blocks += self.blocks(of: found, isWhole: isWhole)
    case .numbers(let found) where isTable || judging.asks: blocks += self.blocks(of: found)
    default: break
    }
    let remarks = evaluation.remarks.map { "\($0.name): \($0.text)" } + classRemarks
    blocks += remarks.map { .note($0) }
    if evaluation.confusion != nil { blocks.append(.figure(Plot.confusion(counts))) }
    return Report("evaluation", title: title, blocks)
  }

  private var title: String {
    let head =
      "evaluation of \(evaluation.model) on \(data): "
      + Problems.count(evaluation.sampleCount, "sample")
      + (evaluation.totalWeight.map { " of weight \(NumberText.general($0))" } ?? "")
    guard isTable || judging.asks, case .classes(let found)? = evaluation.judgement,
      let positive = found.positive
    else { return head }
    return head + ", positive class: \(name(positive))"
  }

  /// Loss and metrics; of numbers only the loss where a table below has the others.
  private var measured: [Fact] {
    let isTabled: Bool
    if case .numbers? = evaluation.judgement, isTable, !listsMetrics {
      isTabled = true
    } else {
      isTabled = false
    }
    return evaluation.rows.prefix(isTabled ? 1 : .max).compactMap { row in
      cell(row.value).map { Fact(row.name, $0, note: note(row.name)) }
    }
  }

  private func note(_ row: String) -> String {
    if row == "loss" { return evaluation.units == nil ? "" : "on the scale that is learnt" }
    var notes: [String] = []
    if isTable, row == "accuracy", case .classes(let found)? = evaluation.judgement,
      let most = found.majority
    {
      notes.append(
        "(always \"\(name(most.index))\": \(NumberText.significant(most.share, digits: 3)))")
    }
    if let interval = interval(row) { notes.append(interval) }
    return notes.joined(separator: "  ")
  }

  /// `95 % interval 0.7753 … 0.8820`.
  func interval(_ score: String) -> String? {
    evaluation.intervals.first { $0.name == score }.map {
      "95 % interval \(NumberText.metric($0.low)) … \(NumberText.metric($0.high))"
    }
  }

  /// A class by its name, else by its number.
  func name(_ index: Int) -> String {
    names.indices.contains(index) ? Sanitizer.visible(names[index]) : "\(index)"
  }

  /// `nil` for a table of counts, which is a picture.
  private func cell(_ value: MetricValue) -> Table.Cell? {
    switch value {
    case .number(let number): .number(number, .metric)
    case .perClass(let numbers): .numbers(numbers, .metric)
    case .counts: nil
    }
  }
}

extension Judging {
  /// Whether more was asked for than loss and metrics.
  var asks: Bool { positive != nil || threshold != nil || resampling != nil }
}
