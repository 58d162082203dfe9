import Data
import Engine
import Support

/// A model as a function of one sample, each place of which counts so much between a baseline and itself.
///
/// With a weight w for each place the model sees b + w·(x − b): the sample where all are 1, the baseline where all
/// are 0. Where tokens are looked up a place is a token, and its vector counts w times; its baseline is a vector of zeros. So
/// ∂f/∂w of a place is (x − b)·∂f/∂x, for a token the sum over its vector. All in float64, dropout switched off.
package final class ExplainedRow {
  /// The places of each input: the shape of a sample.
  package let shapes: [Shape]
  /// Which inputs are looked up in tables, place by place.
  package let areTokens: [Bool]
  /// How many places all inputs have together.
  package let count: Int
  private let model: Model
  private let row: [Tensor]
  private let baselines: [Tensor]
  private let output: ExplainedOutput
  private let team: ThreadTeam?
  private var made: [Bool: Batch] = [:]

  private struct Batch {
    let rows: Int
    let executor: Executor
    let weights: [Graph.Node]
    let value: Graph.Node
    let gradients: [Graph.Node]
  }

  /// Points that are computed in one run, where there is memory for so many.
  private static let batchSize = 32

  /// `row` is one sample; `baseline` has the shape of the first input without its axis of samples, zeros where it
  /// is `nil`, as other inputs have always.
  ///
  /// Throws for numbers that are not finite, and for what the model cannot take.
  package init(
    _ model: Model, _ row: Samples, _ output: ExplainedOutput, baseline: Tensor? = nil,
    threads: Int = 1
  ) throws(LearningError) {
    var inputs = row
    inputs.targets = nil
    try DataCheck.inputs(of: model, inputs, data: "the row")
    let arranged = try inputs.arranged(for: model)
    let looked = model.tokenInputs
    self.model = model
    self.output = output
    team = ThreadTeam.of(threads)
    areTokens = model.inputs.map { looked.contains($0.name) }
    shapes = model.inputs.map(\.shape)
    count = shapes.reduce(0) { $0 + $1.count }
    self.row = zip(arranged.inputs, areTokens).map { input, isToken in
      input.rows.tensor([0]).cast(to: isToken ? .int32 : .float64)
    }
    baselines = zip(shapes.indices, shapes).map { index, shape in
      let own = index == 0 ? baseline : nil
      return own?.cast(to: .float64).reshaped(Shape([1] + shape.extents))
        ?? Tensor(repeating: 0, Shape([1] + shape.extents), .float64)
    }
  }

  /// What is explained, at each of some points: all weights of a point in the order of the inputs.
  package func values(at points: [[Double]]) throws(LearningError) -> [Double] {
    var values: [Double] = []
    try run(points.count, withGradients: false, { points[$0] }) { value, _ in
      values.append(value)
    }
    return values
  }

  /// The same with weights that are made when they are wanted, and their gradients.
  func run(
    _ points: Int, withGradients: Bool, _ weights: (Int) -> [Double],
    _ body: (_ value: Double, _ gradient: [Double]) -> Void
  ) throws(LearningError) {
    let batch = try batch(withGradients: withGradients, points: points)
    for start in stride(from: 0, to: points, by: batch.rows) {
      if Interrupt.isRaised { throw .interrupted }
      let used = min(batch.rows, points - start)
      let rows = (0..<batch.rows).map { weights(min(start + $0, points - 1)) }
      var offset = 0
      for (node, shape) in zip(batch.weights, shapes) {
        let own = offset..<offset + shape.count
        batch.executor.set(node, Tensor(rows.flatMap { $0[own] }, node.shape))
        offset += shape.count
      }
      batch.executor.run(step: 0)
      if Interrupt.isRaised { throw .interrupted }
      let values = batch.executor.doubles(of: batch.value)
      let gradients = batch.gradients.map(batch.executor.doubles)
      for place in 0..<used {
        var gradient: [Double] = []
        for (numbers, shape) in zip(gradients, shapes) {
          gradient += numbers[place * shape.count..<(place + 1) * shape.count]
        }
        body(output.value(values[place]), gradient.map { $0 * output.factor })
      }
    }
  }

  private func batch(withGradients: Bool, points: Int) throws(LearningError) -> Batch {
    if let known = made[withGradients] { return known }
    var rows = max(1, min(Self.batchSize, points))
    while true {
      let (plan, weights, value, gradients) = try plan(rows, withGradients: withGradients)
      let bytes = saturatingSum(plan.arenaByteCount, plan.inputByteCount)
      if rows == 1 || bytes <= MemoryLimit.bytes / 4 {
        try MemoryLimit.check(bytes: bytes, model: model.name)
        let batch = Batch(
          rows: rows, executor: Executor(plan, team: team), weights: weights, value: value,
          gradients: gradients)
        made[withGradients] = batch
        return batch
      }
      rows = (rows + 1) / 2
    }
  }

  private func plan(
    _ rows: Int, withGradients: Bool
  ) throws(LearningError) -> (Plan, [Graph.Node], Graph.Node, [Graph.Node]) {
    let graph = Graph()
    var application = Application(dtype: .float64, replacing: try doubled())
    var (nodes, weights): ([Graph.Node], [Graph.Node]) = ([], [])
    do {
      for (index, shape) in shapes.enumerated() {
        let weight = graph.input(
          TensorType(shape.batched(rows), .float64), name: "weights of \(model.inputs[index].name)")
        weights.append(weight)
        if areTokens[index] {
          application.lookupWeights[index] = weight
          nodes.append(
            try graph.apply(BroadcastTo(shape.batched(rows)), to: graph.constant(row[index])))
        } else {
          let distance = Tensor(
            zip(row[index].doubles, baselines[index].doubles).map { $0 - $1 },
            baselines[index].shape)
          nodes.append(
            try graph.sum(
              graph.product(weight, graph.constant(distance)), graph.constant(baselines[index])))
        }
      }
      let applied = try model.apply(to: nodes, in: graph, application)
      let width = applied.output.shape.count / rows
      let value = try graph.apply(
        Slice(axis: 1, from: output.index, to: output.index + 1),
        to: graph.reshape(applied.output, to: [rows, width]))
      let gradients =
        withGradients ? try graph.gradients(of: graph.sumOfAll(value), for: weights) : []
      return (Plan(graph, outputs: [value] + gradients), weights, value, gradients)
    } catch let error as LearningError {
      throw error
    } catch {
      throw .inside(.layer(model.outputLabel, origin: model.outputOrigin), error)
    }
  }

  /// The weights in float64, which cost as much again as those of the model or twice as much.
  private func doubled() throws(LearningError) -> [ObjectIdentifier: Variable] {
    if let doubles { return doubles }
    let parameters = model.parameters
    let bytes = parameters.reduce(0) { saturatingSum($0, 8 * $1.variable.type.shape.count) }
    try MemoryLimit.require(bytes, for: "the weights of \(model.name) in float64")
    let own = Dictionary(
      parameters.map { path, variable in
        (
          ObjectIdentifier(variable),
          Variable(path, variable.value.cast(to: .float64), isTrainable: variable.isTrainable)
        )
      }, uniquingKeysWith: { first, _ in first })
    doubles = own
    return own
  }
  private var doubles: [ObjectIdentifier: Variable]?
}

extension Model {
  /// The inputs whose numbers are looked up in tables, by name.
  package var tokenInputs: Set<String> { Set(indexLimits.map(\.input)) }
}
