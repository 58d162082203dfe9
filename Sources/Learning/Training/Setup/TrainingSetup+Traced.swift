import Data
import Engine

/// What one step of a training computes, as nodes: for whoever writes it in another language.
package struct TracedTraining {
  /// Where all nodes are.
  package let graph: Graph
  /// The samples' inputs in their order, [rows × …].
  package let inputs: [Graph.Node]
  /// What is predicted.
  package let targets: Graph.Node
  /// How much each sample counts [rows] of float64; `nil` where all count alike.
  package let weights: Graph.Node?
  /// What the model gives.
  package let output: Graph.Node
  /// 1 for each element of a sequence that counts; `nil` where all do.
  package let mask: Graph.Node?
  /// The mean loss without penalties, a scalar.
  package let loss: Graph.Node
  /// How many values it is the mean of, or the sum of their weights; `nil` where that is the number of samples.
  package let divisor: Graph.Node?
  /// What the regularizers add.
  package let penalties: [Graph.Node]
  /// New values of what layers keep from step to step.
  package let recorded: [(variable: Variable, value: Graph.Node)]
  /// The model's lines.
  package let lines: [ModelLine]
}

extension TrainingSetup {
  /// The forward pass of a batch of so many rows with its loss; `nil` for trainings of several steps, with a teacher, and of pruned models.
  ///
  /// `isTraining`: normalisation looks at the batch. `drawsMasks`: dropout acts. `countsClasses`: classes
  /// count as much as `class_weight` says, which is so in training alone.
  package func traced(
    rows: Int, isTraining: Bool, drawsMasks: Bool, countsClasses: Bool = true
  ) throws(LearningError) -> TracedTraining? {
    guard steps.count == 1, let supervision, options.distillation == nil,
      models.zeroKeeping.isEmpty,
      case .predictions(let choice) = steps[0].objective
    else { return nil }
    let (graph, record) = (Graph(), LayerRecord())
    let nodes = BatchNodes(training, rows: rows, in: graph)
    guard let targets = nodes.targets else { return nil }
    let applied = try supervision.model.apply(
      to: nodes.inputs, in: graph,
      Application(isTraining: isTraining, drawsMasks: drawsMasks, frozen: frozen, record: record))
    let mean = try graph.meanLoss(
      choice, targets: targets, applied, classFactors: countsClasses ? classFactors : nil,
      weights: nodes.weights,
      dtype: supervision.model.dtype)
    return TracedTraining(
      graph: graph, inputs: nodes.inputs, targets: targets, weights: nodes.weights,
      output: applied.output, mask: applied.mask, loss: mean.data, divisor: mean.total.divisor,
      penalties: applied.penalties, recorded: graph.recorded, lines: record.lines)
  }

  /// The order of the samples in an epoch, counted from 0.
  package func order(ofEpoch epoch: Int) -> [Int] {
    guard options.shuffles else { return Array(0..<training.count) }
    let stream = RandomStream(
      seed: options.seed, purpose: .shuffle, name: drawnOrder, occurrence: options.occurrence)
    return stream.permutation(training.count, epoch: epoch)
  }

  /// Whether each sample keeps its place in batches that follow from the order alone.
  package var hasPlainBatches: Bool { federation == nil && options.privacy == nil }

  /// Whether a weight is changed by gradients.
  package func trains(_ variable: Variable) -> Bool {
    variable.isTrainable && !frozen.contains(ObjectIdentifier(variable))
  }
}

extension LearningRate {
  /// The rate as a node of the step, counted from 0, float64; `nil` where it follows from what is measured.
  package func node(of step: Graph.Node, in graph: Graph) throws -> Graph.Node? {
    switch self {
    case .constant(let rate): graph.constant(rate, .float64)
    case .schedule(let schedule): schedule.plateau == nil ? try schedule.rate(step, in: graph) : nil
    case .function(let function): try function.trace([step], in: graph)
    }
  }
}
