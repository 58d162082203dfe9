import Catalog
import Data
import Engine

/// What training and running a model need: work for one sample, memory for a batch.
///
/// One multiply-accumulate is two operations; a training step is three forward passes: one forward,
/// and products of the same size for the gradients of inputs and of weights.
package struct ModelCost: Equatable, Sendable {
  /// Samples of one step.
  package let batchSize: Int
  /// Numbers in all weights, shared ones once.
  package let parameters: Int
  /// Those among them that follow no gradient.
  package let fixedParameters: Int
  /// Of one sample, forward, with its share of what a batch needs once.
  package let multiplyAccumulates: Int
  /// Of a training at its peak; the data come on top.
  package let memory: TrainingMemory
  /// Values that inference keeps for a batch of this size.
  package let inferenceBytes: Int
  /// What one answer to a batch of this size does, line by line.
  package let inferenceWork: [LineWork]
  /// What one training step with a batch of this size does, line by line.
  package let stepWork: [LineWork]

  /// 2 · multiply-accumulates: floating-point operations of one sample, forward; saturates.
  package var forwardOperations: Int { times(2) }
  /// 6 · multiply-accumulates: of one sample in a training step; saturates.
  package var trainingOperations: Int { times(6) }

  private func times(_ factor: Int) -> Int { saturatingProduct(factor, multiplyAccumulates) }

  /// Plans one training step, as a training would, and runs nothing. `optimizer` is Adam where it
  /// is left out.
  package init(
    of model: Model, batchSize: Int = 32, optimizer: Chosen<any Optimizer>? = nil
  ) throws(LearningError) {
    let answer = try Self.inference(of: model, batchSize: batchSize)
    inferenceBytes = answer.arenaByteCount
    inferenceWork = answer.work
    let planned = try PlannedStep(of: model, batchSize: batchSize, optimizer: optimizer, threads: 1)
    self.batchSize = batchSize
    parameters = model.parameterCount
    fixedParameters = model.fixedParameterCount
    // What weights alone need is shared by all samples of a batch.
    let shared = model.weightMultiplyAccumulates / batchSize
    let rest = model.weightMultiplyAccumulates % batchSize > 0 ? 1 : 0
    multiplyAccumulates = saturatingSum(model.multiplyAccumulates, shared + rest)
    memory = TrainingMemory(planned.setup, planned.state, [planned.step])
    stepWork = planned.step.planned.plan.work
  }

  /// Refuses what no memory holds, before even one sample is made.
  static func inference(
    of model: Model, batchSize: Int
  ) throws(LearningError) -> Plan {
    let graph = Graph()
    let inputs = model.inputs.map { input in
      graph.input(TensorType(input.shape.batched(batchSize), model.dtype), name: input.name)
    }
    let plan = Plan(graph, outputs: [try model.apply(to: inputs, in: graph).output])
    try MemoryLimit.check(plan, model: model)
    return plan
  }
}

/// One step of a training with targets of zeros, planned as a training would plan it.
struct PlannedStep {
  let setup: TrainingSetup
  let state: TrainingState
  let step: StepPlan

  /// Adam where no optimizer is said.
  init(
    of model: Model, batchSize: Int, optimizer: Chosen<any Optimizer>?, threads: Int
  ) throws(LearningError) {
    let loss = Objective(model)
    var options = TrainingOptions()
    options.batchSize = batchSize
    options.optimizer = optimizer
    options.loss = loss.choice
    options.compatibility = model.compatibility
    let inputs = model.inputs.map { input in
      Samples.Input(
        input.name, SampleRows(zeros(TensorType(input.shape.batched(1), model.dtype))))
    }
    let samples = Samples(inputs, targets: SampleRows(loss.target))
    setup = try TrainingSetup(model, on: samples, options)
    state = TrainingState(setup)
    step = try StepPlan(
      setup, step: 0, rows: batchSize, state: state,
      team: threads > 1 ? ThreadTeam(threads: threads) : nil)
  }
}

/// A loss that fits the model's output, and one target for it.
private struct Objective {
  let choice: LossChoice
  let target: Tensor

  init(_ model: Model) {
    let output = model.outputShape
    if model.outputActivation?.output == .distribution, output.rank > 0 {
      let outer = Shape(Array(output.extents.dropLast()))
      choice = LossChoice(SparseCategoricalCrossentropy())
      target = zeros(TensorType(outer.batched(1), .int32))
    } else {
      choice = LossChoice(MeanSquaredError())
      target = zeros(TensorType(output.batched(1), model.dtype))
    }
  }
}

private func zeros(_ type: TensorType) -> Tensor {
  Tensor(type) { $0.initializeMemory(as: UInt8.self, repeating: 0) }
}

extension ModelCost {
  /// What one answer to a batch of this size does, line by line; also of a model that cannot be trained.
  package static func answerWork(of model: Model, batchSize: Int) throws(LearningError)
    -> [LineWork]
  {
    try inference(of: model, batchSize: batchSize).work
  }
}
