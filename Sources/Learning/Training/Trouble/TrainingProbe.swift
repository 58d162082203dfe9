import Data
import Engine

/// A look inside a training: what each layer gives and which gradients arrive, for some samples.
final class TrainingProbe {
  private struct Watched {
    let path: String
    let operation: any Operation
    let output: Graph.Node
  }

  private let setup: TrainingSetup
  private let executor: Executor
  private let nodes: BatchNodes
  private let hidden: [Watched]
  private let output: Graph.Node
  private let gradients: [(path: String, node: Graph.Node)]

  private static let sampleCount = 64
  /// A model whose activations take more is not looked at.
  private static let byteLimit = 64 << 20

  /// `nil` where there is nothing to look at, or it would take too much.
  init?(_ setup: TrainingSetup, _ state: TrainingState) throws {
    guard let supervision = setup.supervision else { return nil }
    self.setup = setup
    let graph = Graph()
    let rows = min(Self.sampleCount, setup.training.count)
    nodes = BatchNodes(setup.training, rows: rows, in: graph)
    guard let targets = nodes.targets else { return nil }
    let model = setup.current(supervision.model)
    let record = LayerRecord()
    let applied = try model.apply(
      to: nodes.inputs, in: graph, Application(replacing: state.replacing, record: record))
    let loss = try graph.meanLoss(
      supervision.loss, targets: targets, applied, classFactors: setup.classFactors,
      weights: nodes.weights, dtype: model.dtype
    ).total
    output = applied.output
    hidden = record.entries.compactMap { entry in
      guard entry.output != applied.output, let operation = graph.operation(of: entry.output)
      else {
        return nil
      }
      return Watched(path: entry.path, operation: operation, output: entry.output)
    }
    let kernels = zip(setup.variables, state.weights).filter { named, weight in
      weight.isTrainable && weight.type.shape.rank > 1
        && !setup.frozen.contains(ObjectIdentifier(named.variable))
    }
    let found = try graph.gradients(of: loss.value, for: kernels.map { graph.variable($0.1) })
    gradients = Array(zip(kernels.map(\.0.name), found).map { (path: $0, node: $1) })
    let plan = Plan(
      graph, outputs: hidden.map(\.output) + [output] + found, reusesMemory: false)
    guard plan.arenaByteCount + plan.inputByteCount <= Self.byteLimit else { return nil }
    executor = Executor(plan, threads: 1)
  }

  func troubles(epoch: Int) -> [Trouble] {
    nodes.fill(executor, with: setup.training, 0..<nodes.rows, step: nil)
    executor.run(step: 0)
    return hidden.compactMap(trouble) + gradientTroubles() + (epoch > 1 ? constancy() : [])
  }

  private func trouble(in layer: Watched) -> Trouble? {
    let values = executor.value(of: layer.output)
    let numbers = values.doubles
    guard !numbers.isEmpty else { return nil }
    switch layer.operation.kind {
    case .relu:
      let units = values.shape.extents.last ?? 1
      var isAlive = [Bool](repeating: false, count: units)
      for (index, number) in numbers.enumerated() where number != 0 {
        isAlive[index % units] = true
      }
      let dead = isAlive.count { !$0 }
      return 4 * dead >= 3 * units && units > 1
        ? .deadUnits(layer: layer.path, dead: dead, units: units) : nil
    case .tanh, .sigmoid:
      let flat =
        layer.operation.kind == .tanh
        ? numbers.count { abs($0) > 0.99 } : numbers.count { $0 < 0.005 || $0 > 0.995 }
      let share = Double(flat) / Double(numbers.count)
      return share > 0.8
        ? .saturation(layer: layer.path, activation: layer.operation.name, share: share) : nil
    case .matrixProduct, .sum, .difference, .product, .quotient, .negation, .power, .exponential,
      .logarithm, .squareRoot, .reciprocalSquareRoot, .classCounts, .quantization, .other:
      return nil
    }
  }

  private func gradientTroubles() -> [Trouble] {
    let sizes = gradients.map { path, node in
      (path: path, norm: norm(executor.value(of: node).doubles), count: node.shape.count)
    }
    guard let first = sizes.first, let last = sizes.last else { return [] }
    let total = norm(sizes.map(\.norm))
    if total > 1000, let largest = sizes.max(by: { $0.norm < $1.norm }) {
      return [
        .explodingGradients(
          norm: total, layer: largest.path, optimizer: setup.steps[0].optimizer.limited)
      ]
    }
    func size(_ entry: (path: String, norm: Double, count: Int)) -> Double {
      entry.norm / Double(entry.count).squareRoot()
    }
    guard sizes.count > 2, size(last) > 1e-8, size(first) < 1e-5 * size(last) else { return [] }
    return [
      .vanishingGradients(
        first: first.path, firstSize: size(first), last: last.path, lastSize: size(last))
    ]
  }

  /// Whether all samples get the same answer although their targets differ.
  private func constancy() -> [Trouble] {
    // Labels that no output can reach have been warned of before the first step.
    let isExplained = setup.lints.contains { lint in
      if case .targetsOutsideUnitRange = lint { true } else { false }
    }
    guard !isExplained else { return [] }
    let value = executor.value(of: output)
    let width = value.count / max(1, nodes.rows)
    guard nodes.rows > 7, width > 0, let targets = nodes.targets else { return [] }
    let wanted = executor.doubles(of: targets)
    guard wanted.contains(where: { $0 != wanted[0] }) else { return [] }
    let numbers = value.doubles
    let spread =
      (0..<width).map { column -> Double in
        let values = stride(from: column, to: numbers.count, by: width).map { numbers[$0] }
        return (values.max() ?? 0) - (values.min() ?? 0)
      }.max() ?? 0
    let size = numbers.map(abs).max() ?? 0
    return spread <= 1e-4 * size + 1e-9
      ? [.constantPredictions(spread: spread, samples: nodes.rows)] : []
  }
}

extension Graph {
  /// The operation that gives a node.
  fileprivate func operation(of node: Node) -> (any Operation)? {
    guard case .operation(let operation, _) = sources[node.index] else { return nil }
    return operation
  }
}

/// The Euclidean norm.
private func norm(_ numbers: [Double]) -> Double {
  numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
}
