import Catalog
import Data
import Engine
import Language
import Learning
import Plots
import Support

/// A quantized model made as the statement asks, and what is told of it.
struct QuantizedAnswer {
  private let model: Model
  private let width: QuantizedKernel.Width
  private let call: VerbCall
  /// What was given with `data=`, as the model learns from it.
  private let dataset: Dataset?
  private let method: CalibrationMethod

  /// A fall of a measure by more than this is warned of.
  private static let largestLoss = 0.01
  private static let batchSizes = [1, 32]

  init(_ model: Model, _ width: QuantizedKernel.Width, _ call: VerbCall) throws {
    (self.model, self.width, self.call) = (model, width, call)
    method = try call.optional(QuantizeVerb.calibration) ?? .minmax
    dataset =
      try call.optional(QuantizeVerb.data) == nil
      ? nil : call.weighted(call.learnt(TrainVerb.data, by: model), by: TrainVerb.sampleWeight)
  }

  private var threads: Int { call.interpreter.options.threads }

  /// Makes it and tells what it came to.
  func made() throws -> Model {
    let name = call.evaluator.context.target ?? model.name
    let known = dataset.map { (samples: $0.train, words: $0.name) } ?? trainingSamples
    if dataset == nil, width == .four || known == nil {
      try call.refuse(
        idle: QuantizeVerb.calibration.description, .without("data", typed: "data=d"))
    }
    let trained = try trained(named: name)
    let result = try (trained ?? model).quantized(
      width, method, calibrating: known?.samples, named: name, threads: threads)
    try Interrupt.check()
    var report = QuantizationReport(model, result, width, from: known?.words, method)
    if let dataset { try measure(result.model, on: dataset, &report) }
    call.interpreter.host.emit(.report(report.report))
    call.interpreter.host.emit(.aside(try times(of: result.model)))
    return result.model
  }

  /// The samples of the run that trained the model, where that has a name.
  private var trainingSamples: (samples: Samples, words: String)? {
    let runs = call.interpreter.names.compactMap { entry -> TrainingRun? in
      guard case .run(let run) = entry.value, run.models.contains(where: { $0 === model }) else {
        return nil
      }
      return run
    }
    let run = runs.last { $0.setup.options.name == model.lastTraining?.run } ?? runs.last
    return run.map { ($0.setup.training, $0.setup.options.dataName) }
  }

  /// A copy that was trained with the rounding in force; `nil` where that was not asked for.
  private func trained(named name: String) throws -> Model? {
    guard try call[QuantizeVerb.aware], let dataset else { return nil }
    let rounded = try model.roundedForTraining(
      width, method, calibrating: dataset.train, named: name, threads: threads)
    let setup = try TrainingSetup(
      rounded, on: dataset.train, try TrainVerb.options(call, dataset))
    guard case .run(let run) = try TrainVerb.train(setup, call) else { return nil }
    return run.model
  }

  private func measure(
    _ quantized: Model, on dataset: Dataset, _ report: inout QuantizationReport
  ) throws {
    let part =
      dataset.test.map { ($0, "\(dataset.name).test") }
      ?? dataset.validation.map { ($0, "\(dataset.name).validation") }
    let (samples, words) = part ?? (dataset.train, dataset.name)
    report.add(
      try ModelAgreement(model, quantized, on: samples, threads: threads), on: words)
    guard samples.targets != nil else { return }
    let (before, after): ([(name: String, value: Double)], [(name: String, value: Double)])
    do {
      before = try measures(of: model, on: samples, dataset)
      after = try measures(of: quantized, on: samples, dataset)
    } catch {
      // Ranges need rows alone; where no loss follows from these targets, no accuracy is told.
      guard error is LearningError, !Interrupt.isRaised, try call.optional(TrainVerb.loss) == nil
      else { throw error }
      return call.interpreter.host.emit(
        .aside(
          "no loss is known that \(model.name) has with the targets of \(words): no accuracy is told; `loss=` names one"
        ))
    }
    for (old, new) in zip(before, after) where old.name == new.name {
      report.add(new.name, before: old.value, after: new.value, on: words)
      if new.name.hasSuffix("accuracy"), old.value - new.value > Self.largestLoss {
        call.interpreter.report(
          Problems.lossOfAccuracy(
            new.name, before: old.value, after: new.value, width, at: call.arguments.wordSpan))
      }
    }
  }

  private func measures(
    of model: Model, on samples: Samples, _ dataset: Dataset
  ) throws -> [(name: String, value: Double)] {
    let evaluation = try Evaluation(
      of: model, on: samples, loss: try call.optional(TrainVerb.loss),
      units: TargetUnits(dataset.recipe), data: dataset.name, threads: threads)
    try Interrupt.check()
    return evaluation.rows.map { ($0.name, $0.value.summary) }
  }

  /// How long both take, which no session holds: it differs from machine to machine.
  private func times(of quantized: Model) throws -> String {
    let parts = try Self.batchSizes.map { size in
      let seconds = try FastestAnswers.of([model, quantized], batchSize: size, threads: threads)
      func text(_ seconds: Double) -> String {
        NumberText.significant(seconds * 1e6, digits: 3) + " µs"
      }
      return "\(text(seconds[1])) instead of \(text(seconds[0])) for "
        + "\(NumberText.count(size, "row")) (\(NumberText.significant(seconds[0] / seconds[1], digits: 2))×)"
    }
    return "answers take " + parts.joined(separator: ", ")
  }
}
