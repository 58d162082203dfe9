import Engine
import Learning

/// What one part of a sweep came to, by the measure that counts.
struct Measured {
  /// `val_accuracy`; `value` of a body that ends in a number.
  let name: String
  let value: Double
  let prefersLarger: Bool
  /// Where it comes from.
  let source: Source
  /// What else was measured, in order.
  let others: [(name: String, value: Double)]
  /// The epochs of a training.
  let epochs: Int?

  enum Source {
    case validation, training, evaluation, number
  }

  /// Of a body: its value where that counts, otherwise its last run.
  init(_ value: Value, _ run: TrainingRun?, _ options: SweepOptions) throws {
    switch value {
    case .run(let run): try self.init(run, options)
    case .report(let report): try self.init(report, options)
    default:
      if let number = value.number {
        if let by = options.by, by != "value" { throw SweepProblem.noMeasure(by, known: ["value"]) }
        self.init("value", number, .number, [], nil, options)
      } else if let run {
        try self.init(run, options)
      } else {
        throw SweepProblem.nothingCounts
      }
    }
  }

  private init(
    _ name: String, _ value: Double, _ source: Source, _ others: [(name: String, value: Double)],
    _ epochs: Int?, _ options: SweepOptions
  ) {
    (self.name, self.value, self.source) = (name, value, source)
    (self.others, self.epochs) = (others, epochs)
    prefersLarger = options.prefersLarger ?? Self.prefersLarger(name)
  }

  /// The epoch whose weights the run has: the best with early stopping, otherwise the last.
  private init(_ run: TrainingRun, _ options: SweepOptions) throws {
    let epochs = run.seen.epochs
    var record = epochs.last
    if run.setup.options.earlyStopping != nil,
      let best = epochs.compactMap({ $0.isBest ? $0 : nil }).last
    {
      record = best
    }
    let names = run.setup.seriesNames
    let validation = names.filter { $0.hasPrefix("val_") }
    // Behind the loss stand the metrics.
    let own = validation.isEmpty ? names : validation
    let name = options.by ?? own.first { !Self.isLoss($0, of: run) } ?? own.first ?? "loss"
    guard names.contains(name) else { throw SweepProblem.noMeasure(name, known: names) }
    let others = names.filter { $0 != name }.map { ($0, record?.value($0) ?? .nan) }
    self.init(
      name, record?.value(name) ?? .nan, name.hasPrefix("val_") ? .validation : .training, others,
      run.seen.progress.epoch, options)
  }

  private static func isLoss(_ name: String, of run: TrainingRun) -> Bool {
    run.curveNames.contains { name == $0 || name == "val_" + $0 }
  }

  /// Numbers behind the dots of an evaluation; the first that is no loss counts.
  private init(_ report: ReportValue, _ options: SweepOptions) throws {
    let numbers = report.fields.compactMap { field in
      field.value.number.map { (name: field.name, value: $0) }
    }
    let name = options.by ?? (numbers.first { $0.name != "loss" } ?? numbers.first)?.name
    guard let name, let found = numbers.first(where: { $0.name == name }) else {
      guard let by = options.by else { throw SweepProblem.nothingCounts }
      throw SweepProblem.noMeasure(by, known: numbers.map(\.name))
    }
    self.init(
      name, found.value, .evaluation, numbers.filter { $0.name != name }, nil, options)
  }

  /// Losses and errors are best where they are small, all else where it is large.
  static func prefersLarger(_ name: String) -> Bool {
    if let known = Metrics.prefersLarger(name) { return known }
    return !["loss", "error", "perplexity", "brier", "crossentropy", "bits_per", "hinge", "huber"]
      .contains { name.contains($0) }
  }
}
