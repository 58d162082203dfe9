import Data
import Engine
import Language
import Learning
import Support

/// Models on the same rows: how good each is, how large, how long it takes, what that costs.
struct ModelComparison {
  let models: [Model]
  let names: [String]
  let dataset: Dataset
  /// The data as they are written.
  let written: String
  /// Where they stand.
  let span: SourceSpan

  /// Judges all models, then times each or reckons its time. Throws what `evaluate` and `cost` throw.
  func report(_ options: ServiceOptions, _ call: VerbCall) throws -> ComparisonReport {
    var rows: [ComparedRow] = []
    var (samples, calls) = (0, 0)
    for (model, name) in zip(models, names) {
      try Interrupt.check()
      let asked = try call.evaluator.rowsAndRecipe(of: dataset, for: model, as: written, at: span)
      try call.evaluator.requireTargets(
        asked.samples, of: dataset, for: model.recipe, as: written, at: span)
      let threads = call.interpreter.options.threads
      var judging = Judging()
      // Numbers are judged by all answers, however many there are; of classes their counts are enough.
      judging.keepsScores = model.outputActivation?.output != .distribution
      let evaluation = try Evaluation(
        of: model, on: asked.samples, units: TargetUnits(asked.recipe),
        judging: judging, data: title, threads: threads)
      samples = evaluation.sampleCount
      let row = ComparedRow(model, name, ComparedQuality(evaluation))
      if let first = rows.first, first.quality.measure != row.quality.measure {
        throw Problems.worded(CompareProblem.otherKinds(first.model, name), at: span)
      }
      // Once for all machines that are this one.
      var measured: AnswerTimes?
      func times() throws -> AnswerTimes {
        if let measured { return measured }
        let times = try AnswerTimes(of: model, on: asked.samples, threads: threads)
        (measured, calls) = (times, max(calls, times.seconds.count))
        return times
      }
      guard !options.machines.isEmpty else {
        rows.append(row.measured(try times()))
        continue
      }
      let work = options.machines.allSatisfy { $0.isThisMachine } ? [] : try model.answerWork()
      for machine in options.machines {
        let timed =
          try machine.isThisMachine
          ? row.measured(times())
          : row.isUnpacked
            ? row : row.reckoned(Roofline.seconds(of: work, on: machine.device))
        rows.append(try timed.paid(on: machine, options))
      }
    }
    return ComparisonReport(
      rows, options, data: title, samples: samples, calls: calls, hasUnseen: dataset.test != nil)
  }

  private var title: String { written.isEmpty || written.count > 40 ? dataset.name : written }
}

extension ServiceOptions.Machine {
  /// Whether times are measured here: for `device(here)`, and where a device does not say how fast it is.
  var isThisMachine: Bool {
    device.isMeasured || device.operations == nil || device.bandwidth == nil
  }
}

/// How good a model is on some rows: one measure that decides, and one beside it.
struct ComparedQuality {
  /// `accuracy`, `rmse`, `loss`.
  let measure: String
  let value: Double
  let prefersLarger: Bool
  /// `f1_score`, `r2_score`; `nil` where nothing stands beside.
  let other: (name: String, value: Double)?

  /// Of classes accuracy and F1 (of the positive class of two, of several the plain mean), of numbers rmse and r2 in the
  /// units of the data, of anything else the loss.
  init(_ evaluation: Evaluation) {
    switch evaluation.judgement {
    case .classes(let found):
      let f1 = found.positive.map { found.scores[$0].f1 } ?? found.means.first?.f1 ?? .nan
      if case .number(let accuracy)? = evaluation.value("accuracy") {
        self.init("accuracy", accuracy, prefersLarger: true, ("f1_score", f1))
        return
      }
      if let accuracy = evaluation.confusion.map(Self.accuracy) {
        self.init("accuracy", accuracy, prefersLarger: true, ("f1_score", f1))
        return
      }
      self.init("f1_score", f1, prefersLarger: true, nil)
    case .numbers(let found):
      self.init(
        "rmse", found.errors.rootMeanSquared, prefersLarger: false, ("r2_score", found.errors.r2))
    case nil:
      if case .number(let accuracy)? = evaluation.value("accuracy") {
        self.init("accuracy", accuracy, prefersLarger: true, nil)
      } else if case .number(let loss)? = evaluation.value("loss") {
        self.init("loss", loss, prefersLarger: false, nil)
      } else {
        self.init("loss", .nan, prefersLarger: false, nil)
      }
    }
  }

  private init(
    _ measure: String, _ value: Double, prefersLarger: Bool, _ other: (String, Double)?
  ) {
    (self.measure, self.value, self.prefersLarger) = (measure, value, prefersLarger)
    self.other = other.map { (name: $0.0, value: $0.1) }
  }

  private static func accuracy(_ counts: [[Int]]) -> Double {
    let hits = counts.indices.reduce(0) { $0 + counts[$1][$1] }
    let all = counts.reduce(0) { $0 + $1.reduce(0, +) }
    return all == 0 ? .nan : Double(hits) / Double(all)
  }
}
