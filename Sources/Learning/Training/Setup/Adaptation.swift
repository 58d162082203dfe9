import Data
import Engine

/// A layer that takes the mean and variance of its input from the training samples.
struct Adaptable {
  let input: Graph.Node
  /// The axes that keep their own mean.
  let positions: [Int]
  let mean: Variable
  let variance: Variable
  /// The samples that were seen; 0 before.
  let count: Variable
}

/// Learns what such layers need, one after the other: a later one sees what an earlier one gives.
enum Adaptation {
  private static let batchSize = 256

  /// Writes into the weights that stand for the model's, `replacing`.
  static func run(
    _ model: Model, on samples: Samples, replacing: [ObjectIdentifier: Variable],
    team: ThreadTeam?
  ) throws(LearningError) {
    // Each round settles one layer; a model has finitely many.
    while let (layer, batches) = try next(model, samples, replacing) {
      var moments = RunningMoments(layer.mean.type.shape.count)
      let executors = batches.map { ($0.nodes, $0.input, Executor($0.plan, team: team)) }
      for start in stride(from: 0, to: samples.count, by: batchSize) {
        let rows = min(batchSize, samples.count - start)
        guard let (nodes, input, executor) = executors.first(where: { $0.0.rows == rows }) else {
          continue
        }
        nodes.fill(executor, with: samples, start..<start + rows, step: nil)
        executor.run(step: 0)
        moments.add(executor.value(of: input), keeping: layer.positions)
      }
      layer.mean.set(Tensor(moments.mean, layer.mean.type.shape, layer.mean.type.dtype))
      layer.variance.set(
        Tensor(moments.variance, layer.variance.type.shape, layer.variance.type.dtype))
      layer.count.set(Tensor(scalar: Double(samples.count), layer.count.type.dtype))
    }
  }

  private typealias Batch = (nodes: BatchNodes, input: Graph.Node, plan: Plan)

  /// The first layer that has learnt nothing yet, and the plans that give its input.
  private static func next(
    _ model: Model, _ samples: Samples, _ replacing: [ObjectIdentifier: Variable]
  ) throws(LearningError) -> (Adaptable, [Batch])? {
    let sizes = [min(batchSize, samples.count), samples.count % batchSize]
    var (layer, batches): (Adaptable?, [Batch]) = (nil, [])
    for rows in Set(sizes).sorted() where rows > 0 {
      let graph = Graph()
      let nodes = BatchNodes(samples, rows: rows, in: graph)
      let applied = try model.apply(to: nodes.inputs, in: graph, Application(replacing: replacing))
      guard let found = applied.adaptable.first(where: { $0.count.value.first == 0 }) else {
        return nil
      }
      layer = found
      let plan = Plan(graph, outputs: [found.input])
      try MemoryLimit.check(plan, model: model)
      batches.append((nodes, found.input, plan))
    }
    return layer.map { ($0, batches) }
  }
}

extension TrainingSetup {
  /// Models that learn from the training samples before the first step: the one that is held against
  /// targets, and those of steps that take the samples as they are.
  var adaptable: [Model] {
    if let supervision { return [supervision.model] }
    return models.filter { $0.inputs.map(\.shape) == training.inputShapes }
  }
}

/// Mean and variance of several series, batch by batch (Chan, Golub and LeVeque 1979), in Double.
private struct RunningMoments {
  private(set) var mean: [Double]
  private var squares: [Double]
  private var count = 0.0

  init(_ series: Int) {
    mean = Array(repeating: 0, count: series)
    squares = mean
  }

  var variance: [Double] { squares.map { count > 0 ? $0 / count : 1 } }

  mutating func add(_ batch: Tensor, keeping positions: [Int]) {
    let rows = batch.shape[0], width = batch.shape.sample.count
    let added = Double(rows * width / max(mean.count, 1))
    guard added > 0 else { return }
    let owners = owners(batch.shape, positions)
    var (means, deviations) = (mean.map { _ in 0.0 }, mean.map { _ in 0.0 })
    for row in 0..<rows {
      var element = 0
      batch.forEach(in: row * width..<(row + 1) * width) { number in
        means[owners[element]] += number / added
        element += 1
      }
    }
    for row in 0..<rows {
      var element = 0
      batch.forEach(in: row * width..<(row + 1) * width) { number in
        let gap = number - means[owners[element]]
        deviations[owners[element]] += gap * gap
        element += 1
      }
    }
    let total = count + added
    for index in mean.indices {
      let gap = means[index] - mean[index]
      mean[index] += gap * added / total
      squares[index] += deviations[index] + gap * gap * count * added / total
    }
    count = total
  }

  /// The series that each number of a row belongs to; the batch axis never has a mean of its own.
  private func owners(_ shape: Shape, _ positions: [Int]) -> [Int] {
    (0..<shape.sample.count).map { index in
      var (rest, owner, factor) = (index, 0, 1)
      for axis in shape.extents.indices.dropFirst().reversed() {
        if positions.contains(axis) {
          owner += rest % shape[axis] * factor
          factor *= shape[axis]
        }
        rest /= shape[axis]
      }
      return owner
    }
  }
}
