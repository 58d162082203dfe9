import Catalog
import Data
import Learning
import Plots
import Support

/// A model made from another by pruning, trained where that was asked for, and what is told of both.
struct PrunedModel {
  private let model: Model
  private let share: Double
  private let call: VerbCall
  /// What judges both; `nil` without data.
  private let dataset: Dataset?

  init(_ model: Model, share: Double, _ call: VerbCall) throws {
    (self.model, self.share, self.call) = (model, share, call)
    dataset =
      try call.optional(PruneVerb.data) == nil
      ? nil : call.weighted(call.learnt(TrainVerb.data, by: model), by: TrainVerb.sampleWeight)
  }

  /// Makes it and tells what it came to.
  func made() throws -> Model {
    let result = try pruned()
    var report = PrunedReport(model, result, call.interpreter)
    if let dataset {
      let (samples, words) = CompressedMeasure.judging(dataset)
      report.add(
        before: try measures(of: model, on: samples),
        after: try measures(of: result.model, on: samples),
        on: words)
    }
    call.interpreter.host.emit(.report(try report.shown()))
    call.interpreter.host.emit(.aside(try report.times(threads: call.interpreter.options.threads)))
    return result.model
  }

  /// How good it is, for a row of a table.
  func measured(_ pruned: Model) throws -> [CompressedMeasure] {
    guard let dataset else { return [] }
    return try measures(of: pruned, on: CompressedMeasure.judging(dataset).samples)
  }

  private func measures(of model: Model, on samples: Samples) throws -> [CompressedMeasure] {
    guard let dataset else { return [] }
    return try CompressedMeasure.all(
      of: model, on: samples, loss: try call.optional(TrainVerb.loss), dataset, call.interpreter)
  }

  /// The pruned model without words, trained where epochs were asked for.
  func pruned() throws -> Pruned {
    let name = call.evaluator.context.target ?? model.name
    guard try call.optional(PruneVerb.structured) == nil else {
      var result = try StructuredPruning(model, named: name, call.evaluator).made(share: share)
      result.model = try trained(result.model, pruning: nil)
      return result
    }
    let copy = model.copy(named: name)
    guard !copy.prunable.isEmpty else { throw CompressionProblem.noWeights(model: model.name) }
    let scope =
      try call.optional(PruneVerb.scope).flatMap(PruningScope.init(rawValue:)) ?? .global
    guard try call.optional(PruneVerb.schedule) == PruneVerb.Schedule.gradual.rawValue else {
      copy.prune(share: share, scope: scope)
      return Pruned(model: try trained(copy, pruning: nil))
    }
    let start = copy.sparsity
    copy.prune(share: 0, scope: scope)
    let before = start.weights > 0 ? Double(start.zeros) / Double(start.weights) : 0
    return Pruned(
      model: try trained(copy) { steps in
        GradualPruning(from: before, to: share, steps: steps, scope: scope)
      })
  }

  /// The model after the epochs that were asked for; as it is without.
  private func trained(
    _ model: Model, pruning: ((_ steps: Int) -> GradualPruning)?
  ) throws -> Model {
    guard let dataset, try call.optional(PruneVerb.epochs) != nil else { return model }
    let options = try TrainVerb.options(call, dataset)
    var setup = try TrainingSetup(model, on: dataset.train, options)
    if let pruning {
      let steps = ByteEstimate.product(options.epochs, setup.stepsPerEpoch)
      setup.setPruning(pruning(steps))
    }
    guard case .run(let run) = try TrainVerb.train(setup, call, saysStart: false) else {
      return model
    }
    return run.model
  }
}

/// What pruning made of a model.
struct Pruned {
  var model: Model
  /// The layers that have fewer units, by label: how many of how many are left.
  var shrunk: [(label: String, left: Int, of: Int)] = []
  /// The layers that stay whole, and why.
  var whole: [String] = []
}
