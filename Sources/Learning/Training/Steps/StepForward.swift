import Data
import Engine

/// The loss of a step as nodes, and what is measured beside it.
struct StepForward {
  let loss: MeanLoss
  /// The loss without penalties: all of it that knows data.
  let dataLoss: Graph.Node
  /// Whether penalties are part of the loss.
  let hasPenalties: Bool
  /// The predictions, where the loss holds them against targets.
  let output: Graph.Node?
  /// What of them counts, where layers say so: 0 for padding.
  let mask: Graph.Node?
  let measures: [MeanLoss]

  /// `record` notes what each layer of a model with targets gives.
  init(
    _ tracing: StepTracing, _ nodes: BatchNodes, _ setup: TrainingSetup,
    record: LayerRecord? = nil
  ) throws(LearningError) {
    switch tracing.step.objective {
    case .predictions(let loss):
      let model = tracing.step.models[0]
      guard let targets = nodes.targets else {
        throw .loss(.noTargets(data: setup.options.dataName))
      }
      var application = tracing.application(of: model)
      application.record = record
      let applied = try model.apply(to: nodes.inputs, in: tracing.graph, application)
      var mean = try tracing.graph.meanLoss(
        loss, targets: targets, applied, classFactors: setup.classFactors, weights: nodes.weights,
        dtype: model.dtype)
      if let distillation = setup.options.distillation {
        let answers = try tracing.apply(distillation.teacher, to: nodes.inputs)
        mean = try tracing.graph.distilled(
          mean, distillation, loss, targets: targets, teacher: answers, applied,
          activation: model.outputActivation, weights: nodes.weights)
      }
      self.loss = mean.total
      dataLoss = mean.data
      hasPenalties = !applied.penalties.isEmpty
      output = applied.output
      mask = applied.mask
      measures = try (setup.supervision?.metrics ?? []).graphMeasures(
        targets, applied.output, mask: applied.mask, weights: nodes.weights,
        in: setup.supervision?.units, tracing.graph)
    case .batch(let function):
      loss = try tracing.loss(function, nodes, setup.training)
      dataLoss = loss.value
      hasPenalties = !tracing.penalties.isEmpty
      output = nil
      mask = nil
      measures = []
    }
  }
}

extension StepTracing {
  /// The function's value for a batch as one number, with the penalties of the step's models.
  fileprivate func loss(
    _ function: any TraceableFunction, _ nodes: BatchNodes, _ samples: Samples
  ) throws(LearningError) -> MeanLoss {
    graph.scope = "loss"
    defer { graph.scope = "" }
    do {
      let arguments = nodes.inputs + (nodes.targets.map { [$0] } ?? [])
      let wanted = function.arity.lowerBound
      guard wanted <= arguments.count else {
        let names = samples.inputs.map(\.name) + (nodes.targets == nil ? [] : ["y"])
        throw LearningError.loss(.stepArguments(wanted: wanted, known: names))
      }
      let value = try function.trace(Array(arguments.prefix(wanted)), in: self)
      guard value.shape.rank == 0 || value.shape[0] == nodes.rows else {
        throw LearningError.loss(.stepLoss(found: value.shape))
      }
      var total =
        value.shape.rank == 0
        ? value : try graph.apply(Mean(axes: nil, keepsAxes: false), to: value)
      for penalty in penalties { total = try graph.apply(Add(), to: total, penalty) }
      return MeanLoss(value: total, divisor: nil)
    } catch {
      throw .inside(.step(step.name), error)
    }
  }
}
