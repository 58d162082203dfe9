import Catalog
import Engine

/// The distance from a teacher's answers, one value a sample, in place of a loss of targets.
struct SoftTargets {
  let distillation: Distillation
  /// Whether the student's answers are logits.
  let studentIsLogits: Bool

  /// Below it the logarithm of a probability is not told apart in float32.
  private static let least = 1e-30

  /// T² · Σ q·(log q − log p) with q and p softened by T; of numbers their mean squared distance.
  func values(
    _ teacher: Graph.Node, _ student: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let scale = distillation.temperature * distillation.temperature
    let output = distillation.teacher.outputActivation?.output
    switch distillation.answers {
    case .classes:
      let wanted = try softened(teacher, isLogits: output != .distribution, in: graph)
      let given = try softened(student, isLogits: studentIsLogits, in: graph)
      let share = try graph.apply(Exponential(), to: wanted)
      let products = try graph.product(share, graph.difference(wanted, given))
      return try graph.times(scale, graph.sumOverLastAxis(products))
    case .yesOrNo:
      let wanted = try odds(teacher, isLogits: output != .probability, in: graph)
      let given = try odds(student, isLogits: studentIsLogits, in: graph)
      let yes = try graph.apply(Sigmoid(), to: wanted)
      // KL of two coins with logits a and b: σ(a)·(a − b) + softplus(b) − softplus(a).
      let difference = try graph.difference(
        graph.apply(Softplus(), to: given), graph.apply(Softplus(), to: wanted))
      let values = try graph.sum(graph.product(yes, graph.difference(wanted, given)), difference)
      return try graph.times(scale, graph.meanOverLastAxis(values))
    case .numbers:
      let distance = try graph.difference(student, teacher)
      return try graph.meanOverLastAxis(graph.square(distance))
    }
  }

  /// log softmax(z / T); log p stands for z where probabilities are given.
  private func softened(
    _ node: Graph.Node, isLogits: Bool, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    var logits = node
    if !isLogits {
      logits = try graph.apply(
        Logarithm(), to: graph.apply(Clip(low: Self.least, high: 1), to: node))
    }
    return try graph.apply(
      LogSoftmax(axis: node.shape.rank - 1),
      to: graph.times(1 / distillation.temperature, logits))
  }

  /// z / T; log(p / (1 − p)) stands for z where probabilities are given.
  private func odds(
    _ node: Graph.Node, isLogits: Bool, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    guard !isLogits else { return try graph.times(1 / distillation.temperature, node) }
    let yes = try graph.clippedProbability(node)
    let logits = try graph.difference(
      graph.apply(Logarithm(), to: yes),
      graph.apply(Logarithm(), to: graph.minus(1, yes)))
    return try graph.times(1 / distillation.temperature, logits)
  }
}

extension Graph {
  /// alpha · distance from the teacher + (1 − alpha) · loss, with the student's penalties and without them.
  ///
  /// `weights` are those of the samples; what the loss does not count is not learnt from the teacher either.
  func distilled(
    _ own: (total: MeanLoss, data: Node), _ distillation: Distillation, _ loss: LossChoice,
    targets: Node, teacher: Node, _ student: Model.Applied, activation: ActivationChoice?,
    weights: Node?
  ) throws(LearningError) -> (total: MeanLoss, data: Node) {
    scope = "loss"
    defer { scope = "" }
    do {
      let output = student.output
      let isLogits =
        loss.expectation.map { $0.predictions == .logits } ?? false
        || activation?.output == .logDistribution
      let answers = try cast(teacher, to: output.dtype)
      let values = try SoftTargets(distillation: distillation, studentIsLogits: isLogits)
        .values(answers, output, in: self)
      let counts = try loss.counts(targets, output, in: self)
      let soft = try mean(
        of: values, counts: counts?.shape == values.shape ? counts : nil, mask: student.mask,
        sampleFactors: weights.map { SampleFactors(weights: $0) }, dtype: output.dtype)
      let data = try mixed(soft.value, own.data, keeping: distillation.alpha)
      var total = data
      for penalty in student.penalties { total = try sum(total, penalty) }
      return (MeanLoss(value: total, divisor: own.total.divisor), data)
    } catch let error as LearningError {
      throw error
    } catch {
      throw .inside(.loss(loss.text), error)
    }
  }
}
