import Engine

/// A mean over loss values, and by what it was divided.
struct MeanLoss {
  let value: Graph.Node
  /// How many values the mean is of; `nil` where that is the number of samples.
  let divisor: Graph.Node?

  /// The nodes that a plan must keep readable.
  var outputs: [Graph.Node] { [value] + (divisor.map { [$0] } ?? []) }

  /// After a run over so many samples.
  func measured(by executor: Executor, rows: Int) -> Measured {
    Measured(
      value: executor.number(of: value),
      count: divisor.map { executor.number(of: $0) } ?? Double(rows))
  }
}

/// A mean and what it counts when means of several batches become one.
package struct Measured: Equatable, Sendable {
  /// The mean.
  package var value: Double
  /// How much it weighs: values, or the sum of their class weights.
  package var count: Double
}

/// How much each sample counts in a mean.
struct SampleFactors {
  /// [rows] of float64.
  let weights: Graph.Node
  /// A metric's mean, Σ w·l / Σ w; a loss is divided by the number of values, as in Keras.
  var dividesBySum = false
}

/// How much each class counts in a loss.
struct ClassFactors: Sendable {
  var factors: [Double]
  /// PyTorch's mean, Σ w·l / Σ w; Keras's divides by the number of values.
  var dividesBySum = false
}

extension Graph {
  /// The mean of the loss values that count, each with the factors of its class and of its sample: with the
  /// penalties, and without.
  func meanLoss(
    _ loss: LossChoice, targets: Node, _ applied: Model.Applied, classFactors: ClassFactors? = nil,
    weights: Node? = nil, dtype: DType
  ) throws(LearningError) -> (total: MeanLoss, data: Node) {
    let mean = try meanLoss(
      loss, targets: targets, output: applied.output, mask: applied.mask,
      classFactors: classFactors, sampleFactors: weights.map { SampleFactors(weights: $0) },
      dtype: dtype)
    do {
      var total = mean.value
      for penalty in applied.penalties { total = try sum(total, penalty) }
      return (MeanLoss(value: total, divisor: mean.divisor), mean.value)
    } catch {
      throw .inside(.loss(loss.text), error)
    }
  }

  /// The same without penalties. A mask of the values' shape takes out what it marks with 0.
  func meanLoss(
    _ loss: LossChoice, targets: Node, output: Node, mask: Node? = nil,
    classFactors: ClassFactors? = nil, sampleFactors: SampleFactors? = nil, dtype: DType
  ) throws(LearningError) -> MeanLoss {
    scope = "loss"
    defer { scope = "" }
    do {
      let values = try cast(loss.values(targets, output, in: self), to: dtype)
      if let sampleFactors,
        values.shape.rank == 0 || values.shape[0] != sampleFactors.weights.shape[0]
      {
        throw LearningError.loss(.notPerSample(name: loss.text))
      }
      if case .function = loss, values.shape.rank > 0, values.shape[0] != output.shape[0] {
        throw LearningError.loss(.lossShape(name: loss.text, found: values.shape))
      }
      return try mean(
        of: values, counts: loss.counts(targets, output, in: self), mask: mask,
        classFactors: classFactors.map { ($0, targets) }, sampleFactors: sampleFactors,
        dtype: dtype)
    } catch let error as LearningError {
      throw error
    } catch {
      throw .inside(.loss(loss.text), error)
    }
  }

  /// The mean of values, one or several a sample; of those that count, each with its factors.
  func mean(
    of values: Node, counts: Node?, mask: Node?,
    classFactors: (factors: ClassFactors, targets: Node)? = nil,
    sampleFactors: SampleFactors?, dtype: DType
  ) throws -> MeanLoss {
    guard values.shape.rank > 0 else { return MeanLoss(value: values, divisor: nil) }
    var counts = try counts.map { try cast($0, to: dtype) }
    if let mask, mask.shape == values.shape {
      let own = try cast(mask, to: dtype)
      counts = try counts.map { try product($0, own) } ?? own
    }
    let factors = try classFactors.map { try self.factors($0.factors, for: $0.targets, values) }
    let weights = try sampleFactors.map { try self.weights($0, for: values) }
    guard counts != nil || factors != nil || weights != nil else {
      return MeanLoss(
        value: try apply(Mean(axes: nil, keepsAxes: false), to: values), divisor: nil)
    }
    var weighted = values
    if let counts { weighted = try product(values, counts) }
    if let factors {
      weighted = try product(weighted, factors)
      if classFactors?.factors.dividesBySum == true {
        counts = try counts.map { try product($0, factors) } ?? factors
      }
    }
    if let weights {
      weighted = try product(weighted, weights)
      if sampleFactors?.dividesBySum == true {
        counts = try counts.map { try product($0, weights) } ?? weights
      }
    }
    guard let counts else {
      return MeanLoss(
        value: try apply(Mean(axes: nil, keepsAxes: false), to: weighted), divisor: nil)
    }
    let divisor = try sumOfAll(counts)
    // Where nothing counts the loss is 0 / 1.
    let safe = try apply(Where(), to: divisor, divisor, scalar(1, like: divisor))
    return MeanLoss(value: try quotient(sumOfAll(weighted), safe), divisor: divisor)
  }

  /// The weight of each loss value, which is that of its sample.
  private func weights(_ factors: SampleFactors, for values: Node) throws(ShapeError) -> Node {
    let extents = [values.shape[0]] + values.shape.extents.dropFirst().map { _ in 1 }
    let weights = try reshape(cast(factors.weights, to: values.dtype), to: Shape(extents))
    return weights.shape == values.shape
      ? weights : try apply(BroadcastTo(values.shape), to: weights)
  }

  /// The factor of each loss value by the class of its target; 1 for what is no class.
  private func factors(
    _ classes: ClassFactors, for targets: Node, _ values: Node
  ) throws(ShapeError) -> Node {
    var labels = targets
    if targets.shape.count != values.shape.count, targets.shape.rank > 0 {
      labels = try apply(ArgMax(axis: -1), to: targets)
    }
    labels = try reshape(cast(labels, to: .int32), to: values.shape)
    let last = constant(Double(classes.factors.count - 1), .int32)
    let zero = constant(0, .int32)
    let inside = try apply(Maximum(), to: zero, apply(Minimum(), to: last, labels))
    let isClass = try cast(apply(Comparison(.equal), to: inside, labels), to: values.dtype)
    let table = constant(Tensor(classes.factors, [classes.factors.count], values.dtype))
    return try apply(
      Where(), to: isClass, apply(Gather(), to: table, inside), scalar(1, like: values))
  }
}

extension [MetricChoice] {
  /// The means of losses and functions that are used as metrics, in their order; of numbers in `units`.
  func graphMeasures(
    _ targets: Graph.Node, _ output: Graph.Node, mask: Graph.Node? = nil,
    weights: Graph.Node? = nil, in units: TargetUnits?, _ graph: Graph
  ) throws(LearningError) -> [MeanLoss] {
    var means: [MeanLoss] = []
    for case .loss(let choice) in self {
      var (truths, answers) = (targets, output)
      if let units {
        do {
          (truths, answers) = try (
            units.node(targets, in: graph), units.node(output, in: graph)
          )
          // A function of the user gets numbers of the type that models have.
          if case .function = choice {
            truths = try graph.cast(truths, to: output.dtype)
            answers = try graph.cast(answers, to: output.dtype)
          }
        } catch {
          throw .inside(.loss(choice.text), error)
        }
      }
      means.append(
        try graph.meanLoss(
          choice, targets: truths, output: answers, mask: mask,
          sampleFactors: weights.map { SampleFactors(weights: $0, dividesBySum: true) },
          dtype: answers.dtype))
    }
    return means
  }
}
