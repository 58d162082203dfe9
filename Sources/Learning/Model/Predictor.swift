import Engine

/// A model's inference plans, one for each batch size that was asked for last.
final class Predictor {
  /// Samples in one run of the plan; a fixed number, so that results do not depend on memory.
  static let batchSize = 256

  private let model: Model
  private let team: ThreadTeam?
  private var plans: [Int: BatchPlan] = [:]

  private struct BatchPlan {
    let executor: Executor
    let input: Graph.Node
    let output: Graph.Node
  }

  init(_ model: Model, threads: Int) {
    self.model = model
    team = ThreadTeam.of(threads)
  }

  /// Outputs [samples × …] for inputs [samples × …] of the model's sample shape.
  func predict(_ x: Tensor) throws(LearningError) -> Tensor {
    let count = x.shape[0]
    let type = TensorType(model.outputShape.batched(count), model.dtype)
    guard type.byteCount <= MemoryEstimate.limit else {
      throw .tooLarge(
        model: model.name, parameters: type.shape.count, bytes: type.byteCount,
        limit: MemoryEstimate.limit)
    }
    var chunks: [(start: Int, plan: BatchPlan, count: Int)] = []
    for start in stride(from: 0, to: count, by: Self.batchSize) {
      let rows = min(Self.batchSize, count - start)
      chunks.append((start, try plan(rows), rows))
    }
    let input = x.cast(to: model.dtype)
    return Tensor(type) { bytes in
      for (start, plan, rows) in chunks {
        plan.executor.fill(plan.input) { $0.copyRows(of: input, start..<start + rows) }
        plan.executor.run(step: 0)
        plan.executor.value(of: plan.output).withBytes { result in
          let offset = start * (bytes.count / max(count, 1))
          UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: result)
        }
      }
    }
  }

  private func plan(_ rows: Int) throws(LearningError) -> BatchPlan {
    if let known = plans[rows] { return known }
    let graph = Graph()
    let shape = model.inputs[0].shape.batched(rows)
    let input = graph.input(TensorType(shape, model.dtype))
    let output = try model.apply(to: [input], in: graph).output
    let executor = Executor(Plan(graph, outputs: [output]), team: team)
    let made = BatchPlan(executor: executor, input: input, output: output)
    if plans.count >= 2 { plans = plans.filter { $0.key == Self.batchSize } }
    plans[rows] = made
    return made
  }
}

extension Model {
  /// The outputs for a batch, or for one sample given without its batch axis.
  public func predict(_ x: Tensor, threads: Int = 1) throws(LearningError) -> Tensor {
    guard inputs.count == 1 else {
      throw .severalInputs(model: name, names: inputs.map(\.name))
    }
    let batch = try batched(x)
    let predictor = predictor ?? Predictor(self, threads: threads)
    self.predictor = predictor
    return try predictor.predict(batch)
  }

  private func batched(_ x: Tensor) throws(LearningError) -> Tensor {
    let sample = inputs[0].shape
    if x.shape.rank > 0, x.shape.sample == sample { return x }
    if x.shape == sample { return x.reshaped(sample.batched(1)) }
    // A list of numbers for a model of one number each.
    if sample.isOneNumber, x.shape.rank == 1 { return x.reshaped([x.count, 1]) }
    throw .dataShape(
      model: name, expected: sample, found: x.shape.rank > 1 ? x.shape.sample : x.shape)
  }
}

extension ThreadTeam {
  /// A team where there is more than the caller's thread.
  static func of(_ threads: Int) -> ThreadTeam? {
    threads > 1 ? ThreadTeam(threads: threads) : nil
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Copies whole rows of a tensor of the same element type.
  func copyRows(of tensor: Tensor, _ rows: Range<Int>) {
    let rowBytes = tensor.shape[0] == 0 ? 0 : tensor.type.byteCount / tensor.shape[0]
    tensor.withBytes { source in
      copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: source[rows.lowerBound * rowBytes..<rows.upperBound * rowBytes]))
    }
  }
}
