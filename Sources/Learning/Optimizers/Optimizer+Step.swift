import Engine

/// Names of what is kept for a weight beside the optimizer's own moments.
enum OptimizerSlot {
  static let average = "average"
  static let gradientSum = "gradient_sum"
}

/// A whole step around `update`: averaged gradients, clipping, decay, update, averaged weights.
///
/// The state of a weight is complete: with it and the number of steps done, a run goes on with the
/// same bits.
extension Optimizer {
  /// The names of everything kept for each weight, in the order in which `state` is handed over.
  package var stateNames: [String] {
    var names = slots
    if settings.usesAverage { names.append(OptimizerSlot.average) }
    if settings.accumulationSteps > 1 { names.append(OptimizerSlot.gradientSum) }
    return names
  }

  /// What is kept for a weight under one of the `stateNames`, before the first step.
  package func state(_ name: String, of weight: Variable) -> Variable {
    let number = slots.contains(name) ? initialValue(of: name) : 0
    let type = weight.type
    var first: (() -> Tensor)?
    if name == OptimizerSlot.average {
      first = { weight.value }
    } else if number != 0 {
      first = { tensor(type) { _ in number } }
    }
    return Variable("\(weight.name).\(name)", type, initially: first)
  }

  /// The step, counted from 1, as an update: its number from 1, and whether it updates at all.
  package func update(ofStep step: Int) -> (number: Int, updates: Bool) {
    let every = settings.accumulationSteps
    return ((step - 1) / every + 1, step % every == 0)
  }

  /// The float64 numbers fed before an update, those of the optimizer first.
  package func stepFeeds(learningRate: Double, number: Int) -> [Double] {
    let own = feeds(learningRate: learningRate, number: number)
    guard settings.usesAverage else { return own }
    // Keras: the first average is the first updated weight.
    return own + [number == 1 ? 0 : settings.averageMomentum]
  }

  /// Appends an update of all weights. Guards must be finite before it may run.
  ///
  /// Where `keepsZeros` says so, what is 0 in a weight gets no gradient and stays 0.
  package func appendStep(
    _ weights: [Graph.Node], state: [[Graph.Node]], gradients raw: [Graph.Node],
    feeds: [Graph.Node], keepsZeros: [Bool] = [], in graph: Graph
  ) throws(ShapeError) -> (guards: [Graph.Node], updates: [Graph.Node]) {
    let names = stateNames
    var gradients = raw
    // Computed before the update writes into the weights.
    var masks: [(index: Int, node: Graph.Node)] = []
    for (index, keeps) in keepsZeros.enumerated() where keeps {
      masks.append((index, try graph.isNotZero(weights[index])))
    }
    if let place = names.firstIndex(of: OptimizerSlot.gradientSum) {
      for index in raw.indices {
        let total = try graph.sum(raw[index], state[index][place])
        gradients[index] = try graph.times(1 / Double(settings.accumulationSteps), total)
      }
    }
    for mask in masks {
      gradients[mask.index] = try graph.product(gradients[mask.index], mask.node)
    }
    gradients = try settings.clipping.apply(to: gradients, in: graph)
    let own = state.map { Array($0.prefix(slots.count)) }
    let count = self.feeds(learningRate: 0, number: 1).count
    var updates = try update(
      all: weights, slots: own, gradients: gradients, feeds: Array(feeds.prefix(count)), in: graph)
    // Old momentum and decay reach weights without a gradient, too.
    for mask in masks {
      let weight = weights[mask.index]
      updates.append(try graph.apply(Assign(), to: weight, graph.product(weight, mask.node)))
    }
    for (index, weight) in weights.enumerated() {
      if let place = names.firstIndex(of: OptimizerSlot.average) {
        let share = try graph.cast(feeds[count], to: weight.dtype)
        let old = try graph.product(share, state[index][place])
        let new = try graph.product(graph.minus(1, share), weight)
        updates.append(
          try graph.apply(Assign(), to: state[index][place], graph.sum(old, new)))
      }
      if let place = names.firstIndex(of: OptimizerSlot.gradientSum) {
        let zero = try graph.apply(
          BroadcastTo(weight.shape), to: graph.scalar(0, like: weight))
        updates.append(try graph.apply(Assign(), to: state[index][place], zero))
      }
    }
    return (gradients, updates)
  }

  /// Appends a step that only adds its gradients to the sums.
  package func appendAccumulation(
    state: [[Graph.Node]], gradients: [Graph.Node], in graph: Graph
  ) throws(ShapeError) -> (guards: [Graph.Node], updates: [Graph.Node]) {
    guard let place = stateNames.firstIndex(of: OptimizerSlot.gradientSum) else {
      return (gradients, [])
    }
    var updates: [Graph.Node] = []
    for (index, gradient) in gradients.enumerated() {
      let sum = state[index][place]
      updates.append(try graph.apply(Assign(), to: sum, graph.sum(sum, gradient)))
    }
    return (gradients, updates)
  }

  /// The weight after the first update by this gradient.
  package func firstStep(from weight: Tensor, gradient: Tensor) throws -> Tensor {
    guard weight.type == gradient.type, weight.dtype.isFloat else {
      throw ShapeError(
        operation: Self.signature.name, expected: "a weight and a gradient of its shape",
        found: [weight.shape, gradient.shape])
    }
    let variable = Variable("w", weight)
    let state = stateNames.map { self.state($0, of: variable) }
    let rate = try RateSchedule(settings.learningRate).rate(at: 0)
    let graph = Graph()
    let feeds = stepFeeds(learningRate: rate, number: 1).map { graph.constant($0, .float64) }
    let step = try appendStep(
      [graph.variable(variable)], state: [state.map(graph.variable)],
      gradients: [graph.constant(gradient)], feeds: feeds, in: graph)
    Executor(Plan(graph, outputs: step.updates), threads: 1).run(step: 0)
    return variable.value
  }
}

extension Graph {
  /// 1 where a number is not 0, in the node's own type.
  fileprivate func isNotZero(_ node: Node) throws(ShapeError) -> Node {
    try cast(apply(Comparison(.notEqual), to: node, scalar(0, like: node)), to: node.dtype)
  }
}
