import Data
import Engine
import Support

/// A float64 copy of a model whose weights can be moved and whose loss can be asked for.
final class GradientProbe {
  let weights: [Variable]
  private let executor: Executor
  private let lossExecutor: Executor
  private let loss: Graph.Node
  private let gradients: [Tensor]

  init(
    _ model: Model, _ samples: Samples, _ choice: LossChoice, seed: UInt64, threads: Int
  ) throws(LearningError) {
    let parameters = model.parameters
    let weights = parameters.map {
      Variable(
        $0.path, $0.variable.value.cast(to: .float64), isTrainable: $0.variable.isTrainable)
    }
    self.weights = weights.filter(\.isTrainable)
    let application = Application(
      isTraining: true, seed: seed, dtype: .float64,
      replacing: Dictionary(
        zip(parameters.map { ObjectIdentifier($0.variable) }, weights)
      ) { first, _ in first })
    let isClasses = choice.expectation?.hasWholeTargets == true
    let (inputs, targets) = try samples.arranged(for: model).measured
    let graph = Graph()
    let batch = inputs.map { graph.constant($0.cast(to: .float64)) }
    let y = graph.constant(targets.cast(to: isClasses ? .int32 : .float64))
    let applied = try model.apply(to: batch, in: graph, application)
    loss = try graph.meanLoss(choice, targets: y, applied, dtype: .float64).total.value
    lossExecutor = Executor(Plan(graph, outputs: [loss]), threads: threads)
    let nodes: [Graph.Node]
    do {
      nodes = try graph.gradients(of: loss, for: self.weights.map(graph.variable))
    } catch {
      throw .loss(.lossShape(name: error.operation, found: error.found.first ?? []))
    }
    executor = Executor(Plan(graph, outputs: nodes), threads: threads)
    // Random layers draw the same masks in each run: the step never changes.
    executor.run(step: 0)
    gradients = nodes.map(executor.value)
  }

  /// The worst of the checked elements of one weight.
  func row(_ index: Int, seed: UInt64) -> ModelCheck.Row {
    let (weight, gradient) = (weights[index], gradients[index])
    let stream = RandomStream(
      seed: seed, purpose: .sample, name: "check \(weight.name)", occurrence: 0)
    var row = ModelCheck.Row(
      path: weight.name, checked: 0, skipped: 0, worstError: 0, analytic: 0, numeric: 0,
      passes: true)
    var draws: UInt64 = 0
    for _ in 0..<min(ModelCheck.elementsPerWeight, gradient.count) where !Interrupt.isRaised {
      var position = 0
      for _ in 0..<20 {
        position = Int(
          stream.uniform(at: draws) * Double(gradient.count), within: 0...(gradient.count - 1))
        draws += 1
        if gradient[position] != 0 { break }
      }
      compare(weight, position, analytic: gradient[position], into: &row)
    }
    return row
  }

  private func compare(
    _ weight: Variable, _ position: Int, analytic: Double, into row: inout ModelCheck.Row
  ) {
    let value = weight[position]
    let width = 6e-6 * max(1, abs(value))
    let center = loss(weight, position, value)
    let above = loss(weight, position, value + width)
    let below = loss(weight, position, value - width)
    weight[position] = value
    let numeric = (above - below) / (2 * width)
    // A smooth loss has one-sided slopes that differ by second order only.
    let (right, left) = ((above - center) / width, (center - below) / width)
    let error = abs(analytic - numeric)
    let isClose = error <= 1e-6 * (abs(analytic) + abs(numeric)) + 1e-9
    if !isClose, abs(right - left) > 1e-3 * (abs(right) + abs(left)) + 1e-7 {
      row.skipped += 1
      return
    }
    row.checked += 1
    let relative = error / max(1e-8, abs(analytic) + abs(numeric))
    if !isClose { row.passes = false }
    if relative >= row.worstError {
      (row.worstError, row.analytic, row.numeric) = (relative, analytic, numeric)
    }
  }

  private func loss(_ weight: Variable, _ position: Int, _ value: Double) -> Double {
    guard !Interrupt.isRaised else { return .nan }
    weight[position] = value
    lossExecutor.run(step: 0)
    return lossExecutor.number(of: loss)
  }
}
