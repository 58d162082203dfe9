import Data
import Engine

/// One step of a run with all its numbers: forward, loss, backward, update.
package struct StepDetail: Sendable {
  /// What a layer gave for the batch.
  package struct Layer: Sendable {
    /// The label path: `encoder.dense`.
    package let path: String
    /// The word of the layer: `dense`.
    package let kind: String
    /// What is applied to its output, as it was written: `tanh`; `nil` where nothing is.
    package let activation: String?
    /// [batch × …].
    package let output: Tensor
  }

  /// A weight, the gradient of the loss for it, and what the optimizer made of that.
  package struct Weight: Sendable {
    /// `dense.kernel`.
    package let path: String
    /// Its value when the step began.
    package let before: Tensor
    /// ∂loss/∂weight, of the weight's shape, before any clipping.
    package let gradient: Tensor
    /// Its value when the step had ended.
    package internal(set) var after: Tensor
  }

  /// Counted from 1.
  package let step: Int
  /// Counted from 1.
  package let epoch: Int
  /// The samples of the batch, counted from 0 in the training data.
  package let samples: [Int]
  /// The rate of this step, after its schedule.
  package internal(set) var learningRate = Double.nan
  /// Over the batch, before the update.
  package let loss: Double
  /// In the order in which they are computed.
  package let layers: [Layer]
  /// Those that are trained, in the model's order.
  package internal(set) var weights: [Weight]
}

/// Computes a step beside the one that trains: the same weights, samples and random draws, with
/// everything kept that the other one forgets.
final class DetailedStep {
  private let executor: Executor
  private let nodes: BatchNodes
  private let record = LayerRecord()
  private let loss: MeanLoss
  private let weights: [(path: String, variable: Variable, gradient: Graph.Node)]

  /// More than this is not kept.
  private static let byteLimit = 1 << 30

  /// `nil` for a training of several steps or a private one, whose gradients nobody is to see, and where it
  /// would take too much.
  init?(_ setup: TrainingSetup, rows: Int, _ state: TrainingState) throws {
    guard setup.supervision != nil, setup.steps.count == 1, setup.options.privacy == nil else {
      return nil
    }
    let graph = Graph()
    nodes = BatchNodes(setup.training, rows: rows, in: graph)
    let tracing = StepTracing(setup, step: 0, state, in: graph)
    let forward = try StepForward(tracing, nodes, setup, record: record)
    loss = forward.loss
    let named = zip(setup.variables, state.weights).filter { named, weight in
      weight.isTrainable && !setup.frozen.contains(ObjectIdentifier(named.variable))
    }
    let found = try graph.gradients(of: loss.value, for: named.map { graph.variable($0.1) })
    weights = zip(named, found).map { ($0.0.name, $0.1, $1) }
    let plan = Plan(
      graph, outputs: loss.outputs + record.entries.map(\.output) + found, reusesMemory: false)
    guard plan.arenaByteCount + plan.inputByteCount <= Self.byteLimit else { return nil }
    executor = Executor(plan, threads: 1)
  }

  /// The numbers of the step that comes, before it has changed anything.
  func detail(
    _ samples: Samples, _ positions: ArraySlice<Int>, number: Int, batch: Int, epoch: Int
  ) -> StepDetail {
    nodes.fill(executor, with: samples, positions, step: UInt64(batch - 1))
    _ = executor.run(step: UInt64(number - 1))
    let layers = record.entries.map { entry in
      StepDetail.Layer(
        path: entry.path, kind: entry.kind, activation: entry.activation,
        output: executor.value(of: entry.output))
    }
    return StepDetail(
      step: batch, epoch: epoch, samples: Array(positions),
      loss: loss.measured(by: executor, rows: nodes.rows).value, layers: layers,
      weights: weights.map { path, variable, gradient in
        let value = variable.value
        return StepDetail.Weight(
          path: path, before: value, gradient: executor.value(of: gradient), after: value)
      })
  }

  /// Fills in what the step has made of the weights.
  func complete(_ detail: inout StepDetail, learningRate: Double) {
    detail.learningRate = learningRate
    for (index, weight) in weights.enumerated() {
      detail.weights[index].after = weight.variable.value
    }
  }
}
