import Engine

/// One training step for one batch size: forward, backward and update as one plan.
final class StepPlan {
  let executor: Executor
  private let nodes: BatchNodes
  /// The loss factor of each sample; only with class weights.
  private let factors: Graph.Node?
  private let optimizer: any Optimizer
  private let feeds: [Graph.Node]
  private let loss: Graph.Node
  private let output: Graph.Node
  private let measures: [Graph.Node]

  init(
    _ setup: TrainingSetup, rows: Int, state: TrainingState, team: ThreadTeam?
  ) throws(LearningError) {
    let (model, options) = (setup.model, setup.options)
    let graph = Graph()
    nodes = BatchNodes(setup.training, rows: rows, in: graph)
    guard let y = nodes.targets else { throw .noTargets(data: options.dataName) }
    factors =
      setup.classWeights == nil
      ? nil : graph.input(TensorType([rows], model.dtype), name: "class weights")
    let applied = try model.apply(
      to: nodes.inputs, in: graph,
      Application(
        isTraining: true, seed: options.seed, occurrence: options.occurrence,
        replacing: state.replacing, frozen: setup.frozen))
    output = applied.output
    loss = try graph.meanLoss(
      setup.loss, targets: y, applied, sampleFactors: factors, dtype: model.dtype)
    measures = try setup.metrics.graphMeasures(y, output, in: graph)
    optimizer = setup.optimizer.entry
    feeds = optimizer.feeds(learningRate: 0, number: 1).indices.map { index in
      graph.input(TensorType([], .float64), name: "optimizer \(index)")
    }
    let (gradients, updates) = try appendUpdates(graph, of: loss, optimizer, state, feeds)
    let kept = graph.recorded.map(\.value)
    // Nothing is updated unless the loss and every gradient are finite: the weights that stay
    // are those before the step.
    let plan = Plan(
      graph, outputs: [loss, output] + measures + updates, guards: [loss] + gradients + kept)
    executor = Executor(plan, team: team)
  }

  /// Runs step `number`, counted from 1, on the samples at these positions; answers the loss
  /// before the update, and whether there was one: not where loss or gradients are not finite.
  func run(
    _ samples: Samples, _ positions: ArraySlice<Int>, factors classFactors: [Double]?,
    rate: Double, number: Int
  ) -> (loss: Double, isUpdated: Bool) {
    nodes.fill(executor, with: samples, positions, step: UInt64(number - 1))
    if let factors, let classFactors, let targets = samples.targets {
      let chosen = positions.map { position in
        let label = targets.number(position)
        return Int(exactly: label).flatMap {
          classFactors.indices.contains($0) ? classFactors[$0] : nil
        } ?? 1
      }
      executor.set(factors, Tensor(chosen, [rows], factors.dtype))
    }
    for (node, value) in zip(feeds, optimizer.feeds(learningRate: rate, number: number)) {
      executor.set(node, Tensor(scalar: value))
    }
    let isUpdated = executor.run(step: UInt64(number - 1))
    return (executor.number(of: loss), isUpdated)
  }

  var rows: Int { nodes.rows }

  /// The targets of the last run.
  var targets: Tensor { nodes.targets.map(executor.value) ?? Tensor(scalar: .nan) }

  /// The model's output of the last run.
  var predictions: Tensor { executor.value(of: output) }

  /// The losses and functions used as metrics, over the last batch.
  var measured: [Double] { measures.map { executor.number(of: $0) } }
}

/// Appends gradients, their clipping, the decay and the update of every weight that is trained, and
/// the writing of what layers keep from step to step.
private func appendUpdates(
  _ graph: Graph, of loss: Graph.Node, _ optimizer: any Optimizer, _ state: TrainingState,
  _ feeds: [Graph.Node]
) throws(LearningError) -> (gradients: [Graph.Node], updates: [Graph.Node]) {
  let trained = state.weights.indices.filter { state.isTrained[$0] }
  let nodes = trained.map { graph.variable(state.weights[$0]) }
  do {
    let raw = try graph.gradients(of: loss, for: nodes)
    let gradients = try optimizer.settings.clipping.apply(to: raw, in: graph)
    var updates: [Graph.Node] = []
    for (position, index) in trained.enumerated() {
      let moments = state.slots[index].map(graph.variable)
      graph.scope = state.weights[index].name
      updates += try optimizer.update(
        nodes[position], slots: moments, gradient: gradients[position], feeds: feeds, in: graph)
    }
    graph.scope = ""
    return (gradients, updates + (try graph.appendRecords()))
  } catch {
    throw .lossShape(name: error.operation, found: error.found.first ?? [])
  }
}

extension Graph {
  /// The mean of all loss values, each sample with its factor, plus the penalties.
  func meanLoss(
    _ loss: LossChoice, targets: Node, _ applied: Model.Applied, sampleFactors: Node? = nil,
    dtype: DType
  ) throws(LearningError) -> Node {
    scope = "loss"
    defer { scope = "" }
    do {
      var values = try loss.values(targets, applied.output, in: self)
      if let sampleFactors, values.shape.rank > 0 {
        let ones = [Int](repeating: 1, count: values.shape.rank - 1)
        let factors = try reshape(sampleFactors, to: Shape([sampleFactors.shape[0]] + ones))
        values = try apply(Multiply(), to: values, factors)
      }
      values = try cast(values, to: dtype)
      var total = try mean(values, where: applied.mask)
      for penalty in applied.penalties { total = try apply(Add(), to: total, penalty) }
      return total
    } catch let error as LearningError {
      throw error
    } catch {
      throw .lossFunction(name: loss.text, error)
    }
  }
}

extension Graph {
  /// The mean of all values; of those that count where a mask has their shape.
  fileprivate func mean(_ values: Node, where mask: Node?) throws(ShapeError) -> Node {
    guard values.shape.rank > 0 else { return values }
    guard let mask, mask.shape == values.shape else {
      return try apply(Mean(axes: nil, keepsAxes: false), to: values)
    }
    let sum = try apply(
      Sum(axes: nil, keepsAxes: false), to: apply(Multiply(), to: values, mask))
    let count = try apply(Sum(axes: nil, keepsAxes: false), to: mask)
    return try apply(Divide(), to: sum, apply(Maximum(), to: count, scalar(1, like: count)))
  }
}

extension [MetricChoice] {
  /// The means of losses and functions that are used as metrics, in their order.
  func graphMeasures(
    _ targets: Graph.Node, _ output: Graph.Node, in graph: Graph
  ) throws(LearningError) -> [Graph.Node] {
    var nodes: [Graph.Node] = []
    for case .loss(let choice) in self {
      do {
        let values = try choice.values(targets, output, in: graph)
        nodes.append(
          values.shape.rank == 0
            ? values : try graph.apply(Mean(axes: nil, keepsAxes: false), to: values))
      } catch {
        throw .lossFunction(name: choice.text, error)
      }
    }
    return nodes
  }
}
